// `air hash` against the vectors of AOS v0.10, and on files and folders that are not what they should be.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { memoryHost } from '@nx-air/world';
import { describe, expect, it } from 'vitest';
import { runHash } from '../src/index.ts';
import { air } from './run-air.ts';
import { MANIFEST, SAMPLE_PACK, SAMPLE_WORLD, schema } from './sample-world.ts';
import { hashTree, tempRepo } from './temp-repo.ts';

const REPOSITORY = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const VECTORS = join(REPOSITORY, 'spec/vectors');

interface HashedNode {
  readonly file: string;
  readonly kind: string;
  readonly name: string;
  readonly hash: string;
}

interface Hashed {
  readonly nodes: readonly HashedNode[];
  readonly roots: readonly { readonly path: string; readonly defs_hash: string | null }[];
  readonly findings: readonly { readonly code: string }[];
}

async function hash(root: string, ...targets: readonly string[]): Promise<Hashed & { exitCode: number }> {
  const { exitCode, out } = await air(root, ['hash', ...targets, '--json']);
  return { exitCode, ...(JSON.parse(out) as Hashed) };
}

describe('vectors', () => {
  const golden = JSON.parse(readFileSync(join(VECTORS, 'defs.golden.json'), 'utf8')) as {
    readonly nodes: readonly HashedNode[];
    readonly roots: { readonly defs: { readonly defs_hash_skipping_manifest: string } };
  };

  it('every node of the folder has the hash AOS gives it', async () => {
    const { nodes, exitCode } = await hash(VECTORS, 'defs');
    expect(exitCode).toBe(0);
    expect(nodes).toEqual(golden.nodes.map(({ file, kind, name, hash: value }) => ({ file: `spec/vectors/${file}`, kind, name, hash: value })));
  });

  it('and so has the folder', async () => {
    const { roots } = await hash(VECTORS, 'defs');
    expect(roots).toEqual([{ path: 'spec/vectors/defs', defs_hash: golden.roots.defs.defs_hash_skipping_manifest }]);
  });
});

