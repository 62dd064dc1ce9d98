// The package.json that is published.
import { expect, it } from 'vitest';
import { publishedManifest } from '../src/manifest.ts';

const ROOT = { license: 'MIT', engines: { node: '>=20' }, devDependencies: { x: '1' } };
const SOURCE = {
  name: 'nx-air',
  version: '0.1.0',
  private: true,
  scripts: { test: 'x' },
  exports: { '.': './src/index.ts', './package.json': './package.json' },
  executors: './executors.json',
  dependencies: { '@nx-air/cli': '0.1.0', 'cbor-x': '1.6.8', semver: '7.8.6' },
  peerDependencies: { nx: '>=23.3.0 <25.0.0' },
};
const PLUGIN = { name: 'nx-air', dir: 'plugins/nx-air', description: 'A plugin.', assets: {} };

it('names built files, has one version, and leaves out what is inlined', () => {
  const manifest = publishedManifest(SOURCE, PLUGIN, { root: ROOT, version: '0.2.0', inlined: ['cbor-x'], files: ['executors.json', 'bin'] });
  expect(manifest).toEqual({
    name: 'nx-air',
    version: '0.2.0',
    description: 'A plugin.',
    license: 'MIT',
    keywords: ['nx', 'nx-plugin', 'air', 'agent', 'workflow'],
    type: 'module',
    engines: { node: '>=20' },
    exports: { '.': { types: './dist/types/index.d.ts', default: './dist/index.js' }, './package.json': './package.json' },
    files: ['bin', 'dist', 'executors.json'],
    executors: './executors.json',
    dependencies: { '@nx-air/cli': '0.2.0', semver: '7.8.6' },
    peerDependencies: { nx: '>=23.3.0 <25.0.0' },
    publishConfig: { access: 'public' },
  });
});

it('opens the schemas of a package that has them', () => {
  const manifest = publishedManifest({ exports: {} }, { ...PLUGIN, name: '@nx-air/air', dir: 'libs/air' }, { root: ROOT, version: '1.0.0', inlined: [], files: ['schemas'] });
  expect(manifest['exports']).toEqual({ './schemas/*': './schemas/*', './package.json': './package.json' });
  expect(manifest['keywords']).toEqual(['air', 'agent', 'workflow']);
});
