// With the real cargo: the TOML reader and cargo agree, and nothing is written.
import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { createResolveCache, nodeHost } from '../../src/index.ts';
import { readCargoWorkspace } from '../../src/source/cargo-workspace.ts';
import { hashTree } from '../support/hash-tree.ts';
import { outcome } from '../support/resolve.ts';
import { diskRepo } from '../support/worlds.ts';
import type { Files } from '../support/worlds.ts';

const hasCargo = spawnSync('cargo', ['--version']).status === 0;

const crate = (folder: string, name: string, more = '', version = 'version = "0.1.0"'): Files => ({
  [`${folder}Cargo.toml`]: `[package]\nname = "${name}"\n${version}\nedition = "2021"\n${more}`,
  [`${folder}src/lib.rs`]: '',
});

const TREES: Readonly<Record<string, { readonly files: Files; readonly manifest: string }>> = {
  'one package': { files: crate('', 'solo'), manifest: 'Cargo.toml' },
  'virtual workspace, seen from a member': {
    files: {
      'Cargo.toml': '[workspace]\nresolver = "2"\nmembers = ["crates/*", "tools/?n[a-e]"]\nexclude = ["crates/left-out"]\n[workspace.package]\nversion = "3.2.1"\n[workspace.dependencies]\nshared = {path = "shared"}',
      ...crate('crates/a/', 'a', '[dependencies]\nshared.workspace = true'),
      ...crate('crates/b/', 'b', '[dev-dependencies]\nhidden = {path = "../../hidden"}', 'version.workspace = true'),
      ...crate('crates/left-out/', 'left-out'),
      ...crate('tools/one/', 'one', "[target.'cfg(unix)'.dependencies]\nunixy = {path = '../../unixy'}"),
      ...crate('shared/', 'shared'),
      ...crate('hidden/', 'hidden'),
      ...crate('unixy/', 'unixy'),
    },
    manifest: 'crates/b/Cargo.toml',
  },
  'root package with members, one behind a link': {
    files: { ...crate('', 'top', '[dependencies]\ninner = {path = "inner"}\n[workspace]\nmembers = ["more/*"]'), ...crate('inner/', 'inner'), ...crate('real/', 'linked'), 'more/linked': { link: '../real' } },
    manifest: 'inner/Cargo.toml',
  },
  'package.workspace points sideways': {
    files: { 'ws/Cargo.toml': '[workspace]\nresolver = "2"\nmembers = ["../side"]', ...crate('side/', 'side', '', 'version = "0.1.0"\nworkspace = "../ws"') },
    manifest: 'side/Cargo.toml',
  },
};

describe.skipIf(!hasCargo)('cargo', () => {
  test.each(Object.entries(TREES))('lists the same packages: %s', (_name, { files, manifest }) => {
    const root = diskRepo(files);
    const before = hashTree(root);
    const json = JSON.parse(execFileSync('cargo', ['metadata', '--format-version', '1', '--offline', '--no-deps', '--manifest-path', `${root}/${manifest}`], { encoding: 'utf8' }));
    const theirs = json.packages.map(({ name, version, source, manifest_path }: Record<string, string>) => [name, version, source, manifest_path]);
    const { packages, broken } = readCargoWorkspace({ files: nodeHost(), cache: createResolveCache() }, `${root}/${manifest}`, root);
    expect(packages.map(({ name, version, folder }) => [name, version, null, `${folder}/Cargo.toml`])).toEqual(theirs.sort());
    expect(broken).toEqual([]);
    expect(hashTree(root)).toEqual(before);
  });

  const vendored: Files = {
    ...crate('w/', 'world', '[dependencies]\nacme = "1"'),
    'w/Cargo.lock': [
      'version = 4', '', '[[package]]', 'name = "acme"', 'version = "1.0.3"',
      'source = "registry+https://github.com/rust-lang/crates.io-index"', `checksum = "${'0'.repeat(64)}"`, '',
      '[[package]]', 'name = "world"', 'version = "0.1.0"', 'dependencies = [', ' "acme",', ']', '',
    ].join('\n'),
    'w/.cargo/config.toml': '[source.crates-io]\nreplace-with = "vendored"\n[source.vendored]\ndirectory = "vendor"\n',
    ...crate('w/vendor/acme/', 'acme', '[package.metadata.aos]\nair_dir = "defs"', 'version = "1.0.3"'),
    'w/vendor/acme/.cargo-checksum.json': { files: {}, package: '0'.repeat(64) },
    'w/vendor/acme/defs/x.json': '[]',
  };

  test('finds a vendored registry crate, and writes nothing', async () => {
    const root = diskRepo(vendored);
    const before = hashTree(root);
    expect(await outcome(nodeHost(), { cargo: { package: 'acme' } }, root)).toEqual({
      kind: 'cargo',
      root: 'ROOT/w/vendor/acme/defs',
      packageRoot: 'ROOT/w/vendor/acme',
      package: 'acme',
      version: '1.0.3',
      sourceId: 'registry+https://github.com/rust-lang/crates.io-index',
      manifestPath: 'Cargo.toml',
      airDir: 'defs',
      registry: true,
    });
    expect(hashTree(root)).toEqual(before);
  });

  test('without a Cargo.lock it fails and says so, and writes none', async () => {
    const { 'w/Cargo.lock': _, ...files } = vendored;
    const root = diskRepo(files);
    const before = hashTree(root);
    const found = await outcome(nodeHost(), { cargo: { package: 'acme' } }, root);
    expect(found).toContain('cargo_metadata_failed');
    expect(found).toContain('--locked');
    expect(found).not.toContain(root);
    expect(hashTree(root)).toEqual(before);
  });
});

test('without cargo on the path the finding says what is needed', async () => {
  const root = diskRepo({ ...crate('w/', 'world') });
  const host = { ...nodeHost(), run: (_: string, args: readonly string[], options: Parameters<ReturnType<typeof nodeHost>['run']>[2]) => nodeHost().run('cargo-not-here', args, options) };
  expect(await outcome(host, { cargo: { package: 'acme' } }, root)).toContain('cargo_missing');
});
