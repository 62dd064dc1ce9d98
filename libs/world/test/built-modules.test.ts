// What was built for modules: read, compared with its list, and filled into definitions that leave their hash out.
import { hashBytes, ZERO_HASH } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { loadWorld, readBuiltModules } from '../src/index.ts';
import { config, manifest, repo, schema, type Files } from './support/worlds.ts';

const WASM = '\u0000asm bytes';
const HASH = hashBytes(new TextEncoder().encode(WASM));
const SOURCE = '// Logs.\n';
const source = (over: Readonly<Record<string, unknown>> = {}) => ({ file: 'modules/log.ts', sha256: hashBytes(new TextEncoder().encode(SOURCE)), ...over });
const row = (over: Readonly<Record<string, unknown>> = {}) => ({ name: 'w/Log@1', file: 'modules/log.wasm', sha256: HASH, size: 10, sources: [source()], ...over });
const list = (...modules: readonly unknown[]) => ({ format: 1, asc: '0.28.20', modules });
const module = (over: Readonly<Record<string, unknown>> = {}) => ({
  $kind: 'defmodule',
  name: 'w/Log@1',
  module_kind: 'reducer',
  abi: { reducer: { state: 'w/A@1', event: 'w/A@1' } },
  ...over,
});
const world = (files: Files = {}): Files => ({
  'w/aos.sync.json': config(),
  'w/air/manifest.json': manifest({ schemas: [{ name: 'w/A@1' }], modules: [{ name: 'w/Log@1' }] }),
  'w/air/own.json': [schema('w/A@1'), module()],
  'w/modules/log.ts': SOURCE,
  'dist/w/modules.json': list(row()),
  'dist/w/modules/log.wasm': WASM,
  ...files,
});
const load = (files: Files, builtModules = true) => loadWorld(repo(files), '/repo/w', { builtModules });
const hashOf = (world: Awaited<ReturnType<typeof load>>) => world.merged?.defs.find(({ kind }) => kind === 'defmodule')?.node['wasm_hash'];

describe('filling', () => {
  test.each<readonly [string, Readonly<Record<string, unknown>>]>([
    ['absent', {}],
    ['empty', { wasm_hash: '' }],
    ['zero', { wasm_hash: ZERO_HASH }],
    ['the prefix alone', { wasm_hash: 'sha256:' }],
  ])('a hash that is %s', async (_name, over) => {
    const loaded = await load(world({ 'w/air/own.json': [schema('w/A@1'), module(over)] }));
    expect([loaded.problems, hashOf(loaded), [...loaded.built.keys()]]).toEqual([[], HASH, ['w/Log@1']]);
  });

  test('gives the module and the manifest other hashes, and nothing else', async () => {
    const [filled, authored] = [await load(world()), await load(world(), false)];
    expect(hashOf(authored)).toBe(ZERO_HASH);
    expect(authored.built.size).toBe(0);
    expect(filled.merged?.manifestHash).not.toBe(authored.merged?.manifestHash);
    const others = (loaded: typeof filled) => loaded.merged?.defs.filter(({ kind }) => kind !== 'defmodule').map(({ refHash }) => refHash);
    expect(others(filled)).toEqual(others(authored));
  });

  test('is the same as writing the hash into the definition', async () => {
    const written = await load(world({ 'w/air/own.json': [schema('w/A@1'), module({ wasm_hash: HASH })] }), false);
    expect((await load(world())).merged?.manifestHash).toBe(written.merged?.manifestHash);
  });

  test('leaves a hash that the author wrote', async () => {
    const hash = `sha256:${'1'.repeat(64)}`;
    expect(hashOf(await load(world({ 'w/air/own.json': [schema('w/A@1'), module({ wasm_hash: hash })] })))).toBe(hash);
  });

  test('without anything built the world merges with zero hashes', async () => {
    const { 'dist/w/modules.json': _list, ...files } = world();
    const loaded = await load(files);
    expect([loaded.problems, hashOf(loaded), loaded.built.size]).toEqual([[], ZERO_HASH, 0]);
  });
});

