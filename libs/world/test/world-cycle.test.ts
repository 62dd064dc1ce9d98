// Worlds that import each other.
import { expect, test } from 'vitest';
import { load } from './support/load.ts';
import { config, manifest, schema } from './support/worlds.ts';
import type { Files } from './support/worlds.ts';

const world = (name: string, ...imports: readonly unknown[]): Files => ({
  [`worlds/${name}/aos.sync.json`]: config(...imports),
  [`worlds/${name}/air/manifest.json`]: manifest(),
  [`worlds/${name}/shared/defs.json`]: [schema(`${name}/A@1`)],
});

const report = async (files: Files, dir = 'worlds/a'): Promise<string> => (await load(files, { dir })).report;

test('two worlds', async () => {
  const files = { ...world('a', { path: '../b/shared' }), ...world('b', { path: '../a/shared' }) };
  expect(await report(files)).toBe('worlds/a/aos.sync.json:5:7 error import_cycle import path ../b/shared: found worlds/a -> worlds/b -> worlds/a');
  expect(await report(files, 'worlds/b')).toContain('found worlds/b -> worlds/a -> worlds/b');
});

test('three worlds, one of them through cargo', async () => {
  const files = {
    ...world('a', { path: '../b/shared' }),
    ...world('b', { cargo: { package: 'c', manifest_path: '../c/Cargo.toml', air_dir: 'shared' } }),
    ...world('c', { path: '../a/shared' }),
    'worlds/c/Cargo.toml': '[package]\nname = "c"',
  };
  expect(await report(files)).toContain('worlds/a -> worlds/b -> worlds/c -> worlds/a');
});

test.each<[string, Files]>([
  ['one way', { ...world('a', { path: '../b/shared' }), ...world('b') }],
  ['a diamond', { ...world('a', { path: '../b/shared' }, { path: '../c/shared' }), ...world('b', { path: '../d/shared' }), ...world('c', { path: '../d/shared' }), ...world('d') }],
  ['its own folder', world('a', { path: 'shared' })],
  ['a pack below another world belongs to nobody', { ...world('a', { path: '../b/packs/p' }), ...world('b', { path: '../a/shared' }), 'worlds/b/packs/p/defs.air.json': [] }],
  [
    'a package installed below the world that holds it belongs to nobody',
    {
      ...world('a', { npm: { package: 'b' } }),
      'worlds/a/node_modules/b/package.json': { name: 'b', version: '1.0.0', aos: { airDir: 'shared' } },
      'worlds/a/node_modules/b/aos.sync.json': config({ npm: { package: 'c' } }),
      'worlds/a/node_modules/b/shared/defs.json': [schema('b/A@1')],
      'worlds/a/node_modules/c/package.json': { name: 'c', version: '1.0.0' },
      'worlds/a/node_modules/c/air/defs.json': [schema('c/A@1')],
    },
  ],
  ['a circle further on that does not come back', { ...world('a', { path: '../b/shared' }), ...world('b', { path: '../c/shared' }), ...world('c', { path: '../b/shared' }) }],
  ['a broken world on the way', { ...world('a', { path: '../b/shared' }), ...world('b'), 'worlds/b/aos.sync.json': '{"air": {"imports": [{]' }],
])('no cycle: %s', async (_name, files) => expect(await report(files)).toBe(''));

test('a broken world on the way is read as far as it can be', async () => {
  const files = { ...world('a', { path: '../b/shared' }), ...world('b'), 'worlds/b/aos.sync.json': '{"air": {"imports": [{"path": "../a/shared"},]}' };
  expect(await report(files)).toContain('import_cycle');
});
