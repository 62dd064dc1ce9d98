// Generated definitions, worlds and workspaces: deterministic, of the size asked for, and made of distinct definitions.
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadFile } from '@nx-air/air';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { generateDefinitions } from '../src/generate-definitions.ts';
import { generateEmptyWorkspace, generateWorkspace } from '../src/generate-workspace.ts';
import { generateWorld } from '../src/generate-world.ts';
import { FIGURES } from '../src/figures.ts';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
let dir = '';
beforeEach(() => void (dir = realpathSync(mkdtempSync(join(tmpdir(), 'nx-air-generate-')))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('definitions are the same every time, and all different', () => {
  const definitions = generateDefinitions('a', 50);
  expect(generateDefinitions('a', 50)).toEqual(definitions);
  expect(new Set(definitions.map(({ name }) => name)).size).toBe(50);
  expect(new Set(definitions.map(({ name, ...rest }) => JSON.stringify(rest) + String(name).length)).size).toBe(50);
});

test('the mix of kinds', () => {
  const kinds = generateDefinitions('a', 100).map(({ $kind }) => $kind);
  const count = (kind: string) => kinds.filter((each) => each === kind).length;
  expect([count('defschema'), count('defplan'), count('defcap')]).toEqual([70, 20, 10]);
});

test('a world with its packs', () => {
  const { worldDir, files, definitions } = generateWorld(dir, { packs: 3, definitionsPerPack: 4 });
  expect(definitions).toBe(12);
  expect(files.map((file) => file.slice(dir.length + 1).replaceAll('\\', '/'))).toEqual([
    'plan-packs/part-0/defs.air.json',
    'plan-packs/part-1/defs.air.json',
    'plan-packs/part-2/defs.air.json',
    'worlds/large/air/manifest.air.json',
  ]);
  const config: unknown = JSON.parse(readFileSync(join(worldDir, 'aos.sync.json'), 'utf8'));
  expect(config).toMatchObject({ id: 'large', air: { imports: [{ path: '../../plan-packs/part-0' }, {}, {}] } });
});

test('a workspace whose own packages are copies and whose other packages are links', () => {
  generateWorkspace(REPOSITORY, dir, { packs: 5, worlds: 6 });
  expect(readdirSync(join(dir, 'plan-packs'))).toHaveLength(5);
  expect(readdirSync(join(dir, 'worlds'))).toHaveLength(6);
  expect(realpathSync(join(dir, 'node_modules', 'nx-air'))).toBe(join(dir, 'plugins', 'nx-air'));
  expect(realpathSync(join(dir, 'node_modules', '@nx-air', 'canon'))).toBe(join(dir, 'libs', 'canon'));
  expect(realpathSync(join(dir, 'node_modules', 'nx'))).toBe(realpathSync(join(REPOSITORY, 'node_modules', 'nx')));
  expect(existsSync(join(dir, 'plugins', 'nx-air', 'test'))).toBe(false);
});

test('an empty workspace links what is installed', () => {
  mkdirSync(join(dir, 'empty'));
  generateEmptyWorkspace(REPOSITORY, join(dir, 'empty'));
  expect(lstatSync(join(dir, 'empty', 'node_modules')).isSymbolicLink()).toBe(true);
});

test('every figure has its own name', () => {
  const names = FIGURES.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});

test('generated definitions are what the loader accepts', () => {
  const bytes = new TextEncoder().encode(JSON.stringify(generateDefinitions('bench', 40)));
  const { nodes, problems } = loadFile('defs.air.json', bytes);
  expect(problems).toEqual([]);
  expect(nodes).toHaveLength(40);
});
