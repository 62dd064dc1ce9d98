// The engine as an input: sources in a checkout, the package when installed.
import { expect, test } from 'vitest';
import { engineInputs } from '../src/engine-inputs.ts';

function files(content: Record<string, unknown>, links: Record<string, string>) {
  return {
    read: (file: string) => {
      const value = content[file];
      return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
    },
    locate: (path: string) => links[path],
  };
}

const lock = (...names: string[]) => ({ packages: Object.fromEntries(names.map((name) => [`node_modules/${name}`, { version: '1.0.0' }])) });

test('a checkout lists every workspace package it depends on, and their npm packages', () => {
  const workspace = files(
    {
      'plugins/nx-air/package.json': { dependencies: { '@nx-air/world': '0', '@nx-air/canon': '0' } },
      'libs/world/package.json': { dependencies: { '@nx-air/canon': '0', semver: '7', unlocked: '1' } },
      'libs/canon/package.json': { dependencies: { 'cbor-x': '1' } },
      'package-lock.json': lock('semver', 'cbor-x'),
    },
    { 'node_modules/nx-air': 'plugins/nx-air', 'node_modules/@nx-air/world': 'libs/world', 'node_modules/@nx-air/canon': 'libs/canon', 'node_modules/semver': 'node_modules/semver' },
  );
  expect(engineInputs(workspace)).toEqual([
    '{workspaceRoot}/libs/canon/src/**/*',
    '{workspaceRoot}/libs/canon/*.json',
    '{workspaceRoot}/libs/world/src/**/*',
    '{workspaceRoot}/libs/world/*.json',
    '{workspaceRoot}/plugins/nx-air/src/**/*',
    '{workspaceRoot}/plugins/nx-air/*.json',
    '{workspaceRoot}/spec/schemas/**/*.json',
    { externalDependencies: ['cbor-x', 'semver'] },
  ]);
});

test.each([
  ['npm', { 'package-lock.json': lock('nx-air') }],
  ['pnpm', { 'pnpm-lock.yaml': "importers:\n  .:\n    devDependencies:\n      nx-air@1.0.0:\n" }],
  ['yarn', { 'yarn.lock': '"nx-air@^1.0.0":\n' }],
])('installed with %s: the package is the input', (_manager, content) => {
  expect(engineInputs(files(content, { 'node_modules/nx-air': 'node_modules/nx-air' }))).toEqual([{ externalDependencies: ['nx-air'] }]);
});

test('in no lockfile: its files are the input, because Nx knows no such package', () => {
  const installed = files({ 'package-lock.json': '{' }, { 'node_modules/nx-air': 'node_modules/.store/nx-air' });
  expect(engineInputs(installed)).toEqual([{ fileset: '{workspaceRoot}/node_modules/nx-air/**/*', includeIgnored: true }]);
});
