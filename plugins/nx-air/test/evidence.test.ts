// Files beside the definitions that decide what an import resolves to.
import type { GraphImport } from '@nx-air/world/graph';
import { expect, test } from 'vitest';
import { evidenceOf } from '../src/evidence.ts';

const external = { name: 'p', version: '1.0.0' };

test.each<[string, Omit<GraphImport, 'index'>, readonly string[]]>([
  ['a path decides for itself', { kind: 'path', root: 'packs/a' }, []],
  ['a path that is nowhere', { kind: 'path' }, []],
  ['a crate of the workspace', { kind: 'cargo', root: 'c/air' }, ['c/air/Cargo.toml', 'c/Cargo.toml', 'Cargo.toml']],
  ['a crate at the root', { kind: 'cargo', root: '' }, ['Cargo.toml']],
  ['a crate that is not found', { kind: 'cargo', package: 'p' }, ['**/Cargo.toml', '**/Cargo.lock']],
  ['a vendored crate', { kind: 'cargo', root: 'vendor/p/air', external }, ['**/Cargo.toml', '**/Cargo.lock']],
  ['an installed package', { kind: 'npm', root: 'node_modules/p/air', external }, ['node_modules/p/package.json']],
  ['a scoped package', { kind: 'npm', root: 'node_modules/@a/p', external }, ['node_modules/@a/p/package.json']],
  ['a package below another', { kind: 'npm', root: 'w/node_modules/q/node_modules/p/air', external }, ['w/node_modules/q/node_modules/p/package.json']],
  ['a workspace package', { kind: 'npm', root: 'packs/p/air' }, ['packs/p/air/package.json', 'packs/p/package.json', 'packs/package.json']],
  [
    'a package that is absent',
    { kind: 'npm', package: '@a/p' },
    ['worlds/w/node_modules/@a/p/package.json', 'worlds/node_modules/@a/p/package.json', 'node_modules/@a/p/package.json'],
  ],
  ['glob characters in a folder', { kind: 'cargo', root: 'c[1]' }, ['c[[]1[]]/Cargo.toml', 'Cargo.toml']],
])('%s', (_label, entry, expected) => {
  expect(evidenceOf({ index: 0, ...entry }, 'worlds/w')).toEqual(expected);
});
