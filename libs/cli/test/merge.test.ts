// `air merge` on small worlds: what it prints, what it writes, what it refuses.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeCanonical, type JsonObject } from '@nx-air/canon';
import { directoryStore } from '@nx-air/canon/fs';
import { memoryHost } from '@nx-air/world';
import { describe, expect, it } from 'vitest';
import { runMerge } from '../src/index.ts';
import { air } from './run-air.ts';
import { MANIFEST, SAMPLE_PACK, SAMPLE_WORLD, schema, withImports } from './sample-world.ts';
import { hashTree, tempRepo } from './temp-repo.ts';

const WITH_PACK = { ...SAMPLE_WORLD, ...SAMPLE_PACK, ...withImports({ path: '../../plan-packs/p' }) };

describe('air merge', () => {
  it('lists every definition with its origin', async () => {
    const root = tempRepo(WITH_PACK);
    const before = hashTree(root);
    const { exitCode, out, err } = await air(root, ['merge', 'worlds/w']);
    expect(out).toMatchInlineSnapshot(`
      "KIND       NAME   HASH                  STORED  FROM
      defschema  p/B@1  sha256:5511c0596a90…  -       plan-packs/p/defs.air.json (path ../../plan-packs/p), not in the manifest
      defschema  t/A@1  sha256:5d30bd6e32fc…  -       worlds/w/air/a.air.json
      world w: 2 definitions
      manifest sha256:67f624d23ef31352a5ca3de40b8bf5ab658850bd7cf192b3527546102dbd91e9
      Next: air check worlds/w
      "
    `);
    expect([exitCode, err]).toEqual([0, '']);
    expect(hashTree(root)).toBe(before);
  });

  it('prints the same facts as JSON', async () => {
    const { out } = await air(tempRepo(WITH_PACK), ['merge', 'worlds/w', '--json']);
    expect(out).toMatchInlineSnapshot(`
      "{
        "world": "w",
        "dir": "worlds/w",
        "manifest_hash": "sha256:67f624d23ef31352a5ca3de40b8bf5ab658850bd7cf192b3527546102dbd91e9",
        "manifest": {
          "origin": {
            "file": "worlds/w/air/manifest.air.json",
            "pointer": ""
          },
          "stored": null
        },
        "imports": [
          {
            "import": 0,
            "kind": "path",
            "path": "../../plan-packs/p",
            "nodes": 1,
            "defs_hash": "sha256:699aeeab320f4294a04bb771c4daac74ddef264928cfd55d13a6e0a89a3cadeb"
          }
        ],
        "nodes": [
          {
            "kind": "defschema",
            "name": "p/B@1",
            "hash": "sha256:5511c0596a9015cd3f24194a66b22ae032b33e30b504c1c7b3b7971e6971246f",
            "authored_hash": "sha256:5511c0596a9015cd3f24194a66b22ae032b33e30b504c1c7b3b7971e6971246f",
            "listed": false,
            "origin": {
              "file": "plan-packs/p/defs.air.json",
              "pointer": "/0",
              "import": 0
            },
            "stored": null
          },
          {
            "kind": "defschema",
            "name": "t/A@1",
            "hash": "sha256:5d30bd6e32fcc5f926f3cc36f9b85f31dd94778c999779170de1427494e6f5a4",
            "authored_hash": "sha256:5d30bd6e32fcc5f926f3cc36f9b85f31dd94778c999779170de1427494e6f5a4",
            "listed": true,
            "origin": {
              "file": "worlds/w/air/a.air.json",
              "pointer": ""
            },
            "stored": null
          }
        ],
        "findings": [],
        "exit_code": 0,
        "next": "air check worlds/w"
      }
      "
    `);
  });

  it('says what a store has', async () => {
    const root = tempRepo(WITH_PACK);
    const node = schema('t/A@1') as JsonObject;
    const hash = directoryStore(join(root, 'store')).put(encodeCanonical(node));
    const before = hashTree(root);
    const { out } = await air(root, ['merge', 'worlds/w', '--store', 'store']);
    expect(out.split('\n').map((line) => line.split(/ {2,}/)).filter((row) => row.length === 5).map((row) => [row[1], row[3]])).toEqual([
      ['NAME', 'STORED'],
      ['p/B@1', 'no'],
      ['t/A@1', 'yes'],
    ]);
    expect(out).toContain('world w: 2 definitions, 2 of 3 bodies not in the store');
    const { nodes, manifest } = JSON.parse((await air(root, ['merge', 'worlds/w', '--store', 'store', '--json'])).out);
    expect(nodes.map((one: JsonObject) => [one['hash'] === hash, one['stored']])).toEqual([[false, false], [true, true]]);
    expect(manifest.stored).toBe(false);
    expect(hashTree(root)).toBe(before);
  });

  it('lists both origins of a definition found twice', async () => {
    const root = tempRepo(WITH_PACK, { 'plan-packs/p/a.air.json': { json: schema('t/A@1') } });
    const { nodes } = JSON.parse((await air(root, ['merge', 'worlds/w', '--json'])).out);
    expect(nodes[1]).toMatchObject({
      name: 't/A@1',
      origin: { file: 'worlds/w/air/a.air.json', pointer: '' },
      also: [{ file: 'plan-packs/p/a.air.json', pointer: '', import: 0 }],
    });
  });

  it('takes aos.sync.json for its folder, and any working directory', async () => {
    const root = tempRepo(WITH_PACK);
    const { out } = await air(root, ['merge', 'worlds/w']);
    const fromFile = await air(join(root, 'worlds/w'), ['merge', 'aos.sync.json']);
    expect(fromFile.out).toBe(out.replace('air check worlds/w', 'air check .'));
  });

  it('says that a broken world is not merged', async () => {
    const root = tempRepo(SAMPLE_WORLD, { 'worlds/w/air/manifest.air.json': { json: { ...MANIFEST, schemas: [{ name: 't/B@1' }] } } });
    const { exitCode, out } = await air(root, ['merge', 'worlds/w']);
    expect(out).toMatchInlineSnapshot(`
      "worlds/w/air/manifest.air.json:6:15 error manifest_unknown_reference
        defschema t/B@1: manifest names an unknown definition
        found t/B@1
        hint: Did you mean \`t/A@1\`?
      world w: not merged
      1 error
      Next: correct worlds/w/air/manifest.air.json:6:15, then run air merge worlds/w
      "
    `);
    expect(exitCode).toBe(2);
  });

  it('refuses a folder that is no world', async () => {
    const { exitCode, out } = await air(tempRepo(SAMPLE_PACK), ['merge', 'plan-packs/p']);
    expect(out).toMatchInlineSnapshot(`
      "plan-packs/p/aos.sync.json:1:1 error config_missing
        world: no aos.sync.json
        hint: Name the folder of a world, or create aos.sync.json with \`{"version": 1, "air": {}}\`.
      world p: not merged
      1 error
      Next: correct plan-packs/p/aos.sync.json:1:1, then run air merge plan-packs/p
      "
    `);
    expect(exitCode).toBe(2);
  });
});

