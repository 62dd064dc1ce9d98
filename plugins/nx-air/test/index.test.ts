// The public names of the plugin.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as plugin from '../src/index.ts';

test('what Nx loads', () => {
  expect(Object.keys(plugin).sort()).toEqual(['createDependencies', 'createNodes', 'createNodesV2', 'name']);
  expect(plugin.createNodesV2).toBe(plugin.createNodes);
  expect(plugin.createNodes[0]).toMatch(/^\{aos\.sync\.json,\*\*\/aos\.sync\.json,/);
});

test('nothing of Nx is loaded at run time: it would cost every command', () => {
  const sources = readdirSync(join(import.meta.dirname, '../src')).filter((file) => file.endsWith('.ts'));
  const loading = sources.filter((file) => /^import (?!type ).*'(@nx\/devkit|nx)/m.test(readFileSync(join(import.meta.dirname, '../src', file), 'utf8')));
  expect({ some: sources.length > 10, loading }).toEqual({ some: true, loading: [] });
});
