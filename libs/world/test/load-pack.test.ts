// Packs on their own.
import { describe, expect, test } from 'vitest';
import { loadPack, packName } from '../src/index.ts';
import { load } from './support/load.ts';
import { config, lines, manifest, repo, schema } from './support/worlds.ts';
import type { Files } from './support/worlds.ts';

const README = { 'p/README.md': '# p' };

const pack = (files: Files, dir = 'p') => {
  const { problems, texts, ...rest } = loadPack(repo(files), `/repo/${dir}`);
  return { ...rest, report: lines(problems, texts) };
};

test('a good pack: its definitions and their hash, the same as when it is imported', async () => {
  const files = { ...README, 'p/defs.air.json': [schema('p/A@1')], 'p/more/b.json': schema('p/B@1') };
  const { report, nodes, defsHash, dir, name } = pack(files);
  expect({ report, dir, name, names: nodes.map((node) => node.name) }).toEqual({ report: '', dir: 'p', name: 'p', names: ['p/A@1', 'p/B@1'] });
  const { imports } = await load({ ...files, 'w/aos.sync.json': config({ path: '../p' }), 'w/air/m.json': manifest() });
  expect(imports[0]?.defsHash).toBe(defsHash);
});

test('a pack whose folder is the npm package', () => {
  const { report, nodes } = pack({ ...README, 'p/package.json': { name: 'p' }, 'p/node_modules/x/a.json': {}, 'p/defs.air.json': [schema('p/A@1')] });
  expect(report).toBe('');
  expect(nodes).toHaveLength(1);
});

test('the hash of nothing is that of AOS', () => {
  expect(pack({ ...README, 'p/defs.air.json': [] }).defsHash).toBe('sha256:05b63fef282b5626ef398248dce2cd13235d7816d2b67352cf31330d1a491c1b');
});

describe('a bad pack', () => {
  test.each<[string, Files, string]>([
    ['no README', { 'p/defs.air.json': [], 'p/README.md': undefined }, 'p/README.md:1:1 error pack_readme_missing pack p'],
    ['manifest', { 'p/m.json': manifest() }, 'p/m.json:1:1 error manifest_in_import pack p'],
    ['aos.sync.json', { 'p/aos.sync.json': config() }, 'p/aos.sync.json:1:1 error nested_sync_config pack p'],
    ['conflict', { 'p/a.json': schema('p/A@1'), 'p/b.json': schema('p/A@1', { nat: {} }) }, 'p/a.json:4:11 error duplicate_definition defschema p/A@1: expected {"nat":{}} in p/b.json, found {"text":{}} in p/a.json [p/b.json/type /type differs in p/b.json]'],
    ['broken', { 'p/a.json': '[' }, 'p/a.json:1:2 error json_syntax'],
    ['reserved', { 'p/a.json': schema('sys/A@1') }, 'reserved_name'],
    ['link', { 'p/l.json': { link: 'x.json' } }, 'p/l.json:1:1 error symlinked_definition pack p'],
  ])('%s', (_name, files, expected) => {
    const all = Object.fromEntries(Object.entries({ ...README, ...files }).filter(([, value]) => value !== undefined));
    const { report, defsHash } = pack(all);
    expect(report).toContain(expected);
    expect(report.split('\n')).toHaveLength(1);
    expect(defsHash === undefined).toBe(expected !== 'p/README.md:1:1 error pack_readme_missing pack p');
  });

  test('no folder', () => expect(pack({}).report).toBe('p:1:1 error import_missing_target pack p: expected a folder'));
});

test.each([
  ['/r/plan-packs/core', 'core'],
  ['/r/sdk/air/exports/plan-packs/core', 'core'],
  ['/r/plan-packs/core/defs', 'core'],
  ['/r/sdk/air', 'sdk'],
  ['/r/sdk/defs', 'defs'],
])('the name of %s is %s', (folder, name) => expect(packName(folder)).toBe(name));