describe('air merge --out', () => {
  it('writes the manifest and every body, the same bytes each time', async () => {
    const root = tempRepo(WITH_PACK);
    const { exitCode, out } = await air(root, ['merge', 'worlds/w', '--out', 'worlds/w/dist/merge.json']);
    expect(exitCode).toBe(0);
    expect(out).toContain('wrote worlds/w/dist/merge.json\nNext: air check worlds/w\n');
    const text = readFileSync(join(root, 'worlds/w/dist/merge.json'), 'utf8');
    expect(text).toMatchInlineSnapshot(`
      "{
        "world": "w",
        "manifest_hash": "sha256:67f624d23ef31352a5ca3de40b8bf5ab658850bd7cf192b3527546102dbd91e9",
        "manifest_origin": {
          "file": "worlds/w/air/manifest.air.json",
          "pointer": ""
        },
        "manifest": {
          "air_version": "1",
          "schemas": [
            {
              "name": "t/A@1",
              "hash": "sha256:5d30bd6e32fcc5f926f3cc36f9b85f31dd94778c999779170de1427494e6f5a4"
            }
          ],
          "modules": [],
          "plans": [],
          "caps": [],
          "policies": []
        },
        "nodes": [
          {
            "kind": "defschema",
            "name": "p/B@1",
            "hash": "sha256:5511c0596a9015cd3f24194a66b22ae032b33e30b504c1c7b3b7971e6971246f",
            "authored_hash": "sha256:5511c0596a9015cd3f24194a66b22ae032b33e30b504c1c7b3b7971e6971246f",
            "listed": false,
            "origin": {
              "file": "plan-packs/p/defs.air.json",
              "pointer": "/0",
              "import": 0
            },
            "node": {
              "$kind": "defschema",
              "name": "p/B@1",
              "type": {
                "text": {}
              }
            }
          },
          {
            "kind": "defschema",
            "name": "t/A@1",
            "hash": "sha256:5d30bd6e32fcc5f926f3cc36f9b85f31dd94778c999779170de1427494e6f5a4",
            "authored_hash": "sha256:5d30bd6e32fcc5f926f3cc36f9b85f31dd94778c999779170de1427494e6f5a4",
            "listed": true,
            "origin": {
              "file": "worlds/w/air/a.air.json",
              "pointer": ""
            },
            "node": {
              "$kind": "defschema",
              "name": "t/A@1",
              "type": {
                "text": {}
              }
            }
          }
        ]
      }
      "
    `);
    await air(join(root, 'worlds'), ['merge', './w/', '--out', '../again.json', '--json']);
    expect(readFileSync(join(root, 'again.json'), 'utf8')).toBe(text);
    expect(text).not.toContain(root);
  });

  it.each([
    ['the sync config', 'worlds/w/aos.sync.json'],
    ['a definition', 'worlds/w/air/a.air.json'],
    ['a new definition', 'worlds/w/air/merged.json'],
    ['a new folder of definitions', 'worlds/w/air/sub/merged.JSON'],
    ['an import', 'plan-packs/p/merged.json'],
    ['a definition behind a link', 'near/a.air.json'],
  ])('refuses to write over %s', async (_title, file) => {
    const root = tempRepo(WITH_PACK, { near: { link: 'worlds/w/air' } });
    const before = hashTree(root);
    const { exitCode, out, err } = await air(root, ['merge', 'worlds/w', '--out', file]);
    expect([exitCode, out]).toEqual([1, '']);
    expect(err).toBe('air: out_in_definitions: `--out` names a place that holds definitions. Write below `dist`, for example `dist/worlds/w/merge.json`.\n');
    expect(hashTree(root)).toBe(before);
  });

  it('reports a place that cannot be written', async () => {
    const root = tempRepo(WITH_PACK);
    const { exitCode, out, err } = await air(root, ['merge', 'worlds/w', '--out', 'worlds']);
    expect([exitCode, out]).toEqual([1, '']);
    expect(err).toMatch(/^air: out_not_writable: cannot write .*: it is a folder. Name a file.\n$/);
  });

  it('wants a store that exists', async () => {
    const root = tempRepo(WITH_PACK);
    const { exitCode, err } = await air(root, ['merge', 'worlds/w', '--store', 'nowhere']);
    expect([exitCode, err]).toEqual([1, 'air: store_missing: `--store nowhere` is not a folder\n']);
    expect(existsSync(join(root, 'nowhere'))).toBe(false);
  });
});

