// The same package in several worlds: when it is skew, and how it is aligned.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nodeHost, readLocks } from '../../src/index.ts';
import { findSkew } from '../../src/lock/skew.ts';
import { write } from '../support/git.ts';
import { lockWorld } from '../support/locks.ts';
import type { Files } from '../support/worlds.ts';
import { config, diskRepo, manifest, schema } from '../support/worlds.ts';

const world = (dir: string, ...imports: readonly object[]): Files => ({ [`${dir}/aos.sync.json`]: config(...imports), [`${dir}/air/manifest.json`]: manifest() });
const pack = (folder: string, version: string, type: object = { text: {} }): Files => ({
  [`${folder}/package.json`]: { name: 'acme', version },
  [`${folder}/air/defs.json`]: [schema('a/A@1', type)],
});
const npm = (version: string): object => ({ npm: { package: 'acme', version } });
const nat = { nat: {} };

async function show(root: string, ...dirs: readonly string[]): Promise<readonly string[]> {
  const worlds = [];
  for (const dir of dirs) worlds.push(await readLocks(nodeHost(), join(root, dir), { root }));
  const skews = findSkew(worlds);
  expect(findSkew([...worlds].reverse())).toEqual(skews);
  const same = (a: string | undefined, b: string | undefined): string => (a === undefined || b === undefined ? '?' : a === b ? '=' : '!');
  return skews.flatMap(({ package: name, rows, align }) => [
    name,
    ...rows.map((row) => `  ${row.world} ${row.locked?.version ?? '-'} ${same(row.locked?.defsHash, row.current?.defsHash)} ${row.current?.version ?? '-'}`),
    `  ${align}`,
  ]);
}

it('one pack, one content', async () => {
  const root = diskRepo({ ...world('a', { path: '../p' }), ...world('b/c', { path: '../../p' }), 'p/defs.json': schema('a/A@1') });
  for (const dir of ['a', 'b/c']) await lockWorld(root, dir);
  expect(await show(root, 'a', 'b/c')).toEqual([]);
});

it('a world whose lock is behind: one command for all of them', async () => {
  const root = diskRepo({ ...world('a', { path: '../p' }), ...world('b/c', { path: '../../p' }), ...world('d', { path: '../p' }), 'p/defs.json': schema('a/A@1') });
  await lockWorld(root, 'a');
  await lockWorld(root, 'b/c');
  write(root, { 'p/defs.json': schema('a/A@1', nat) });
  await lockWorld(root, 'd');
  expect(await show(root, 'a', 'b/c', 'd')).toEqual(['path p', '  a - ! -', '  b/c - ! -', '  d - = -', '  air lock a b/c --update ../p ../../p']);
});

it('two installed versions in range: the newest everywhere, then new locks', async () => {
  const root = diskRepo({ ...world('a', npm('^1.0.0')), ...world('b', npm('^1.0.0')), ...pack('node_modules/acme', '1.0.0'), ...pack('b/node_modules/acme', '1.2.0', nat) });
  for (const dir of ['a', 'b']) await lockWorld(root, dir);
  expect(await show(root, 'a', 'b')).toEqual(['npm acme', '  a 1.0.0 = 1.0.0', '  b 1.2.0 = 1.2.0', '  npm dedupe && air lock a b --update acme']);
});

it('a range that refuses the newest version has to be changed first', async () => {
  const root = diskRepo({ ...world('a', npm('~1.0.0')), ...world('b', npm('^1.0.0')), ...pack('node_modules/acme', '1.0.0'), ...pack('b/node_modules/acme', '1.2.0', nat) });
  for (const dir of ['a', 'b']) await lockWorld(root, dir);
  expect((await show(root, 'a', 'b')).at(-1)).toBe('  set "version" of acme to 1.2.0 in a/aos.sync.json');
});

it('cargo: exact versions', async () => {
  const crate = (folder: string, version: string, type: object): Files => ({
    [`${folder}/Cargo.toml`]: `[package]\nname = "sdk"\nversion = "${version}"\n`,
    [`${folder}/air/defs.json`]: schema('a/A@1', type),
  });
  const cargo = (manifestPath: string, version?: string): object => ({ cargo: { package: 'sdk', manifest_path: manifestPath, ...(version === undefined ? {} : { version }) } });
  const files = { ...crate('one', '0.1.0', { text: {} }), ...crate('two', '0.2.0', nat) };
  const pinned = diskRepo({ ...world('a', cargo('../one/Cargo.toml', '=0.1.0')), ...world('b', cargo('../two/Cargo.toml')), ...files });
  for (const dir of ['a', 'b']) await lockWorld(pinned, dir);
  expect((await show(pinned, 'a', 'b')).at(-1)).toBe('  set "version" of sdk to 0.2.0 in a/aos.sync.json');
  const free = diskRepo({ ...world('a', cargo('../one/Cargo.toml')), ...world('b', cargo('../two/Cargo.toml')), ...files });
  for (const dir of ['a', 'b']) await lockWorld(free, dir);
  expect((await show(free, 'a', 'b')).at(-1)).toBe('  cargo update --package sdk --precise 0.2.0 && air lock a b --update sdk');
});

it('two folders of one package are two things', async () => {
  const root = diskRepo({
    ...world('a', npm('^1.0.0')),
    ...world('b', { npm: { package: 'acme', air_dir: 'more' } }),
    ...pack('node_modules/acme', '1.0.0'),
    'node_modules/acme/more/defs.json': schema('a/M@1'),
  });
  for (const dir of ['a', 'b']) await lockWorld(root, dir);
  expect(await show(root, 'a', 'b')).toEqual([]);
});

it('an import that cannot be found shows what it is locked to', async () => {
  const root = diskRepo({ ...world('a', { path: '../p' }), ...world('b', { path: '../p', lock: `sha256:${'0'.repeat(64)}` }), 'p/defs.json': schema('a/A@1') });
  await lockWorld(root, 'a');
  write(root, { 'p/defs.json': null });
  const { rmSync } = await import('node:fs');
  rmSync(join(root, 'p'), { recursive: true });
  expect(await show(root, 'a', 'b')).toEqual(['path p', '  a - ? -', '  b - ? -', '  restore the import that cannot be found']);
});

it('unlocked and malformed locks count for what is found only', async () => {
  const root = diskRepo({ ...world('a', { path: '../p' }), ...world('b', { path: '../p', lock: 'x' }), 'p/defs.json': schema('a/A@1') });
  expect(await show(root, 'a', 'b')).toEqual([]);
});

it('names that a shell would read otherwise are quoted', async () => {
  const root = diskRepo({ ...world('a b', { path: '../p q' }), ...world('c', { path: '../p q' }), 'p q/defs.json': schema('a/A@1') });
  await lockWorld(root, 'a b');
  write(root, { 'p q/defs.json': schema('a/A@1', nat) });
  await lockWorld(root, 'c');
  expect((await show(root, 'a b', 'c')).at(-1)).toBe("  air lock 'a b' --update '../p q'");
});
