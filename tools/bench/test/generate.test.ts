// Generated definitions, worlds and workspaces: deterministic, of the size asked for, and made of distinct definitions.
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFile } from '@nx-air/air';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { generateDefinitions } from '../src/generate-definitions.ts';
import { generateEmptyWorkspace, generateIdleWorkspace, generateTypeScriptWorkspace, generateWorkspace } from '../src/generate-workspace.ts';
import { generateWorld } from '../src/generate-world.ts';
import { FIGURES } from '../src/figures.ts';

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

test('a workspace of packs and worlds, its modules a link', () => {
  const [workspace, modules] = [join(dir, 'air'), join(dir, 'modules')];
  mkdirSync(modules);
  generateWorkspace(workspace, modules, { packs: 5, worlds: 6 });
  expect(readdirSync(join(workspace, 'plan-packs'))).toHaveLength(5);
  expect(readdirSync(join(workspace, 'worlds'))).toHaveLength(6);
  expect(realpathSync(join(workspace, 'node_modules'))).toBe(modules);
  const nx: unknown = JSON.parse(readFileSync(join(workspace, 'nx.json'), 'utf8'));
  expect(nx).toMatchObject({ plugins: [{ plugin: 'nx-air' }] });
});

test('TypeScript packages with as many references, none of them in a circle', () => {
  const [workspace, modules] = [join(dir, 'js'), join(dir, 'modules')];
  mkdirSync(modules);
  generateTypeScriptWorkspace(workspace, modules, 9);
  const references = Array.from({ length: 9 }, (_, index) => Object.keys(JSON.parse(readFileSync(join(workspace, 'packages', `p${index}`, 'package.json'), 'utf8')).dependencies));
  references.forEach((names, index) => expect(names.every((name) => Number(name.slice('@bench/p'.length)) < index)).toBe(true));
  expect(references.flat().length).toBeGreaterThan(8);
});

test('idle projects have the two targets that worlds are validated with', () => {
  const [workspace, modules] = [join(dir, 'idle'), join(dir, 'modules')];
  mkdirSync(modules);
  generateIdleWorkspace(workspace, modules, 2);
  const project: unknown = JSON.parse(readFileSync(join(workspace, 'idle', 'idle-1', 'project.json'), 'utf8'));
  expect(project).toMatchObject({ name: 'idle-1', targets: { 'lock-check': { cache: true }, validate: { cache: true, dependsOn: ['lock-check'] } } });
});

test('an empty workspace links what is installed', () => {
  const modules = join(dir, 'modules');
  mkdirSync(modules);
  generateEmptyWorkspace(join(dir, 'empty'), modules);
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