describe('runMerge', () => {
  const files = {
    '/r/nx.json': '{}',
    '/r/worlds/w/aos.sync.json': '{"version": 1, "air": {}}',
    '/r/worlds/w/air/m.json': JSON.stringify([MANIFEST, schema('t/A@1')]),
  };

  it('needs nothing but a host, and asks its caller to write', async () => {
    const result = await runMerge(memoryHost(files), '/r/worlds/w', { out: '/r/worlds/w/dist/merge.json' });
    expect(result.exitCode).toBe(0);
    expect(result.next).toBe('air check worlds/w');
    expect(result.writes.map(({ path }) => path)).toEqual(['/r/worlds/w/dist/merge.json']);
    expect(result.data).toMatchObject({ world: 'w', dir: 'worlds/w' });
  });

  it('gives a world without id its project name, here that of its path', async () => {
    const twins = { ...files, '/r/old/w/aos.sync.json': '{"version": 1, "id": "old", "air": {}}' };
    const result = await runMerge(memoryHost(twins), '/r/worlds/w');
    expect(result.data['world']).toBe('worlds-w');
  });

  it('names a folder outside any workspace by itself', async () => {
    const { '/r/nx.json': _, ...bare } = files;
    const result = await runMerge(memoryHost(bare), '/r/worlds/w');
    expect(result.data).toMatchObject({ world: 'w', dir: '.' });
  });
});
