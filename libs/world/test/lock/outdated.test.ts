// What updates would bring, from what lies in the workspace: node_modules, Cargo.lock, vendored crates, sources.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/index.ts';
import type { Host } from '../../src/index.ts';
import { outdatedWorld } from '../../src/lock/outdated.ts';
import { write } from '../support/git.ts';
import { hashTree } from '../support/hash-tree.ts';
import { lockWorld } from '../support/locks.ts';
import type { Files } from '../support/worlds.ts';
import { config, diskRepo, manifest, schema } from '../support/worlds.ts';

const offline: Host = { ...nodeHost(), run: () => Promise.resolve({ kind: 'not-found' }) };

async function show(root: string, host: Host = offline): Promise<readonly string[]> {
  const before = hashTree(root);
  const { imports } = await outdatedWorld(host, join(root, 'w'), { root });
  expect(hashTree(root)).toEqual(before);
  return imports.flatMap(({ target, locked, updates, reason }) => [
    `${target} ${locked?.version ?? ''}`.trimEnd() + (reason === undefined ? '' : `: ${reason}`),
    ...updates.flatMap(({ version, place, inRange, counts, authority, collisions }) => [
      `  ${version ?? ''} ${place}${inRange ? '' : ' (out of range)'} ${counts === undefined ? 'unknown' : `+${counts.added} -${counts.removed} >${counts.renamed} ~${counts.changed}`}`,
      ...Object.entries(authority.gained).flatMap(([key, values]: readonly [string, readonly string[]]) => (values.length === 0 ? [] : [`    gains ${key} ${values.join(', ')}`])),
      ...collisions.map((one) => `    would clash with ${one.with} on ${one.kind} ${one.name}`),
    ]),
  ]);
}

const effectful = (kind: string): object => ({
  $kind: 'defplan',
  name: 'a/core_p@1',
  input: 'a/A@1',
  steps: [{ id: 's', op: 'emit_effect', kind, params: { record: {} }, cap: 'net', bind: { effect_id_as: 'e' } }],
});
const pack = (folder: string, version: string, ...defs: readonly object[]): Files => ({
  [`${folder}/package.json`]: { name: 'acme', version },
  [`${folder}/air/defs.json`]: defs,
});
const world = (...imports: readonly object[]): Files => ({ 'w/aos.sync.json': config(...imports), 'w/air/manifest.json': manifest() });
const NPM = { npm: { package: 'acme', version: '^1.0.0' } };

describe('npm', () => {
  it('is up to date', async () => {
    const root = diskRepo({ ...world(NPM), ...pack('node_modules/acme', '1.0.0', schema('a/A@1')) });
    await lockWorld(root);
    expect(await show(root)).toEqual(['npm acme 1.0.0']);
  });

  it('what is installed now, and the newest version anywhere in the workspace', async () => {
    const root = diskRepo({
      ...world(NPM),
      ...pack('node_modules/acme', '1.0.0', schema('a/A@1'), schema('a/Gone@1', { bool: {} }), effectful('http.request')),
      'other/aos.sync.json': config(),
      ...pack('other/node_modules/acme', '1.2.0', schema('a/A@1', { nat: {} }), effectful('llm.generate'), schema('a/New@1', { int: {} })),
    });
    await lockWorld(root);
    write(root, pack('node_modules/acme', '1.1.0', schema('a/A@1'), schema('a/Gone@1', { bool: {} }), schema('a/More@1', { int: {} }), effectful('http.request')));
    expect(await show(root)).toEqual([
      'npm acme 1.0.0',
      '  1.1.0 installed +1 -0 >0 ~0',
      '  1.2.0 other/node_modules/acme +1 -1 >0 ~2',
      '    gains effects llm.generate',
    ]);
  });

  it('a version outside the range is named as such', async () => {
    const root = diskRepo({ ...world(NPM), ...pack('node_modules/acme', '1.0.0'), 'o/aos.sync.json': config(), ...pack('o/node_modules/acme', '2.0.0', schema('a/A@1')) });
    await lockWorld(root);
    expect(await show(root)).toEqual(['npm acme 1.0.0', '  2.0.0 o/node_modules/acme (out of range) +1 -0 >0 ~0']);
  });

  it('looks into the store of pnpm', async () => {
    const root = diskRepo({
      ...world(NPM),
      ...pack('node_modules/.pnpm/acme@1.0.0/node_modules/acme', '1.0.0'),
      ...pack('node_modules/.pnpm/acme@1.3.0/node_modules/acme', '1.3.0'),
      'node_modules/acme': { link: '.pnpm/acme@1.0.0/node_modules/acme' },
    });
    await lockWorld(root);
    expect(await show(root)).toEqual(['npm acme 1.0.0', '  1.3.0 node_modules/.pnpm/acme@1.3.0/node_modules/acme +0 -0 >0 ~0']);
  });

  it.each([
    ['an alias', { name: 'other', version: '1.5.0' }],
    ['no version', { name: 'acme' }],
    ['a broken version', { name: 'acme', version: 'new' }],
    ['an older version', { name: 'acme', version: '0.9.0' }],
  ])('passes over %s', async (_name, packageJson) => {
    const root = diskRepo({ ...world(NPM), ...pack('node_modules/acme', '1.0.0'), 'o/aos.sync.json': config(), 'o/node_modules/acme/package.json': packageJson, 'o/node_modules/acme/air/': '' });
    await lockWorld(root);
    expect(await show(root)).toEqual(['npm acme 1.0.0']);
  });

  it('a newer version without its definition folder has no counts', async () => {
    const root = diskRepo({ ...world(NPM), ...pack('node_modules/acme', '1.0.0'), 'o/aos.sync.json': config(), 'o/node_modules/acme/package.json': { name: 'acme', version: '1.5.0' } });
    await lockWorld(root);
    expect(await show(root)).toEqual(['npm acme 1.0.0', '  1.5.0 o/node_modules/acme unknown']);
  });
});

