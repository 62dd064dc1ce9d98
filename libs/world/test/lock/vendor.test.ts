// Vendoring: what is written, what is kept, what cannot be found, and what stands in the way.
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeCanonical } from '@nx-air/canon';
import { directoryStore } from '@nx-air/canon/fs';
import { expect, it } from 'vitest';
import { memoryHost, nodeHost } from '../../src/index.ts';
import type { Host } from '../../src/index.ts';
import { readStoredBody, VENDOR_DIR, vendoredPath } from '../../src/lock/vendor-store.ts';
import { commit, gitRepo, write } from '../support/git.ts';
import { hashTree } from '../support/hash-tree.ts';
import { lockWorld, vendor } from '../support/locks.ts';
import type { Files } from '../support/worlds.ts';
import { config, diskRepo, manifest, schema } from '../support/worlds.ts';
import { defs } from './lock-facts.ts';

const WORLD: Files = { 'w/aos.sync.json': config({ path: '../p' }), 'w/air/manifest.json': manifest(), 'p/defs.air.json': [schema('a/A@1'), schema('a/B@1', { nat: {} })] };
const withoutGit: Host = { ...nodeHost(), run: () => Promise.resolve({ kind: 'not-found' }) };

async function locked(): Promise<string> {
  const root = gitRepo(WORLD);
  await lockWorld(root);
  return root;
}

it('writes every locked body once, as the content store of canon reads it', async () => {
  const root = await locked();
  const { plan, report } = await vendor(root);
  expect([report, plan.imports]).toMatchObject(['', [{ stored: 0, written: 2, repaired: 0 }]]);
  const store = directoryStore(join(root, 'w', VENDOR_DIR));
  for (const { hash, node } of defs(schema('a/A@1'), schema('a/B@1', { nat: {} })).nodes) {
    expect(store.get(hash)).toEqual(encodeCanonical(node));
    expect(readStoredBody(nodeHost(), { root, worldDir: join(root, 'w') }, hash)).toMatchObject({ kind: 'found' });
  }
});

it('the second time there is nothing to write', async () => {
  const root = await locked();
  await vendor(root);
  const before = hashTree(root);
  const { plan } = await vendor(root);
  expect([plan.writes, plan.imports]).toMatchObject([[], [{ stored: 2, written: 0 }]]);
  expect(hashTree(root)).toEqual(before);
});

it('stays complete when the source is gone', async () => {
  const root = await locked();
  await vendor(root);
  rmSync(join(root, 'p'), { recursive: true });
  const { plan } = await vendor(root, 'w', withoutGit);
  expect([plan.problems, plan.imports]).toMatchObject([[], [{ stored: 2, written: 0 }]]);
});

it('takes a locked body that the import lost from git', async () => {
  const root = await locked();
  commit(root);
  write(root, { 'p/defs.air.json': [schema('a/A@1')] });
  const { plan, report } = await vendor(root);
  expect([report, plan.imports]).toMatchObject(['', [{ written: 2 }]]);
});

it('says which body nobody has, and plans the others all the same', async () => {
  const root = await locked();
  write(root, { 'p/defs.air.json': [schema('a/A@1')] });
  const { report, plan } = await vendor(root, 'w', withoutGit);
  expect(report).toMatchInlineSnapshot(`"w/aos.sync.json:23:32 error vendored_body_missing defschema a/B@1: found the locked body is not in .air/vendor; git is not installed"`);
  expect(plan.writes).toHaveLength(1);
  expect(readFileSync(join(root, 'w/aos.sync.json'), 'utf8')).toContain('defschema a/B@1');
});

it.each([
  ['unlocked', { path: '../p' }, 'w/aos.sync.json:5:7 error lock_missing import path ../p'],
  ['malformed', { path: '../p', lock: 'x' }, 'lock_invalid'],
  ['a bare hash of other content', { path: '../p', lock: `sha256:${'0'.repeat(64)}` }, 'vendored_body_missing import ../p: found the lock lists no definitions; git is not installed'],
])('%s', async (_name, entry, expected) => {
  const root = diskRepo({ ...WORLD, 'w/aos.sync.json': config(entry) });
  const { report, plan } = await vendor(root, 'w', withoutGit);
  expect(report).toContain(expected);
  expect(plan.writes).toEqual([]);
});

