// The members of a Cargo workspace, from Cargo.toml files.
import { describe, expect, test } from 'vitest';
import { createResolveCache } from '../../src/index.ts';
import { readCargoWorkspace } from '../../src/source/cargo-workspace.ts';
import { repo } from '../support/worlds.ts';
import type { Files } from '../support/worlds.ts';

const crate = (name: string, more = '', version = '0.1.0'): string => `[package]\nname = "${name}"\nversion = "${version}"\n${more}`;

const read = (files: Files, manifest = 'Cargo.toml') => {
  const workspace = readCargoWorkspace({ files: repo(files), cache: createResolveCache() }, `/repo/${manifest}`, '/repo');
  return {
    root: workspace.root.replace('/repo', '.'),
    packages: workspace.packages.map(({ name, version, folder }) => `${name} ${version} ${folder.replace('/repo', '.')}`),
    broken: workspace.broken.map(({ manifest: path, reason, line }) => `${path.replace('/repo', '.')}${line === undefined ? '' : `:${line}`} ${reason}`),
  };
};

describe('packages', () => {
  test.each<[string, Files, string, readonly string[]]>([
    ['a package alone', { 'c/Cargo.toml': crate('c') }, 'c/Cargo.toml', ['c 0.1.0 ./c']],
    ['a package alone has no path dependencies as members', { 'c/Cargo.toml': crate('c', '[dependencies]\nd = {path = "d"}'), 'c/d/Cargo.toml': crate('d') }, 'c/Cargo.toml', ['c 0.1.0 ./c']],
    ['no version', { 'Cargo.toml': '[package]\nname = "c"' }, 'Cargo.toml', ['c 0.0.0 .']],
    ['members by name', { 'Cargo.toml': '[workspace]\nmembers = ["b", "a"]', 'a/Cargo.toml': crate('a'), 'b/Cargo.toml': crate('b') }, 'Cargo.toml', ['a 0.1.0 ./a', 'b 0.1.0 ./b']],
    ['members by glob, hidden ones too, files not', { 'Cargo.toml': '[workspace]\nmembers = ["c/*"]', 'c/a/Cargo.toml': crate('a'), 'c/.b/Cargo.toml': crate('b'), 'c/file': '', 'c/a/deep/Cargo.toml': crate('x') }, 'Cargo.toml', ['a 0.1.0 ./c/a', 'b 0.1.0 ./c/.b']],
    ['a linked member keeps its spelling', { 'Cargo.toml': '[workspace]\nmembers = ["c/*"]', 'real/Cargo.toml': crate('a'), 'c/a': { link: '../real' } }, 'Cargo.toml', ['a 0.1.0 ./c/a']],
    ['exclude', { 'Cargo.toml': '[workspace]\nmembers = ["c/*"]\nexclude = ["c/b"]', 'c/a/Cargo.toml': crate('a'), 'c/b/Cargo.toml': crate('b') }, 'Cargo.toml', ['a 0.1.0 ./c/a']],
    ['a literal member beats exclude', { 'Cargo.toml': '[workspace]\nmembers = ["c/b"]\nexclude = ["c"]', 'c/b/Cargo.toml': crate('b') }, 'Cargo.toml', ['b 0.1.0 ./c/b']],
    ['found from a member', { 'Cargo.toml': '[workspace]\nmembers = ["a", "b"]', 'a/Cargo.toml': crate('a'), 'b/Cargo.toml': crate('b') }, 'b/Cargo.toml', ['a 0.1.0 ./a', 'b 0.1.0 ./b']],
    ['package.workspace', { 'ws/Cargo.toml': '[workspace]\nmembers = ["../a"]', 'a/Cargo.toml': crate('a', 'workspace = "../ws"') }, 'a/Cargo.toml', ['a 0.1.0 ./a']],
    ['version.workspace', { 'Cargo.toml': '[workspace]\nmembers = ["a"]\n[workspace.package]\nversion = "7.0.1"', 'a/Cargo.toml': '[package]\nname = "a"\nversion.workspace = true' }, 'Cargo.toml', ['a 7.0.1 ./a']],
    ['the root package and its path dependencies', { 'Cargo.toml': `${crate('r', '[dependencies]\na = {path = "a"}')}\n[workspace]`, 'a/Cargo.toml': crate('a', '[dev-dependencies]\nb = {path = "../b"}'), 'b/Cargo.toml': crate('b', '[target.x.build-dependencies]\nc = {path = "../c"}'), 'c/Cargo.toml': crate('c', '[dependencies]\nr = {path = ".."}') }, 'Cargo.toml', ['a 0.1.0 ./a', 'b 0.1.0 ./b', 'c 0.1.0 ./c', 'r 0.1.0 .']],
    ['a path dependency outside the root is no member', { 'ws/Cargo.toml': '[workspace]\nmembers = ["a"]', 'ws/a/Cargo.toml': crate('a', '[dependencies]\no = {path = "../../o"}'), 'o/Cargo.toml': crate('o') }, 'ws/Cargo.toml', ['a 0.1.0 ./ws/a']],
    ['workspace dependencies by path', { 'Cargo.toml': '[workspace]\nmembers = ["a"]\n[workspace.dependencies]\nb = {path = "b"}', 'a/Cargo.toml': crate('a', '[dependencies]\nb.workspace = true'), 'b/Cargo.toml': crate('b') }, 'Cargo.toml', ['a 0.1.0 ./a', 'b 0.1.0 ./b']],
    ['two of one name', { 'Cargo.toml': '[workspace]\nmembers = ["a", "b"]', 'a/Cargo.toml': crate('x', '', '2.0.0'), 'b/Cargo.toml': crate('x') }, 'Cargo.toml', ['x 0.1.0 ./b', 'x 2.0.0 ./a']],
  ])('%s', (_name, files, manifest, packages) => expect(read(files, manifest)).toMatchObject({ packages, broken: [] }));

  test('the nearest workspace that does not exclude the folder', () => {
    const files = { 'Cargo.toml': '[workspace]\nmembers = ["in/a"]', 'in/Cargo.toml': '[workspace]\nmembers = []\nexclude = ["a"]', 'in/a/Cargo.toml': crate('a') };
    expect(read(files, 'in/a/Cargo.toml').root).toBe('.');
  });

  test('the search ends at the fence', () => {
    const files = { '../Cargo.toml': '[workspace]\nmembers = ["repo/a"]', 'a/Cargo.toml': crate('a') };
    expect(read(files, 'a/Cargo.toml').root).toBe('./a');
  });

  test('air_dir from the metadata of the package', () => {
    const host = repo({ 'Cargo.toml': crate('a', '[package.metadata.aos]\nair_dir = "defs"') });
    expect(readCargoWorkspace({ files: host, cache: createResolveCache() }, '/repo/Cargo.toml', '/repo').packages).toMatchObject([{ airDir: 'defs' }]);
  });
});

