// What the project graph learns about worlds, without processes and without findings.
import { describe, expect, test } from 'vitest';
import { createResolveCache, readWorldGraph, readWorldImports } from '../src/graph.ts';
import { config, repo } from './support/worlds.ts';
import type { Files } from './support/worlds.ts';

const imports = (files: Files, ...entries: readonly unknown[]) =>
  readWorldImports(repo({ 'w/aos.sync.json': config(...entries), ...files }), '/repo/w');

const crate = (name: string, more = ''): string => `[package]\nname = "${name}"\nversion = "0.1.0"\n${more}`;

describe('path', () => {
  test.each<[string, Files, string, object]>([
    ['a folder', { 'p/a.json': '' }, '../p', { root: 'p' }],
    ['missing: the graph may still show where', {}, '../p', { root: 'p' }],
    ['the repository root', {}, '..', { root: '' }],
    ['through a link', { 'real/a.json': '', 'p': { link: 'real' } }, '../p', { root: 'real' }],
    ['outside', {}, '../../x', {}],
    ['outside through a link', { 'p': { link: '../x' }, '../x/a.json': '' }, '../p', {}],
  ])('%s', (_name, files, path, expected) => expect(imports(files, { path })).toEqual([{ index: 0, kind: 'path', ...expected }]));
});

describe('cargo', () => {
  const lock = (version = '1.2.3'): string => `[[package]]\nname = "acme"\nversion = "${version}"\nsource = "registry+x"\n`;
  const world = { 'w/Cargo.toml': crate('w', '[dependencies]\nacme = "1"') };
  test.each<[string, Files, object, object]>([
    ['a workspace crate', { 'Cargo.toml': '[workspace]\nmembers = ["sdk"]', 'sdk/Cargo.toml': crate('acme'), 'sdk/air/x': '' }, { manifest_path: '../Cargo.toml' }, { root: 'sdk/air', version: '0.1.0' }],
    ['air_dir of the import', { 'w/Cargo.toml': crate('acme') }, { air_dir: 'd' }, { root: 'w/d', version: '0.1.0' }],
    ['air_dir of the crate', { 'w/Cargo.toml': crate('acme', '[package.metadata.aos]\nair_dir = "e"') }, {}, { root: 'w/e', version: '0.1.0' }],
    ['air_dir that climbs', { 'w/Cargo.toml': crate('acme') }, { air_dir: '../..' }, { version: '0.1.0' }],
    ['a registry crate, by Cargo.lock', { ...world, 'w/Cargo.lock': lock() }, {}, { version: '1.2.3', external: { name: 'acme', version: '1.2.3' } }],
    ['the version picks one of two', { ...world, 'w/Cargo.lock': lock() + lock('2.0.0') }, { version: '=2.0.0' }, { version: '2.0.0', external: { name: 'acme', version: '2.0.0' } }],
    ['two without a version', { ...world, 'w/Cargo.lock': lock() + lock('2.0.0') }, {}, {}],
    ['vendored', { ...world, 'w/Cargo.lock': lock(), 'w/.cargo/config.toml': '[source.v]\ndirectory = "vendor"', 'w/vendor/acme/Cargo.toml': crate('acme').replace('0.1.0', '1.2.3') }, {}, { root: 'w/vendor/acme/air', version: '1.2.3', external: { name: 'acme', version: '1.2.3' } }],
    ['vendored in another version', { ...world, 'w/Cargo.lock': lock(), 'w/.cargo/config.toml': '[source.v]\ndirectory = "vendor"', 'w/vendor/acme/Cargo.toml': crate('acme') }, {}, { version: '1.2.3', external: { name: 'acme', version: '1.2.3' } }],
    ['no lock', world, {}, {}],
    ['a broken lock', { ...world, 'w/Cargo.lock': 'package = 5' }, {}, {}],
    ['no Cargo.toml', {}, {}, {}],
    ['broken Cargo.toml', { 'w/Cargo.toml': '[' }, {}, {}],
  ])('%s', (_name, files, extra, expected) => {
    expect(imports(files, { cargo: { package: 'acme', ...extra } })).toEqual([{ index: 0, kind: 'cargo', package: 'acme', ...expected }]);
  });
});

