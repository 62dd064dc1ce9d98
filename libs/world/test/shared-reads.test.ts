// One cache for many worlds: what they import is listed and read once, and each still gets its own answer.
import { describe, expect, it } from 'vitest';
import { createResolveCache, loadWorld } from '../src/index.ts';
import type { Host, LoadedWorld } from '../src/index.ts';
import { readLocks } from '../src/lock/lock-world.ts';
import type { Files } from './support/worlds.ts';
import { config, manifest, repo, schema } from './support/worlds.ts';

const FILES: Files = {
  'packs/core/a.json': [schema('core/A@1')],
  'packs/core/b.json': [schema('core/B@1')],
  'packs/more/a.json': [schema('more/A@1')],
  'worlds/one/aos.sync.json': config({ path: '../../packs/core' }, { path: '../../packs/more' }),
  'worlds/one/air/manifest.json': manifest({ schemas: [{ name: 'core/A@1' }] }),
  'worlds/two/aos.sync.json': config({ path: '../../packs/more' }, { path: '../../packs/core' }),
  'worlds/two/air/manifest.json': manifest({ schemas: [{ name: 'core/B@1' }] }),
};

/** Counts how often the content of each file is asked for. */
function counting(host: Host): { readonly host: Host; readonly reads: Map<string, number> } {
  const reads = new Map<string, number>();
  return {
    reads,
    host: {
      ...host,
      readFile(path) {
        reads.set(path, (reads.get(path) ?? 0) + 1);
        return host.readFile(path);
      },
    },
  };
}

const both = async (host: Host, cache = createResolveCache()): Promise<readonly LoadedWorld[]> => [
  await loadWorld(host, '/repo/worlds/one', { cache }),
  await loadWorld(host, '/repo/worlds/two', { cache }),
];

describe('a shared cache', () => {
  it('reads a file once', async () => {
    const { host, reads } = counting(repo(FILES));
    await both(host);
    expect([...reads].filter(([path]) => path.includes('/packs/'))).toEqual([
      ['/repo/packs/core/a.json', 1],
      ['/repo/packs/core/b.json', 1],
      ['/repo/packs/more/a.json', 1],
    ]);
  });

  it('answers as separate runs do, locks too', async () => {
    const host = repo(FILES);
    const separate = [await loadWorld(host, '/repo/worlds/one'), await loadWorld(host, '/repo/worlds/two')];
    expect(await both(host)).toEqual(separate);
    const cache = createResolveCache();
    await both(host, cache);
    expect(await readLocks(host, '/repo/worlds/two', { cache })).toEqual(await readLocks(host, '/repo/worlds/two'));
  });

  it('each world knows through which of its imports a definition came', async () => {
    const [one, two] = await both(repo(FILES));
    const indices = (world: LoadedWorld | undefined) => world?.imports.flatMap(({ nodes }) => nodes.map(({ name, origin }) => `${origin.import} ${name}`));
    expect(indices(one)).toEqual(['0 core/A@1', '0 core/B@1', '1 more/A@1']);
    expect(indices(two)).toEqual(['0 more/A@1', '1 core/A@1', '1 core/B@1']);
  });

  it('what is wrong with a shared file is said to every world, by its own import', async () => {
    const broken = { ...FILES, 'packs/core/a.json': '[{', 'packs/core/link.json': { link: 'b.json' } };
    const separate = [await loadWorld(repo(broken), '/repo/worlds/one'), await loadWorld(repo(broken), '/repo/worlds/two')];
    const shared = await both(repo(broken));
    expect(shared.map(({ problems }) => problems)).toEqual(separate.map(({ problems }) => problems));
    expect(shared.map(({ problems }) => problems.map(({ code }) => code))).toEqual([expect.arrayContaining(['json_syntax', 'symlinked_definition']), expect.arrayContaining(['json_syntax', 'symlinked_definition'])]);
  });

  it('an edit is seen with another cache', async () => {
    await both(repo(FILES));
    const [one] = await both(repo({ ...FILES, 'packs/core/a.json': [schema('core/A@1', { nat: {} })] }));
    const [before] = await both(repo(FILES));
    expect(one?.imports[0]?.defsHash).not.toBe(before?.imports[0]?.defsHash);
  });
});