describe('broken members are set aside', () => {
  const root = '[workspace]\nmembers = ["a", "b"]';
  test.each<[string, string, string]>([
    ['TOML', 'x = [\n1,\n', './b/Cargo.toml:'],
    ['no package', '[lib]\n', './b/Cargo.toml no [package]'],
    ['no name', '[package]\n', './b/Cargo.toml no package.name'],
    ['inherits nothing', '[package]\nname = "b"\nversion.workspace = true', './b/Cargo.toml version.workspace = true, but the workspace has no package.version'],
    ['key twice', '[package]\nname = "b"\nname = "c"', './b/Cargo.toml:3'],
  ])('%s', (_name, text, expected) => {
    const { packages, broken } = read({ 'Cargo.toml': root, 'a/Cargo.toml': crate('a'), 'b/Cargo.toml': text });
    expect(packages).toEqual(['a 0.1.0 ./a']);
    expect(broken).toHaveLength(1);
    expect(broken[0]).toContain(expected);
  });

  test('a member that is not there', () => {
    expect(read({ 'Cargo.toml': root, 'a/Cargo.toml': crate('a') }).broken).toEqual(['./b/Cargo.toml the file does not exist']);
  });

  test('__proto__ in TOML gives no members', () => {
    expect(read({ 'Cargo.toml': '[workspace]\n[__proto__]\nmembers = ["a"]', 'a/Cargo.toml': crate('a') }).packages).toEqual([]);
  });
});

test('each Cargo.toml is read once per cache, however many manifests ask', () => {
  const files = { 'Cargo.toml': '[workspace]\nmembers = ["a", "b"]', 'a/Cargo.toml': crate('a'), 'b/Cargo.toml': crate('b') };
  const host = repo(files);
  const reads: string[] = [];
  const counting = { ...host, readFile: (path: string) => (reads.push(path), host.readFile(path)) };
  const cache = createResolveCache();
  for (let round = 0; round < 5; round += 1) {
    for (const folder of ['', 'a/', 'b/']) readCargoWorkspace({ files: counting, cache }, `/repo/${folder}Cargo.toml`, '/repo');
  }
  expect(reads.sort()).toEqual(['/repo/Cargo.toml', '/repo/a/Cargo.toml', '/repo/b/Cargo.toml']);
});
