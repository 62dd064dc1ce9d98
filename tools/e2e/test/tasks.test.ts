// How runs, versions and environments are read.
import { describe, expect, it } from 'vitest';
import { nextPatch, renumber } from '../src/bump-tarballs.ts';
import { COMBINATIONS } from '../src/combinations.ts';
import { cellEnvironment } from '../src/environment.ts';
import { countTasks } from '../src/tasks.ts';

describe('countTasks', () => {
  it.each([
    ['> nx run orders:smoke\n\nok\n', ['orders:smoke'], []],
    ['> nx run orders:smoke  [local cache]\n', [], ['orders:smoke']],
    ['> nx run orders:smoke  [existing outputs match the cache, left as is]\n', [], ['orders:smoke']],
    ['> nx run orders:smoke  [remote cache]\n> nx run desk:smoke\n> nx run desk:smoke\n', ['desk:smoke'], ['orders:smoke']],
    ['Next: nx run orders:merge\n', [], []],
  ])('%j', (output, ran, cached) => {
    expect(countTasks(output)).toEqual({ ran, cached });
  });
});

it('renumbers our packages and no others', () => {
  const manifest = { name: '@nx-air/cli', version: '0.1.0', dependencies: { '@nx-air/canon': '0.1.0', other: '0.1.0', 'x@nx-air/canon': '0.1.0' } };
  expect(JSON.parse(renumber(JSON.stringify(manifest, undefined, 2), '0.1.0', nextPatch('0.1.0')))).toEqual({
    name: '@nx-air/cli',
    version: '0.1.1',
    dependencies: { '@nx-air/canon': '0.1.1', other: '0.1.0', 'x@nx-air/canon': '0.1.0' },
  });
});

it('takes nothing of this machine that changes Nx, npm or the lock mode', () => {
  const env = cellEnvironment({ PATH: '/bin', HOME: '/home/a', CI: '1', NX_DAEMON: 'true', AOS_IMPORT_LOCK: 'off', npm_config_registry: 'x', GITHUB_ACTIONS: 'true' }, '/cell', '/node/bin');
  expect(env).toMatchObject({ PATH: '/node/bin:/bin', HOME: '/home/a', NX_DAEMON: 'false', NX_CACHE_DIRECTORY: '/cell/nx-cache', npm_config_userconfig: '/cell/npmrc' });
  for (const name of ['CI', 'AOS_IMPORT_LOCK', 'npm_config_registry', 'GITHUB_ACTIONS']) expect(env).not.toHaveProperty(name);
});

it('combines every Nx with every Node', () => {
  expect(COMBINATIONS.map(({ nx, node }) => `${nx.nx} ${node}`)).toEqual(['23.3.2 20.20', '23.3.2 22', '23.3.2 24', '24.0.6 20.20', '24.0.6 22', '24.0.6 24']);
});