describe('air hash', () => {
  it('prints a line a definition and a line a path', async () => {
    const root = tempRepo(SAMPLE_WORLD, SAMPLE_PACK);
    const before = hashTree(root);
    const { exitCode, out, err } = await air(root, ['hash', 'worlds/w', 'plan-packs/p', 'worlds/w/air/a.air.json']);
    expect(out).toMatchInlineSnapshot(`
      "sha256:5d30bd6e32fcc5f926f3cc36f9b85f31dd94778c999779170de1427494e6f5a4  defschema t/A@1  worlds/w/air/a.air.json
      sha256:77ddf0f3e0fd342320b89509b56254ca250e86089e09e5bd3946918f8add484e  manifest  worlds/w/air/manifest.air.json
      sha256:5511c0596a9015cd3f24194a66b22ae032b33e30b504c1c7b3b7971e6971246f  defschema p/B@1  plan-packs/p/defs.air.json
      sha256:614389f073135960cf30acba291269e8556ffef98645dd047e26e5fefcbba296  defs of worlds/w
      sha256:699aeeab320f4294a04bb771c4daac74ddef264928cfd55d13a6e0a89a3cadeb  defs of plan-packs/p
      sha256:614389f073135960cf30acba291269e8556ffef98645dd047e26e5fefcbba296  defs of worlds/w/air/a.air.json
      Next: air check worlds/w plan-packs/p worlds/w/air
      "
    `);
    expect([exitCode, err]).toEqual([0, '']);
    expect(hashTree(root)).toBe(before);
  });

  it('is independent of layout, key order and white space', async () => {
    const defs = [schema('p/B@1'), schema('p/C@1', { record: { a: { nat: {} }, b: { text: {} } } })];
    const one = tempRepo({ 'p/defs.air.json': { json: defs } });
    const two = tempRepo({
      'p/x/c.JSON': '{"type":{"record":{"b":{"text":{}},"a":{"nat":{}}}},"name":"p/C@1","$kind":"defschema"}',
      'p/b.json': `\r\n\t${JSON.stringify(defs[0])}`,
      'p/again.json': { json: defs[0] },
    });
    const [first, second] = await Promise.all([hash(one, 'p'), hash(two, 'p')]);
    expect(first.roots[0]?.defs_hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(second.roots).toEqual(first.roots);
  });

  it('changes with one letter', async () => {
    const [one, two] = await Promise.all(['text', 'nat'].map((type) => hash(tempRepo({ 'p/a.json': { json: schema('p/A@1', { [type]: {} }) } }), 'p')));
    expect(one?.roots[0]?.defs_hash).not.toBe(two?.roots[0]?.defs_hash);
  });

  it('lists manifests but keeps them out of the defs hash', async () => {
    const bare = await hash(tempRepo({ 'p/a.json': { json: schema('t/A@1') } }), 'p');
    const full = await hash(tempRepo({ 'p/a.json': { json: schema('t/A@1') }, 'p/m.json': { json: MANIFEST } }), 'p');
    expect(full.roots).toEqual(bare.roots);
    expect(full.nodes.map(({ kind, name }) => [kind, name])).toEqual([['defschema', 't/A@1'], ['manifest', '']]);
  });

  it('knows the hash of nothing', async () => {
    const { roots, exitCode } = await hash(tempRepo({ 'p/README.md': '' }), 'p');
    expect(exitCode).toBe(0);
    expect(roots[0]?.defs_hash).toBe('sha256:05b63fef282b5626ef398248dce2cd13235d7816d2b67352cf31330d1a491c1b');
  });

  it('gives what can be read, and no defs hash, beside a broken file', async () => {
    const root = tempRepo(SAMPLE_PACK, { 'plan-packs/p/broken.json': '{' });
    const { nodes, roots, findings, exitCode } = await hash(root, 'plan-packs/p');
    expect(nodes.map(({ name }) => name)).toEqual(['p/B@1']);
    expect(roots).toEqual([{ path: 'plan-packs/p', defs_hash: null }]);
    expect(findings.map(({ code }) => code)).toEqual(['json_syntax']);
    expect(exitCode).toBe(2);
  });

  it('gives no defs hash where a name has two bodies', async () => {
    const root = tempRepo({ 'p/a.json': { json: [schema('p/A@1'), schema('p/A@1', { nat: {} })] } });
    const { nodes, roots } = await hash(root, 'p');
    expect(nodes).toHaveLength(2);
    expect(roots[0]?.defs_hash).toBeNull();
    expect((await air(root, ['hash', 'p'])).out).toContain('no defs hash  defs of p\n');
  });

  it.each([
    ['a symbolic link', { 'p/link.json': { link: 'real.txt' }, 'p/real.txt': JSON.stringify(schema('p/A@1')) }, 'p/link.json', 'symlinked_definition'],
    ['a file of 50 MB', { 'p/huge.json': { size: 50 * 1024 * 1024 } }, 'p/huge.json', 'file_too_large'],
    ['a float', { 'p/f.json': '{"$kind": "defschema", "name": "p/A@1", "type": {"text": 1.5}}' }, 'p/f.json', 'json_float'],
    ['a file that is no AIR', { 'p/x.json': '{"hello": 1}' }, 'p/x.json', 'not_air_json'],
  ])('refuses %s', async (_title, files, path, code) => {
    const { nodes, findings, exitCode } = await hash(tempRepo(files), path);
    expect([exitCode, nodes, findings.map((one) => one.code)]).toEqual([2, [], [code]]);
  });

  it('refuses a path that is not there', async () => {
    expect(await air(tempRepo({}), ['hash', 'p/a.json'])).toEqual({ exitCode: 1, out: '', err: 'air: unknown_target: `p/a.json` does not exist\n' });
  });
});

describe('runHash', () => {
  it('needs nothing but a host', async () => {
    const host = memoryHost({ '/r/.git/HEAD': '', '/r/p/a.json': JSON.stringify(schema('p/A@1')) });
    const folder = await runHash(host, '/r/p');
    const file = await runHash(host, '/r/p/a.json');
    expect(folder.data['nodes']).toEqual(file.data['nodes']);
    expect([folder.next, file.next]).toEqual(['air check p', 'air check p']);
  });
});
