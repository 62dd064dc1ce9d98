// Locks of worlds against their imports: with bodies from the store, from git, and without.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadWorld, memoryHost, nodeHost } from '../../src/index.ts';
import type { Host } from '../../src/index.ts';
import { commit, git, gitRepo, write } from '../support/git.ts';
import { hashTree } from '../support/hash-tree.ts';
import { lockWorld, showDiff, vendor } from '../support/locks.ts';
import type { Files } from '../support/worlds.ts';
import { config, diskRepo, manifest, schema } from '../support/worlds.ts';

const WORLD: Files = { 'w/aos.sync.json': config({ path: '../p' }), 'w/air/manifest.json': manifest() };
const plan = (kind: string, ...more: readonly object[]): object => ({
  $kind: 'defplan',
  name: 'a/pay@1',
  input: 'a/In@1',
  steps: [{ id: 'charge', op: 'emit_effect', kind, params: { record: {} }, cap: 'net', bind: { effect_id_as: 'e' } }, ...more],
});
const OLD = [schema('a/In@1'), schema('a/Gone@1'), schema('a/Old@1', { nat: {} }), plan('http.request')];
const NEW = [schema('a/In@1'), schema('a/Fresh@1', { int: {} }), schema('a/Renamed@1', { nat: {} }), plan('llm.generate')];

const EXPECTED = [
  'drifted',
  'added a/Fresh@1',
  'removed a/Gone@1',
  'renamed a/Old@1 -> a/Renamed@1',
  'changed a/pay@1 (git)',
  '  step `charge`: kind http.request -> llm.generate',
  'gained llm.generate',
  'lost http.request',
];

const withoutGit: Host = { ...nodeHost(), run: () => Promise.resolve({ kind: 'not-found' }) };

it('fields come from the commit that had the locked body', async () => {
  const root = gitRepo({ ...WORLD, 'p/defs.air.json': OLD });
  await lockWorld(root);
  const locked = commit(root);
  commit(root, { 'p/defs.air.json': [...OLD, schema('a/Between@1')] });
  write(root, { 'p/defs.air.json': NEW });
  const before = hashTree(root);
  const { diff, text, report } = await showDiff(root);
  expect(text).toEqual(EXPECTED);
  expect(diff.imports[0]?.defs?.changed[0]?.previous?.from).not.toBe(`git ${locked.slice(0, 12)}`);
  expect(report).toMatch(/^p\/defs\.air\.json:\d+:\d+ warning version_reused defplan a\/pay@1: expected sha256:[0-9a-f]{64}, found sha256:[0-9a-f]{64}$/);
  expect(hashTree(root)).toEqual(before);
});

it('the store is asked before git, and is enough without it', async () => {
  const root = gitRepo({ ...WORLD, 'p/defs.air.json': OLD });
  await lockWorld(root);
  expect((await vendor(root)).plan.imports).toMatchObject([{ stored: 0, written: 4, repaired: 0 }]);
  write(root, { 'p/defs.air.json': NEW });
  expect((await showDiff(root, 'w', withoutGit)).text).toEqual(EXPECTED.map((line) => line.replace('(git)', '(vendored)')));
});

it.each<readonly [string, () => string, Host, string]>([
  ['git is absent', () => gitRepo({ ...WORLD, 'p/defs.air.json': OLD }), withoutGit, 'git is not installed'],
  ['the workspace has no git', () => diskRepo({ ...WORLD, 'p/defs.air.json': OLD }), nodeHost(), 'it is not in a git repository'],
  ['the locked state was never committed', () => gitRepo({ ...WORLD, 'p/defs.air.json': NEW }), nodeHost(), 'the locked content is not in the one commit that touches it'],
])('cannot compare fields: %s', async (_name, make, host, reason) => {
  const root = make();
  write(root, { 'p/defs.air.json': OLD });
  await lockWorld(root);
  write(root, { 'p/defs.air.json': NEW });
  const { text } = await showDiff(root, 'w', host);
  expect(text).toContain('changed a/pay@1 (unknown)');
  expect(text.at(-1)).toBe(`cannot compare: 2 locked bodies are not in .air/vendor; ${reason}`);
  expect(text).toContain('gained llm.generate');
});

it('a corrupt body in the store is a finding, git still answers', async () => {
  const root = gitRepo({ ...WORLD, 'p/defs.air.json': OLD });
  await lockWorld(root);
  const { plan: planned } = await vendor(root);
  for (const { path } of planned.writes) writeFileSync(path, 'tampered');
  write(root, { 'p/defs.air.json': NEW });
  const { text, report } = await showDiff(root);
  expect(text).toEqual(EXPECTED);
  expect(report).toMatch(/^w\/\.air\/vendor\/..\/[0-9a-f]{64}:1:1 error vendored_body_corrupt defplan a\/pay@1: expected sha256:[0-9a-f]{64}, found sha256:[0-9a-f]{64}$/m);
});

