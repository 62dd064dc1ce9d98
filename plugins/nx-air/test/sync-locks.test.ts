// What a sync writes into the tree and what it leaves to people.
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FsTree } from '@nx/devkit/internal';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadEngine } from '../src/executors/engine.ts';
import { planLocks } from '../src/generators/sync-locks/sync-locks.ts';
import { packFiles, schema, worldFiles } from './support/content.ts';
import { writeTree } from './support/workspace.ts';

const CONFIG = 'worlds/w/aos.sync.json';
const CORE = { path: '../../plan-packs/core' };
const MORE = { path: '../../plan-packs/more' };
const TARGETS = { lock: { executor: 'nx-air:lock' }, locks: { executor: 'nx-air:lock-check' } };
const WORLDS = [{ name: 'w', root: 'worlds/w', targets: TARGETS }];

let root = '';
let tree: FsTree;
const sync = (...imports: unknown[]) => ({ [CONFIG]: { version: 1, air: { imports } } });
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'nx-air-sync-')));
  writeTree(root, { 'nx.json': {}, ...packFiles('plan-packs/core', 'core/A@1'), ...packFiles('plan-packs/more', 'more/A@1'), ...worldFiles('worlds/w', {}), ...sync(CORE) });
  tree = new FsTree(root, false);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const plan = async () => planLocks(tree, WORLDS, await loadEngine());
const changed = () => tree.listChanges().map(({ path }) => path);
/** What `nx sync` does with the tree. */
async function accept(): Promise<void> {
  await plan();
  writeTree(root, { [CONFIG]: tree.read(CONFIG, 'utf8') ?? '' });
  tree = new FsTree(root, false);
}
const drift = () => writeTree(root, { 'plan-packs/core/defs.air.json': [schema('core/A@1', { text: {} })] });

test('a missing lock is written into the tree, not to the disk', async () => {
  const before = readFileSync(join(root, CONFIG), 'utf8');
  expect(await plan()).toEqual({ written: [`${CONFIG}: import path ../../plan-packs/core`], kept: [] });
  expect(changed()).toEqual([CONFIG]);
  expect(JSON.parse(tree.read(CONFIG, 'utf8') ?? '').air.imports[0].lock).toMatchObject({ scheme: 1, source: 'path', path: '../../plan-packs/core' });
  expect(readFileSync(join(root, CONFIG), 'utf8')).toBe(before);
});

test('what is locked needs nothing', async () => {
  await accept();
  expect(await plan()).toEqual({ written: [], kept: [] });
  expect(changed()).toEqual([]);
});

test('drift is left alone, with the command', async () => {
  await accept();
  drift();
  expect(await plan()).toEqual({
    written: [],
    kept: [`${CONFIG}: import path ../../plan-packs/core is drifted: \`nx run w:lock --update ../../plan-packs/core\``],
  });
  expect(changed()).toEqual([]);
});

test('a missing lock beside a drifted one is written, the drifted one keeps its text', async () => {
  await accept();
  const [locked] = JSON.parse(tree.read(CONFIG, 'utf8') ?? '').air.imports;
  writeTree(root, sync(locked, MORE));
  drift();
  const { written, kept } = await plan();
  expect(written).toEqual([`${CONFIG}: import path ../../plan-packs/more`]);
  expect(kept).toEqual([expect.stringContaining('is drifted')]);
  const { imports } = JSON.parse(tree.read(CONFIG, 'utf8') ?? '').air;
  expect(imports[0]).toEqual(locked);
  expect(imports[1].lock).toMatchObject({ scheme: 1 });
});

test.each([
  ['an import that is not there', sync({ path: '../gone' }), 'import path ../gone is unresolved: `nx run w:locks`'],
  ['a lock that is none', sync({ ...CORE, lock: 'sha256:12' }), 'import path ../../plan-packs/core is invalid: `nx run w:lock --update ../../plan-packs/core`'],
  ['broken JSON', { [CONFIG]: '{' }, 'has errors: `nx run w:locks`'],
  ['an unknown member', { [CONFIG]: { version: 1, air: { imports: [CORE] }, colour: 1 } }, 'has errors: `nx run w:locks`'],
])('%s: nothing is written, and it is said', async (_label, files, said) => {
  writeTree(root, files);
  const { written, kept } = await plan();
  expect({ written, changes: changed() }).toEqual({ written: [], changes: [] });
  expect(kept.join('\n')).toContain(said);
});

test('what another generator of the same sync wrote is kept', async () => {
  tree.write(CONFIG, JSON.stringify({ version: 1, air: { imports: [MORE] } }));
  expect((await plan()).written).toEqual([`${CONFIG}: import path ../../plan-packs/more`]);
});

test('the mode of the environment has no say', async () => {
  const engine = await loadEngine();
  const host = { ...engine.host, env: { AOS_IMPORT_LOCK: 'off', CI: 'true' } };
  expect((await planLocks(tree, WORLDS, { ...engine, host })).written).toHaveLength(1);
});
