// Versions and ranges in manifests, replaced where they stand.
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { describe, expect, test } from 'vitest';
import { readManifestVersion, writeManifestVersion } from '../../src/release/manifest-version.ts';
import { updateNpmDependencies } from '../../src/release/npm-dependencies.ts';
import { findPackage } from '../../src/release/pack-package.ts';

const treeOf = (files: Readonly<Record<string, string>>) => {
  const tree = createTreeWithEmptyWorkspace();
  for (const [path, text] of Object.entries(files)) tree.write(path, text);
  return tree;
};

describe('Cargo.toml', () => {
  test.each([
    ['plain', '[package]\nname = "a"\nversion = "1.2.3"\n', '1.2.3'],
    ['single quotes, blanks, a comment', "[package] # x\nversion='1.2.3' # y\n", '1.2.3'],
    ['after dependencies', '[dependencies]\nversion = "9.9.9"\n\n[package]\nversion = "1.2.3"', '1.2.3'],
    ['no version of a later table', '[package]\nname = "a"\n[dependencies]\nversion = "9.9.9"\n', 'Cargo.toml has no version'],
    ['inherited', '[package]\nversion.workspace = true\n', 'inherits its version'],
    ['inherited, in a table', '[package]\nversion = { workspace = true }\n', 'inherits its version'],
    ['empty', '', 'Cargo.toml has no version'],
  ])('%s', (_label, text, expected) => {
    const tree = treeOf({ 'c/Cargo.toml': text });
    if (/^\d/.test(expected)) expect(readManifestVersion(tree, 'c/Cargo.toml')).toBe(expected);
    else expect(() => readManifestVersion(tree, 'c/Cargo.toml')).toThrow(expected);
  });

  test('only the version changes, and that of the crate in its Cargo.lock', () => {
    const toml = '[package]\r\nname = "a"\nversion = "1.2.3" # ours\n\n[dependencies]\nb = "1.2.3"\n';
    const lock = '[[package]]\nname = "a"\nversion = "1.2.3"\n\n[[package]]\nname = "b"\nversion = "1.2.3"\n';
    const tree = treeOf({ 'c/Cargo.toml': toml, 'c/Cargo.lock': lock });
    // What is on disk is what the tree began with; here nothing is.
    expect(() => writeManifestVersion(tree, 'c/Cargo.toml', '2.0.0')).toThrow('would become 1.2.3 for one pack and 2.0.0 for another');
    expect(writeManifestVersion(tree, 'c/Cargo.toml', '1.2.3')).toBe('c/Cargo.toml is at 1.2.3');
  });
});

describe('package.json', () => {
  test.each([
    ['{"name": "a", "version": "1.2.3"}', '1.2.3'],
    ['{"name": "a"}', 'a/package.json has no version'],
    ['{"version": 1}', 'a/package.json has no version'],
    ['{', 'a/package.json has no version'],
  ])('%s', (text, expected) => {
    const tree = treeOf({ 'a/package.json': text });
    if (/^\d/.test(expected)) expect(readManifestVersion(tree, 'a/package.json')).toBe(expected);
    else expect(() => readManifestVersion(tree, 'a/package.json')).toThrow(expected);
  });

  test('ranges of a released package keep their form; what follows the workspace stays', () => {
    const before = '{\n  "dependencies": { "x": "1.0.0", "@a/p": "^1.2.0" },\n\t"peerDependencies": {"@a/p":"~1.2.0"},\n  "devDependencies": { "@a/p": "workspace:*" }\n}\n';
    const tree = treeOf({ 'p/package.json': '{"name": "@a/p", "version": "1.2.0"}', 'q/package.json': before });
    const dependency = updateNpmDependencies(tree, ['q/Cargo.toml', 'q/package.json'], 'p');
    expect(dependency.find()).toEqual({ currentVersion: '^1.2.0', dependencyCollection: 'dependencies' });
    expect(dependency.write('2.0.0')).toEqual(['q/package.json: @a/p ^1.2.0 -> ^2.0.0', 'q/package.json: @a/p ~1.2.0 -> ~2.0.0']);
    expect(tree.read('q/package.json', 'utf-8')).toBe(before.replace('^1.2.0', '^2.0.0').replace('~1.2.0', '~2.0.0'));
    expect(updateNpmDependencies(tree, ['q/package.json'], 'nowhere').find()).toEqual({ currentVersion: null, dependencyCollection: null });
  });
});

test('the package of a pack is the nearest folder with a manifest; all packs in it are its', () => {
  const tree = treeOf({
    'crates/sdk/Cargo.toml': '',
    'crates/sdk/air/exports/plan-packs/two/defs.air.json': '[]',
    'crates/sdk/air/exports/plan-packs/one/defs.air.json': '[]',
    'crates/sdk/target/package/air/exports/plan-packs/old/defs.air.json': '[]',
    'plan-packs/mail/package.json': '{}',
    'plan-packs/mail/defs.air.json': '[]',
    'plan-packs/bare/defs.air.json': '[]',
  });
  const inSdk = { root: 'crates/sdk', packs: ['crates/sdk/air/exports/plan-packs/one', 'crates/sdk/air/exports/plan-packs/two'] };
  expect(findPackage(tree, 'crates/sdk/air/exports/plan-packs/two')).toEqual(inSdk);
  expect(findPackage(tree, 'crates/sdk')).toEqual(inSdk);
  expect(findPackage(tree, 'plan-packs/mail')).toEqual({ root: 'plan-packs/mail', packs: ['plan-packs/mail'] });
  // The workspace has a package.json too; it is nobody's package.
  expect(findPackage(tree, 'plan-packs/bare')).toEqual({ root: 'plan-packs/bare', packs: ['plan-packs/bare'] });
});
