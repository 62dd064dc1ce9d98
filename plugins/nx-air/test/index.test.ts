// The public names of the plugin.
import { expect, test } from 'vitest';
import * as plugin from '../src/index.ts';

test('what Nx loads', () => {
  expect(Object.keys(plugin).sort()).toEqual(['createDependencies', 'createNodes', 'createNodesV2', 'name']);
  expect(plugin.createNodesV2).toBe(plugin.createNodes);
  expect(plugin.createNodes[0]).toMatch(/^\{aos\.sync\.json,\*\*\/aos\.sync\.json,/);
});