describe('a list that is not what was built', () => {
  test.each<readonly [string, Files, string, string]>([
    ['no JSON', { 'dist/w/modules.json': '{' }, 'built_modules_bad', 'json_syntax at line 1'],
    ['a list', { 'dist/w/modules.json': [] }, 'built_modules_bad', 'no object'],
    ['another format', { 'dist/w/modules.json': { format: 2, modules: [] } }, 'built_modules_bad', 'format 2, expected 1'],
    ['no modules', { 'dist/w/modules.json': { format: 1 } }, 'built_modules_bad', 'no list of modules'],
    ['a row without hash', { 'dist/w/modules.json': list(row({ sha256: 'md5:1' })) }, 'built_modules_bad', 'module 0 without name, file and sha256'],
    ['a file elsewhere', { 'dist/w/modules.json': list(row({ file: '../../w/aos.sync.json' })) }, 'built_modules_bad', 'module 0 without name, file and sha256'],
    ['a file above', { 'dist/w/modules.json': list(row({ file: 'modules/../x.wasm' })) }, 'built_modules_bad', 'module 0 without name, file and sha256'],
    ['a row without sources', { 'dist/w/modules.json': list(row({ sources: [] })) }, 'built_modules_bad', 'module 0 without its sources'],
    ['a source without hash', { 'dist/w/modules.json': list(row({ sources: [source({ sha256: '' })] })) }, 'built_modules_bad', 'module 0 without its sources'],
    ...['../log.ts', 'modules/../aos.sync.ts', '/modules/log.ts', 'modules/./log.ts', 'modules\\log.ts', 'modules/log.json'].map((file): [string, Files, string, string] => [
      `the source ${file}`,
      { 'dist/w/modules.json': list(row({ sources: [source(), source({ file })] })) },
      'built_modules_bad',
      'module 0 without its sources',
    ]),
    ['another source', { 'w/modules/log.ts': '// Other.\n' }, 'built_module_stale', `${hashBytes(new TextEncoder().encode('// Other.\n'))} (w/modules/log.ts)`],
    ['no source', { 'dist/w/modules.json': list(row({ sources: [source(), source({ file: 'modules/shared/a.ts' })] })) }, 'built_module_stale', 'no such file (w/modules/shared/a.ts)'],
    ['a module twice', { 'dist/w/modules.json': list(row(), row()) }, 'built_modules_bad', 'two modules w/Log@1'],
    ['other bytes', { 'dist/w/modules/log.wasm': 'forged' }, 'built_module_differs', `${hashBytes(new TextEncoder().encode('forged'))} (modules/log.wasm)`],
    ['no bytes', { 'dist/w/modules.json': list(row({ file: 'modules/gone.wasm' })) }, 'built_module_differs', 'no such file (modules/gone.wasm)'],
  ])('%s', async (_name, over, code, actual) => {
    const loaded = await load(world(over));
    expect(loaded.problems).toMatchObject([{ code, file: 'dist/w/modules.json', actual }]);
    expect([loaded.merged, loaded.built.size]).toEqual([undefined, 0]);
  });

  test('sources that say the same in other bytes are the same: a mark at the beginning is not read', async () => {
    expect((await load(world({ 'w/modules/log.ts': `\ufeff${SOURCE}` }))).problems).toEqual([]);
  });

  test('what to do is said with the name of the world', async () => {
    const { problems } = await load(world({ 'w/modules/log.ts': '' }));
    expect(problems).toMatchObject([{ pointer: '/modules/0/sources/0', hint: 'Run `air build-modules w`.' }]);
  });

  test('of two modules, the one with other bytes is left out', () => {
    const files = repo({ 'modules/log.ts': SOURCE, 'dist/modules.json': list(row(), row({ name: 'w/Other@1', file: 'modules/other.wasm' })), 'dist/modules/log.wasm': WASM, 'dist/modules/other.wasm': 'x' });
    const { modules, problems } = readBuiltModules(files, '/repo', '');
    expect([[...modules.keys()], problems.map(({ subject, pointer }) => [subject, pointer])]).toEqual([['w/Log@1'], [['module w/Other@1', '/modules/1/sha256']]]);
  });
});
