// A world with some of its definitions replaced.
import { describe, expect, test } from 'vitest';
import { loadWorld } from '../src/index.ts';
import { config, manifest, repo, schema } from './support/worlds.ts';

const files = {
  'w/aos.sync.json': config({ path: '../p' }),
  'w/air/manifest.json': manifest({ schemas: [{ name: 'own/A@1' }, { name: 'p/B@1' }] }),
  'w/air/own.json': [schema('own/A@1')],
  'p/defs.air.json': [schema('p/B@1')],
  'w/next/a.json': { $kind: 'defschema', name: 'own/A@1', type: { nat: {} } },
  'w/manifest-too/m.json': [manifest({ schemas: [{ name: 'own/C@1' }] }), schema('own/C@1')],
  'w/broken/a.json': '{',
};
const loaded = (overlay?: string) => loadWorld(repo(files), '/repo/w', overlay === undefined ? {} : { overlay: `/repo/w/${overlay}` });
const listed = async (overlay?: string) => (await loaded(overlay)).merged?.defs.filter((def) => def.listed).map(({ name, origin }) => `${name} ${origin.file}`);

describe('overlay', () => {
  test('replaces definitions of the same kind and name', async () => {
    expect(await listed()).toEqual(['own/A@1 w/air/own.json', 'p/B@1 p/defs.air.json']);
    expect(await listed('next')).toEqual(['own/A@1 w/next/a.json', 'p/B@1 p/defs.air.json']);
    expect((await loaded('next')).merged?.manifestHash).not.toBe((await loaded()).merged?.manifestHash);
  });
  test('replaces the manifest and adds what is new', async () => {
    expect(await listed('manifest-too')).toEqual(['own/C@1 w/manifest-too/m.json']);
  });
  test('its mistakes are those of the world', async () => {
    const { merged, problems } = await loaded('broken');
    expect(merged).toBeUndefined();
    expect(problems.map(({ code, file }) => `${code} ${file}`)).toEqual(['json_syntax w/broken/a.json']);
  });
});