describe('cargo', () => {
  const CARGO = { cargo: { package: 'sdk', manifest_path: '../Cargo.toml' } };
  const crate = (folder: string, version: string, ...defs: readonly object[]): Files => ({
    [`${folder}/Cargo.toml`]: `[package]\nname = "sdk"\nversion = "${version}"\n`,
    [`${folder}/air/defs.json`]: defs,
  });

  it('a workspace crate of another version', async () => {
    const root = diskRepo({ ...world(CARGO), 'Cargo.toml': '[workspace]\nmembers = ["sdk"]\n', ...crate('sdk', '0.1.0', schema('a/A@1')) });
    await lockWorld(root);
    write(root, crate('sdk', '0.2.0', schema('a/A@2')));
    expect(await show(root)).toEqual(['cargo sdk 0.1.0', '  0.2.0 installed +0 -0 >1 ~0']);
  });

  it('what Cargo.lock names: with its definitions where it is vendored, else the version alone', async () => {
    const entry = (version: string): string => `[[package]]\nname = "sdk"\nversion = "${version}"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\n`;
    const root = diskRepo({
      ...world(CARGO),
      'Cargo.toml': '[workspace]\nmembers = ["sdk"]\n',
      ...crate('sdk', '0.1.0', schema('a/A@1')),
      'Cargo.lock': `version = 4\n\n${entry('0.3.0')}`,
    });
    await lockWorld(root);
    expect(await show(root)).toEqual(['cargo sdk 0.1.0', '  0.3.0 Cargo.lock unknown']);
    write(root, { '.cargo/config.toml': '[source.crates-io]\nreplace-with = "v"\n[source.v]\ndirectory = "vendor"\n', ...crate('vendor/sdk', '0.3.0', schema('a/A@1', { nat: {} })) });
    expect(await show(root)).toEqual(['cargo sdk 0.1.0', '  0.3.0 vendor/sdk +0 -0 >0 ~1']);
  });

  it('a manifest that is gone', async () => {
    const root = diskRepo({ ...world({ cargo: { package: 'sdk', manifest_path: '../Cargo.toml' } }) });
    expect(await show(root)).toEqual(['cargo sdk: it is not locked']);
  });
});

describe('path', () => {
  const PATH = { path: '../p' };

  it('changed content, and whom it would clash with', async () => {
    const root = diskRepo({ ...world(PATH, { path: '../q' }), 'p/defs.json': [schema('a/A@1')], 'q/defs.json': [schema('b/B@1'), schema('b/C@1')], 'w/air/own.json': schema('b/C@1') });
    await lockWorld(root);
    write(root, { 'p/defs.json': [schema('a/A@1'), schema('b/B@1', { nat: {} }), schema('b/C@1', { nat: {} })] });
    expect(await show(root)).toEqual([
      'path ../p',
      '   installed +2 -0 >0 ~0',
      '    would clash with import path ../q on defschema b/B@1',
      '    would clash with import path ../q on defschema b/C@1',
      '    would clash with the world on defschema b/C@1',
      'path ../q',
    ]);
  });

  it('a clash that an update of a package would bring', async () => {
    const root = diskRepo({ ...world(NPM, PATH), 'p/defs.json': [schema('a/X@1')], ...pack('node_modules/acme', '1.0.0', schema('a/A@1')), 'o/aos.sync.json': config(), ...pack('o/node_modules/acme', '1.5.0', schema('a/X@1', { nat: {} })) });
    await lockWorld(root);
    expect(await show(root)).toContain('    would clash with import path ../p on defschema a/X@1');
  });

  it.each([
    ['not locked', PATH, 'path ../p: it is not locked'],
    ['a malformed lock', { path: '../p', lock: 'x' }, 'path ../p: its lock is malformed'],
    ['nothing there', { path: '../nope', lock: `sha256:${'0'.repeat(64)}` }, 'path ../nope: it cannot be found'],
  ])('%s', async (_name, entry, expected) => {
    expect(await show(diskRepo({ ...world(entry), 'p/defs.json': [schema('a/A@1')] }))).toEqual([expected]);
  });

  it('a bare hash has no counts', async () => {
    const root = diskRepo({ ...world({ path: '../p', lock: `sha256:${'0'.repeat(64)}` }), 'p/defs.json': [schema('a/A@1')] });
    expect(await show(root)).toEqual(['path ../p', '   installed unknown']);
  });
});

it('runs no command and opens no connection', async () => {
  const root = diskRepo({ ...world(NPM), ...pack('node_modules/acme', '1.0.0', schema('a/A@1')) });
  await lockWorld(root);
  const silent: Host = { ...nodeHost(), run: () => Promise.reject(new Error('asked')) };
  expect(await show(root, silent)).toEqual(['npm acme 1.0.0']);
  expect(readFileSync(join(root, 'w/aos.sync.json'), 'utf8')).toContain('"scheme": 1');
});