it('a bare hash that holds is vendored as a whole', async () => {
  const lock = defs(schema('a/A@1'), schema('a/B@1', { nat: {} })).defsHash;
  const root = diskRepo({ ...WORLD, 'w/aos.sync.json': config({ path: '../p', lock }) });
  expect((await vendor(root)).plan.imports).toMatchObject([{ written: 2 }]);
});

it('repairs a tampered body', async () => {
  const root = await locked();
  const { plan } = await vendor(root);
  const [first] = plan.writes;
  writeFileSync(first?.path ?? '', 'tampered');
  expect((await vendor(root)).plan.imports).toMatchObject([{ stored: 1, written: 1, repaired: 1 }]);
  expect((await vendor(root)).plan.imports).toMatchObject([{ stored: 2, written: 0, repaired: 0 }]);
});

it.each(['w/.air', 'w/.air/vendor'])('refuses to write through a link at %s', async (link) => {
  const root = await locked();
  mkdirSync(join(root, 'elsewhere/vendor'), { recursive: true });
  mkdirSync(join(root, 'w/.air'), { recursive: true });
  if (link === 'w/.air') rmSync(join(root, 'w/.air'), { recursive: true });
  symlinkSync(join(root, 'elsewhere'), join(root, link));
  const { report, plan } = await vendor(root);
  expect(report).toContain(`${link}:1:1 error vendored_body_corrupt world: expected a folder, found a link`);
  expect(plan.problems.length).toBeGreaterThan(0);
});

const [body] = defs(schema('a/A@1')).nodes;
const place = { root: '/repo', worldDir: '/repo/w' };

interface What {
  readonly body?: true;
  readonly text?: string;
  readonly link?: true;
  readonly folder?: true;
  readonly unreadable?: true;
}

it.each<readonly [string, What, object]>([
  ['missing', {}, { kind: 'missing' }],
  ['found', { body: true }, { kind: 'found' }],
  ['another content', { text: 'x' }, { kind: 'corrupt', actual: 'sha256:2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881' }],
  ['a link', { link: true }, { kind: 'corrupt', actual: 'a link' }],
  ['a folder', { folder: true }, { kind: 'corrupt', actual: 'no file' }],
  ['unreadable', { unreadable: true }, { kind: 'corrupt', actual: 'the system refuses to read it' }],
])('a body that is %s', (_name, what, expected) => {
  if (body === undefined) throw new Error('no body');
  const bytes = encodeCanonical(body.node);
  const path = vendoredPath(place, body.hash);
  const file = what.text ?? (what.link ? { link: '/repo/elsewhere' } : what.unreadable ? { unreadable: true as const } : bytes);
  const files = Object.keys(what).length === 0 ? {} : { [what.folder ? `${path}/` : path]: file };
  const stored = readStoredBody(memoryHost({ '/repo/w/aos.sync.json': '{}', '/repo/elsewhere': bytes, ...files }), place, body.hash);
  expect(stored).toMatchObject({ ...expected, file: path.slice('/repo/'.length) });
});

it('bytes that have the hash and are no definition', () => {
  for (const bytes of [encodeCanonical('text'), encodeCanonical({ a: new Uint8Array([1]) }), encodeCanonical(new Map([[1, 'x']])), new Uint8Array([0x01])]) {
    const hash = directoryHash(bytes);
    const host = memoryHost({ [vendoredPath(place, hash)]: bytes });
    expect(readStoredBody(host, place, hash)).toMatchObject({ kind: 'corrupt', actual: 'no definition' });
  }
});

function directoryHash(bytes: Uint8Array): ReturnType<ReturnType<typeof directoryStore>['put']> {
  return directoryStore(join(diskRepo({}), 's')).put(bytes);
}