describe('npm', () => {
  const json = { name: 'acme', version: '1.2.3', aos: { airDir: 'd' } };
  test.each<[string, Files, object, object]>([
    ['installed', { 'node_modules/acme/package.json': json }, {}, { root: 'node_modules/acme/d', version: '1.2.3', external: { name: 'acme', version: '1.2.3' } }],
    ['air_dir of the import', { 'node_modules/acme/package.json': json }, { air_dir: 'e' }, { root: 'node_modules/acme/e', version: '1.2.3', external: { name: 'acme', version: '1.2.3' } }],
    ['in a store of pnpm', { 'node_modules/.pnpm/a/node_modules/acme/package.json': json, 'node_modules/acme': { link: '.pnpm/a/node_modules/acme' } }, {}, { root: 'node_modules/acme/d', version: '1.2.3', external: { name: 'acme', version: '1.2.3' } }],
    ['of the workspace', { 'packs/acme/package.json': json, 'node_modules/acme': { link: '../packs/acme' } }, {}, { root: 'packs/acme/d', version: '1.2.3' }],
    ['an airDir that climbs', { 'node_modules/acme/package.json': { ...json, aos: { airDir: '../..' } } }, {}, { version: '1.2.3', external: { name: 'acme', version: '1.2.3' } }],
    ['absent', {}, {}, {}],
    ['broken', { 'node_modules/acme/package.json': '{' }, {}, { root: 'node_modules/acme/air' }],
  ])('%s', (_name, files, extra, expected) => {
    expect(imports(files, { npm: { package: 'acme', ...extra } })).toEqual([{ index: 0, kind: 'npm', package: 'acme', ...expected }]);
  });
});

describe('tolerance', () => {
  test.each<[string, string, readonly number[]]>([
    ['nothing', '', []],
    ['no object', '[1]', []],
    ['imports that are none', '{"air": {"imports": {"path": "../p"}}}', []],
    ['entries that are none keep the place of the others', '{"air": {"imports": [null, 5, {"path": 1}, {"path": "/abs"}, {"npm": {}}, {"path": "../p"}]}}', [5]],
    ['names that climb', '{"air": {"imports": [{"npm": {"package": "../x"}}, {"cargo": {"package": "../x"}}]}}', []],
    ['broken at the end', '{"air": {"imports": [{"path": "../p"}, {"path": ', [0]],
    ['comments and commas', '{/* c */"air": {"imports": [{"path": "../p"},],},}', [0]],
    ['conflict markers', '{"air": {"imports": [\n<<<<<<< a\n{"path": "../p"}\n=======\n{"path": "../q"}\n>>>>>>> b\n]}}', []],
    ['__proto__', '{"__proto__": {"air": {"imports": [{"path": "../p"}]}}}', []],
  ])('%s', (_name, text, indexes) => {
    const found = readWorldImports(repo({ 'w/aos.sync.json': text }), '/repo/w');
    if (indexes.length > 0) expect(found.map(({ index }) => index)).toEqual(indexes);
    else expect(found.every(({ root }) => root === undefined || ['p', 'q'].includes(root))).toBe(true);
  });

  test('a missing file is a world without imports', () => {
    expect(readWorldGraph(repo({}), '/repo/w')).toEqual({ airDir: 'w/air', imports: [] });
  });
});

test('id and air.dir', () => {
  const files = { 'worlds/w/aos.sync.json': { version: 1, id: 'x', air: { dir: 'defs' } } };
  expect(readWorldGraph(repo(files), '/repo/worlds/w')).toEqual({ id: 'x', airDir: 'worlds/w/defs', imports: [] });
});

test('1,000 worlds that import one crate of 20 read each Cargo.toml once', () => {
  const members = Array.from({ length: 20 }, (_, index) => `c${index}`);
  const host = repo({
    'Cargo.toml': `[workspace]\nmembers = ["crates/*"]`,
    ...Object.fromEntries(members.map((name) => [`crates/${name}/Cargo.toml`, crate(name)])),
    ...Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`worlds/w${index}/aos.sync.json`, config({ cargo: { package: 'c7', manifest_path: '../../Cargo.toml' } })])),
  });
  let reads = 0;
  const counting = { ...host, readFile: (path: string) => ((reads += path.endsWith('.toml') ? 1 : 0), host.readFile(path)) };
  const cache = createResolveCache();
  for (let index = 0; index < 1000; index += 1) {
    expect(readWorldImports(counting, `/repo/worlds/w${index}`, { root: '/repo', cache })).toMatchObject([{ root: 'crates/c7/air' }]);
  }
  expect(reads).toBe(21);
});