it('a lock of AOS lists no definitions: git knows them, or nothing is compared', async () => {
  const root = gitRepo({ ...WORLD, 'p/defs.air.json': OLD });
  await lockWorld(root);
  const text = readFileSync(join(root, 'w/aos.sync.json'), 'utf8');
  const hash = /"defs_hash": "([^"]+)"/.exec(text)?.[1];
  write(root, { 'w/aos.sync.json': config({ path: '../p', lock: hash }), 'p/defs.air.json': NEW });
  const shown = (await showDiff(root)).text;
  expect(shown).toEqual([...EXPECTED.slice(0, 6), 'gained llm.generate, net']);
  expect((await showDiff(root, 'w', withoutGit)).text).toEqual(['drifted', 'gained llm.generate, net', 'cannot compare: the lock lists no definitions; git is not installed']);
});

it.each([
  ['not locked', { path: '../p' }, ['unlocked', 'cannot compare: it is not locked']],
  ['malformed lock', { path: '../p', lock: 'sha256:12' }, ['invalid', 'gained http.request, net', 'cannot compare: its lock is malformed']],
  ['nothing there', { path: '../nope', lock: `sha256:${'0'.repeat(64)}` }, ['unresolved', 'cannot compare: it has no content now']],
])('%s', async (_name, entry, expected) => {
  const root = diskRepo({ ...WORLD, 'w/aos.sync.json': config(entry), 'p/defs.air.json': OLD });
  expect((await showDiff(root)).text).toEqual(expected);
});

it('equal content has no difference and asks nobody', async () => {
  const root = diskRepo({ ...WORLD, 'p/defs.air.json': OLD });
  await lockWorld(root);
  const silent: Host = { ...nodeHost(), run: () => Promise.reject(new Error('asked')) };
  expect((await showDiff(root, 'w', silent)).text).toEqual(['ok']);
});

it('what a registry package held is not looked for in git', async () => {
  const entry = { npm: { package: 'pack' } };
  const root = gitRepo({
    'w/aos.sync.json': config(entry),
    'w/air/manifest.json': manifest(),
    'node_modules/pack/package.json': { name: 'pack', version: '1.0.0' },
    'node_modules/pack/air/a.json': OLD,
  });
  await lockWorld(root);
  write(root, { 'node_modules/pack/package.json': { name: 'pack', version: '1.1.0' }, 'node_modules/pack/air/a.json': NEW });
  const { text, diff } = await showDiff(root);
  expect(text).toContain('cannot compare: 2 locked bodies are not in .air/vendor; a package from a registry has no git history here');
  expect(diff.problems.map(({ hint }) => hint)).toEqual(['Ask its authors to publish `a/pay@2`.']);
});

it('a linked workspace package has the history of its sources', async () => {
  const root = gitRepo({
    'w/aos.sync.json': config({ npm: { package: 'pack' } }),
    'w/air/manifest.json': manifest(),
    'node_modules/pack': { link: '../packs/pack' },
    'packs/pack/package.json': { name: 'pack', version: '1.0.0' },
    'packs/pack/air/a.json': OLD,
  });
  await lockWorld(root);
  write(root, { 'packs/pack/air/a.json': NEW });
  expect((await showDiff(root)).text).toEqual(EXPECTED);
});

it('@1 and @2 are imported side by side', async () => {
  const root = diskRepo({
    'w/aos.sync.json': config({ path: '../p' }, { path: '../q' }),
    'w/air/manifest.json': manifest({ schemas: [{ name: 'a/In@1' }, { name: 'a/In@2' }] }),
    'p/defs.air.json': [schema('a/In@1'), schema('a/In@2', { nat: {} })],
    'q/defs.air.json': [schema('a/In@1')],
  });
  const { merged, problems } = await loadWorld(nodeHost(), join(root, 'w'));
  expect(problems).toEqual([]);
  expect(merged?.defs.map(({ name }) => name)).toEqual(['a/In@1', 'a/In@2']);
});

it('works in memory, where no command can be run', async () => {
  const root = gitRepo({ ...WORLD, 'p/defs.air.json': OLD });
  await lockWorld(root);
  const text = readFileSync(join(root, 'w/aos.sync.json'), 'utf8');
  const host = memoryHost({ '/repo/nx.json': '{}', '/repo/w/aos.sync.json': text, '/repo/p/defs.air.json': JSON.stringify(NEW) });
  expect((await showDiff('/repo', 'w', host)).text.at(-1)).toBe('cannot compare: 2 locked bodies are not in .air/vendor; git is not installed');
});

it('the newest commit with the locked content is the one that is named', async () => {
  const root = gitRepo({ ...WORLD, 'p/defs.air.json': OLD });
  await lockWorld(root);
  commit(root, { 'p/defs.air.json': NEW });
  const again = commit(root, { 'p/defs.air.json': OLD });
  commit(root, { 'p/defs.air.json': [] });
  write(root, { 'p/defs.air.json': NEW });
  const { diff } = await showDiff(root);
  expect(diff.imports[0]?.defs?.changed[0]?.previous?.from).toBe(`git ${again.slice(0, 12)}`);
  expect(git(root, 'status', '--porcelain')).toContain('p/defs.air.json');
});
