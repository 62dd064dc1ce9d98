// `npm` imports: which package, which version, which folder, and what proves it.
import { describe, expect, test } from 'vitest';
import { outcome, resolveOne } from '../support/resolve.ts';
import { diskRepo, repo } from '../support/worlds.ts';
import type { Files } from '../support/worlds.ts';
import { nodeHost } from '../../src/index.ts';

const installed = (json: object, at = 'node_modules/@acme/packs'): Files => ({
  [`${at}/package.json`]: { name: '@acme/packs', version: '1.4.2', ...json },
  [`${at}/air/x.json`]: '[]',
});

const locked = (entry: object): Files => ({ 'node_modules/.package-lock.json': { packages: { 'node_modules/@acme/packs': entry } } });

const npm = (extra: object = {}) => ({ npm: { package: '@acme/packs', ...extra } });

const plain = { kind: 'npm', root: 'ROOT/node_modules/@acme/packs/air', packageRoot: 'ROOT/node_modules/@acme/packs', package: '@acme/packs', version: '1.4.2', airDir: 'air', registry: true };

describe('found', () => {
  test.each<[string, Files, object, object]>([
    ['at the root', installed({}), {}, plain],
    ['in range', installed({}), { version: '^1.4.0' }, plain],
    ['with integrity', { ...installed({}), ...locked({ version: '1.4.2', integrity: 'sha512-x' }) }, {}, { ...plain, integrity: 'sha512-x' }],
    ['a lock of another version proves nothing', { ...installed({}), ...locked({ version: '1.4.1', integrity: 'sha512-x' }) }, {}, plain],
    ['a broken hidden lock proves nothing', { ...installed({}), 'node_modules/.package-lock.json': '{' }, {}, plain],
    ['air_dir of the import', { ...installed({}), 'node_modules/@acme/packs/d/x.json': '[]' }, { air_dir: 'd' }, { ...plain, root: 'ROOT/node_modules/@acme/packs/d', airDir: 'd' }],
    ['airDir of the package', { ...installed({ aos: { airDir: 'd' } }), 'node_modules/@acme/packs/d/x.json': '[]' }, {}, { ...plain, root: 'ROOT/node_modules/@acme/packs/d', airDir: 'd' }],
    ['air_dir of the import before an airDir that is not text', { ...installed({ aos: { airDir: 5 } }), 'node_modules/@acme/packs/d/x.json': '[]' }, { air_dir: 'd' }, { ...plain, root: 'ROOT/node_modules/@acme/packs/d', airDir: 'd' }],
    ['the package itself', installed({ aos: { airDir: '.' } }), {}, { ...plain, root: 'ROOT/node_modules/@acme/packs', airDir: '.' }],
  ])('%s', async (_name, files, extra, expected) => expect(await outcome(repo(files), npm(extra))).toEqual(expected));

  test('the nearest node_modules wins, its integrity stands in the lock of the root', async () => {
    const nested = 'w/node_modules/@acme/packs';
    const files = {
      ...installed({}),
      ...installed({ version: '2.0.0' }, nested),
      'node_modules/.package-lock.json': { packages: { [nested]: { version: '2.0.0', integrity: 'sha512-y' } } },
    };
    expect(await outcome(repo(files), npm())).toMatchObject({ version: '2.0.0', packageRoot: `ROOT/${nested}`, integrity: 'sha512-y' });
  });

  const linked = { ...installed({}, 'packs/acme'), 'node_modules/@acme/packs': { link: '../../packs/acme' }, ...locked({ link: true, version: '1.4.2', integrity: 'sha512-x' }) };
  const workspace = { ...plain, root: 'ROOT/packs/acme/air', packageRoot: 'ROOT/packs/acme', sourceId: 'workspace', registry: false };

  test('a link into the workspace is a workspace package, without integrity', async () => {
    expect(await outcome(repo(linked), npm())).toEqual(workspace);
    const root = diskRepo(linked);
    expect(await outcome(nodeHost(), npm(), root)).toEqual(workspace);
  });

  test('a link into a store of the package manager is not', async () => {
    const store = 'node_modules/.pnpm/@acme+packs@1.4.2/node_modules/@acme/packs';
    const files = { ...installed({}, store), 'node_modules/@acme/packs': { link: `../../${store}` } };
    expect(await outcome(repo(files), npm())).toEqual(plain);
  });
});

describe('refused', () => {
  test.each<[string, Files, object, string]>([
    ['absent', {}, {}, 'npm_absent'],
    ['absent although the folder is there', { 'node_modules/@acme/packs/air/x.json': '[]' }, {}, 'npm_absent'],
    ['only above the repository', installed({}, '../node_modules/@acme/packs'), {}, 'npm_absent'],
    ['Yarn PnP', { '.pnp.cjs': '' }, {}, 'npm_pnp'],
    ['alias', installed({ name: 'other' }), {}, 'npm_alias import npm @acme/packs: expected @acme/packs, found other'],
    ['outside the range', installed({}), { version: '^2' }, 'npm_range import npm @acme/packs: expected ^2, found 1.4.2'],
    ['a prerelease does not satisfy a plain range', installed({ version: '1.5.0-beta.1' }), { version: '^1.4.0' }, 'npm_range'],
    ['broken package.json', { 'node_modules/@acme/packs/package.json': '{' }, {}, 'npm_package_broken'],
    ['no name', installed({ name: 7 }), {}, 'npm_package_broken'],
    ['version that is none', installed({ version: 'one' }), {}, 'npm_package_broken import npm @acme/packs: expected a semver version, found one'],
    ['__proto__ gives no name', { 'node_modules/@acme/packs/package.json': '{"__proto__": {"name": "@acme/packs", "version": "1.0.0"}}' }, {}, 'npm_package_broken'],
    ['air_dir missing', installed({}), { air_dir: 'd' }, 'air_dir_missing import npm @acme/packs: expected the folder d in @acme/packs'],
    ['air_dir that climbs', installed({}), { air_dir: 'air/../../x' }, 'air_dir_escapes_root'],
    ['airDir of the package that climbs', installed({ aos: { airDir: '../../..' } }), {}, 'air_dir_escapes_root'],
    ['airDir of the package that is absolute', installed({ aos: { airDir: '/etc' } }), {}, 'air_dir_escapes_root'],
    ['airDir of the package that is not text', installed({ aos: { airDir: 5 } }), {}, 'npm_package_broken import npm @acme/packs: expected text in `aos.airDir`, found another type'],
    ['air_dir out through a link', { ...installed({}), 'node_modules/@acme/packs/up': { link: '../../..' } }, { air_dir: 'up' }, 'air_dir_escapes_root'],
    ['air_dir is a file', { ...installed({}), 'node_modules/@acme/packs/f': '' }, { air_dir: 'f' }, 'air_dir_missing'],
  ])('%s', async (_name, files, extra, expected) => {
    const found = await outcome(repo(files), npm(extra));
    expect(found).toContain(` error ${expected}`);
    expect(String(found).split('\n')).toHaveLength(1);
  });

  test('a huge package.json is not read', async () => {
    const host = repo(installed({}));
    const guarded = { ...host, fileSize: (path: string) => (path.endsWith('package.json') ? 64 * 1024 * 1024 : host.fileSize(path)), readFile: () => { throw new Error('read'); } };
    expect((await resolveOne(guarded, npm())).problems).toMatchObject([{ code: 'npm_package_broken' }]);
  });
});
