// Loading writes nothing, and gives the same on disk as in memory.
import { expect, test } from 'vitest';
import { loadPack, loadWorld, nodeHost } from '../src/index.ts';
import { readWorldGraph } from '../src/graph.ts';
import { hashTree } from './support/hash-tree.ts';
import { load } from './support/load.ts';
import { config, diskRepo, lines, manifest, schema } from './support/worlds.ts';

const files = {
  'w/aos.sync.json': config({ path: '../p' }, { npm: { package: 'acme' } }, { cargo: { package: 'crate', manifest_path: '../crate/Cargo.toml' } }, { path: '../none' }),
  'w/air/m.json': manifest({ schemas: [{ name: 'p/A@1' }, { name: 'no/B@1' }] }),
  'w/air/ü.json': '{',
  'w/air/link.json': { link: 'm.json' },
  'p/defs.air.json': [schema('p/A@1')],
  'p/up': { link: '..' },
  'packs/acme/package.json': { name: 'acme', version: '1.0.0' },
  'packs/acme/air/a.json': [schema('acme/A@1')],
  'node_modules/acme': { link: '../packs/acme' },
  'crate/Cargo.toml': '[package]\nname = "crate"\nversion = "0.1.0"\n',
  'crate/air/a.json': [schema('crate/A@1'), schema('p/A@1', { nat: {} })],
};

test('a world with good and bad parts', async () => {
  const root = diskRepo(files);
  const before = hashTree(root);
  const world = await loadWorld(nodeHost(), `${root}/w`);
  const pack = loadPack(nodeHost(), `${root}/p`);
  readWorldGraph(nodeHost(), `${root}/w`);
  expect(hashTree(root)).toEqual(before);
  expect(pack.problems).not.toEqual([]);
  const twin = await load(files);
  expect(lines(world.problems, world.texts)).toBe(twin.report);
  expect(twin.report.split('\n').length).toBeGreaterThan(4);
  expect(JSON.stringify(world.problems)).not.toContain(root);
  expect(world.imports.map(({ defsHash, files: read }) => [defsHash, read])).toEqual(twin.imports.map(({ defsHash, files: read }) => [defsHash, read]));
});
