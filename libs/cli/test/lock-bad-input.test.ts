// Bad locks and bad imports: exit code, what the message names, and that nothing is written.
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memoryHost, type RunResult } from '@nx-air/world';
import { describe, expect, it } from 'vitest';
import { runLock } from '../src/commands/lock.ts';
import { CARGO_IMPORT, check, DEFS, edit, FILES, flow, lockedRepo, NPM_IMPORT, PATH_IMPORT, put, schema, SYNC, textOf } from './lock-world.ts';
import { air, airProcess } from './run-air.ts';
import { crate, npmPackage } from './sample-world.ts';
import { hashTree, type TempFiles } from './temp-repo.ts';

interface Row {
  readonly title: string;
  readonly imports: readonly object[];
  readonly with?: TempFiles;
  /** What happens to the repository once it is locked. */
  readonly spoil: (root: string) => void;
  readonly exit: 2 | 3 | 4;
  /** Codes of the error findings. */
  readonly codes: readonly string[];
  /** Subject, field, both values, command: whatever the message has to name. */
  readonly says: readonly (string | RegExp)[];
}

const replace =
  (file: string, from: string | RegExp, to: string) =>
  (root: string): void =>
    edit(root, file, (text) => text.replace(from, to));
const inLock = (from: string | RegExp, to: string): Row['spoil'] => replace(SYNC, from, to);
const NEW_B = schema('p/B@1', { nat: {} });

/** The part of the text after `"lock":`, so that a field of the lock is changed and not one of the import. */
const lockField = (field: string, to: string): Row['spoil'] => inLock(new RegExp(`("lock": \\{[^]*?)"${field}": "[^"]*"`), `$1"${field}": "${to}"`);

const ROWS: readonly Row[] = [
  {
    title: 'poisoned: the version of another package content',
    imports: [NPM_IMPORT],
    with: { 'node_modules/.package-lock.json': null },
    spoil: (root) => {
      put(root, 'node_modules/acme/package.json', { name: 'acme', version: '1.0.1' });
      put(root, 'node_modules/acme/air/n.air.json', schema('n/Evil@1'));
    },
    exit: 3,
    codes: ['lock_moved'],
    says: ['import npm acme', 'expected version 1.0.0, defs_hash sha256:', 'found version 1.0.1, defs_hash sha256:', 'defschema n/Evil@1 added', 'defschema n/N@1 removed', 'air lock worlds/w --update acme'],
  },
  {
    title: 'poisoned: a consistent lock of another package',
    imports: [NPM_IMPORT, PATH_IMPORT],
    with: { 'node_modules/.package-lock.json': null },
    spoil: (root) => {
      const config = JSON.parse(textOf(root));
      const [npm, path] = config.air.imports;
      npm.lock = { ...npm.lock, package: 'acme-core', defs: path.lock.defs, defs_hash: path.lock.defs_hash };
      put(root, SYNC, config);
    },
    exit: 3,
    codes: ['lock_moved'],
    says: ['import npm acme', 'package acme-core', 'package acme,'],
  },
  {
    title: 'hand-merged: definitions that do not hash to defs_hash',
    imports: [PATH_IMPORT],
    spoil: inLock(/("defschema p\/B@1": "sha256:).{4}/, '$10000'),
    exit: 3,
    codes: ['lock_inconsistent'],
    says: ['import path ../../plan-packs/p', 'lock contradicts itself', /expected defs_hash sha256:[0-9a-f]{64}, the hash of its `defs`, found sha256:[0-9a-f]{64}/, 'air lock worlds/w --update ../../plan-packs/p'],
  },
  { title: 'defs_hash forged', imports: [PATH_IMPORT], spoil: lockField('defs_hash', `sha256:${'0'.repeat(64)}`), exit: 3, codes: ['lock_inconsistent'], says: ['import path'] },
  {
    title: 'unknown scheme',
    imports: [PATH_IMPORT],
    spoil: inLock('"scheme": 1', '"scheme": 2'),
    exit: 3,
    codes: ['lock_scheme'],
    says: ['import path ../../plan-packs/p', 'expected scheme 1, found 2', 'Use a version of air that knows this scheme', 'air lock worlds/w --update'],
  },
  { title: 'duplicate key in the lock', imports: [PATH_IMPORT], spoil: inLock('"scheme": 1', '"scheme": 1, "scheme": 1'), exit: 2, codes: ['json_duplicate_key'], says: [SYNC] },
  { title: 'duplicate definition in the lock', imports: [PATH_IMPORT], spoil: inLock(/("defschema p\/B@1": "[^"]*")/, '$1, $1'), exit: 2, codes: ['json_duplicate_key'], says: [SYNC] },
  { title: '__proto__ in the lock', imports: [PATH_IMPORT], spoil: inLock('"scheme": 1', '"scheme": 1, "__proto__": {"scheme": 1}'), exit: 2, codes: ['json_reserved_key'], says: [SYNC] },
  {
    title: '../ in air_dir of the lock',
    imports: [CARGO_IMPORT],
    spoil: lockField('air_dir', '../../../../etc'),
    exit: 3,
    codes: ['lock_invalid'],
    says: ['import cargo sdk', 'expected air_dir a relative path with `/`, found `../../../../etc`, which leaves the package', 'air lock worlds/w --update sdk'],
  },
  {
    title: '../ in path of the lock',
    imports: [PATH_IMPORT],
    spoil: lockField('path', '../../../../etc'),
    exit: 3,
    codes: ['lock_restated'],
    says: ['import path ../../plan-packs/p', 'expected path ../../../../etc, found path ../../plan-packs/p'],
  },
  { title: 'absolute path in the lock', imports: [CARGO_IMPORT], spoil: lockField('manifest_path', '/etc/Cargo.toml'), exit: 3, codes: ['lock_invalid'], says: ['import cargo sdk', 'found an absolute path'] },
  {
    title: 'unknown member of the lock',
    imports: [PATH_IMPORT],
    spoil: inLock('"scheme": 1', '"scheme": 1, "registry": "https://evil"'),
    exit: 3,
    codes: ['lock_invalid'],
    says: ['expected registry a member of scheme 1'],
  },
  {
    title: 'conflict markers',
    imports: [PATH_IMPORT],
    spoil: inLock(/( *"defs_hash".*\n)/, '<<<<<<< HEAD\n$1=======\n$1>>>>>>> other\n'),
    exit: 2,
    codes: ['json_conflict_marker'],
    says: ['Keep the imports of both sides and remove the markers', 'air lock'],
  },
  {
    title: 'content changed',
    imports: [PATH_IMPORT],
    spoil: (root) => put(root, DEFS, [NEW_B]),
    exit: 3,
    codes: ['lock_drifted'],
    says: ['import path ../../plan-packs/p', 'expected defs_hash sha256:', 'found defs_hash sha256:', `see ${DEFS}:2:3: defschema p/B@1 changed`, 'air lock worlds/w --update ../../plan-packs/p'],
  },
  {
    title: 'content changed below node_modules, archive the same',
    imports: [NPM_IMPORT],
    spoil: (root) => put(root, 'node_modules/acme/air/n.air.json', schema('n/N@1', { nat: {} })),
    exit: 3,
    codes: ['lock_corrupt'],
    says: ['import npm acme', 'content differs from the locked archive', 'defschema n/N@1 changed', 'npm ci'],
  },
  {
    title: 'authority taken out of the lock',
    imports: [PATH_IMPORT],
    with: { [DEFS]: { json: [schema('p/B@1'), flow('http.request')] } },
    spoil: inLock(/"http\.request"/, ''),
    exit: 4,
    codes: ['lock_authority_gained'],
    says: ['import path ../../plan-packs/p', 'expected at most cap slots cap_http_request, found also effects http.request', '--update ../../plan-packs/p --accept-authority'],
  },
  {
    title: 'authority accepted ahead of an update',
    imports: [PATH_IMPORT],
    spoil: inLock('"effects": []', '"effects": ["http.request"]'),
    exit: 3,
    codes: ['lock_restated'],
    says: ['expected authority.effects http.request, found authority.effects none'],
  },
  {
    title: 'symbolic link among the definitions',
    imports: [PATH_IMPORT],
    spoil: (root) => symlinkSync('/etc/hostname', join(root, 'plan-packs/p/more.air.json')),
    exit: 2,
    codes: ['symlinked_definition'],
    says: ['plan-packs/p/more.air.json', 'import path ../../plan-packs/p'],
  },
  {
    title: 'import that became a link out of the repository',
    imports: [PATH_IMPORT],
    spoil: (root) => {
      rmSync(join(root, 'plan-packs/p'), { recursive: true });
      symlinkSync('/usr', join(root, 'plan-packs/p'));
    },
    exit: 2,
    codes: ['import_escapes_root'],
    says: ['import path ../../plan-packs/p'],
  },
  {
    title: 'aos.sync.json behind a link',
    imports: [PATH_IMPORT],
    spoil: (root) => {
      writeFileSync(join(root, 'elsewhere.json'), readFileSync(join(root, SYNC)));
      rmSync(join(root, SYNC));
      symlinkSync('../../elsewhere.json', join(root, SYNC));
    },
    exit: 2,
    codes: ['symlinked_definition'],
    says: [SYNC],
  },
  {
    title: 'two crates of one name',
    imports: [CARGO_IMPORT],
    spoil: (root) => {
      edit(root, 'Cargo.toml', () => '[workspace]\nmembers = ["sdk", "old"]\n');
      for (const [file, text] of Object.entries(crate('old', 'sdk', '0.0.9'))) if (typeof text === 'string') edit(root, file, () => text);
    },
    with: { 'old/Cargo.toml': '#', 'old/src/lib.rs': '#', 'old/air/c.air.json': { json: schema('c/C@1') } },
    exit: 2,
    codes: ['cargo_ambiguous_crate'],
    says: ['import cargo sdk', '0.0.9', '0.1.0'],
  },
  {
    title: 'npm alias',
    imports: [NPM_IMPORT],
    spoil: (root) => put(root, 'node_modules/acme/package.json', { name: 'evil', version: '1.0.0' }),
    exit: 2,
    codes: ['npm_alias'],
    says: ['import npm acme', 'expected acme, found evil'],
  },
  { title: 'package not installed', imports: [NPM_IMPORT], spoil: (root) => rmSync(join(root, 'node_modules/acme'), { recursive: true }), exit: 2, codes: ['npm_absent'], says: ['import npm acme', 'npm install'] },
  {
    title: 'definitions in conflict',
    imports: [PATH_IMPORT],
    spoil: (root) => put(root, DEFS, [schema('p/B@1'), NEW_B]),
    exit: 2,
    codes: ['lock_unresolved'],
    says: ['import path ../../plan-packs/p', 'air check worlds/w'],
  },
  {
    title: 'range changed under the lock',
    imports: [NPM_IMPORT],
    spoil: inLock('"version": "^1.0.0"', '"version": ">=1.0.0"'),
    exit: 3,
    codes: ['lock_restated'],
    says: ['import npm acme', 'expected request.npm.version ^1.0.0, found request.npm.version >=1.0.0', 'air lock worlds/w --update acme'],
  },
  {
    title: 'a linked package in place of the installed one',
    imports: [NPM_IMPORT],
    with: npmPackage('acme', '1.0.0'),
    spoil: (root) => {
      rmSync(join(root, 'node_modules/acme'), { recursive: true });
      symlinkSync('../plan-packs/acme', join(root, 'node_modules/acme'));
      for (const [file, json] of Object.entries({ 'package.json': { name: 'acme', version: '1.0.0' }, 'air.json': schema('n/N@1') })) put(root, `plan-packs/acme/${file === 'air.json' ? 'air/n.air.json' : file}`, json);
    },
    exit: 3,
    codes: ['lock_repacked'],
    says: ['import npm acme', 'expected source_id absent, found source_id workspace'],
  },
];

/** Folders that spoiling writes into have to be there. */
const PLACES: TempFiles = { 'plan-packs/acme/air/keep.txt': '' };

describe.each(ROWS)('$title', ({ imports, with: more = {}, spoil, exit, codes, says }) => {
  const spoiled = async (): Promise<string> => {
    const root = await lockedRepo(imports, PLACES, more);
    expect((await check(root)).exitCode).toBe(0);
    spoil(root);
    return root;
  };

  it(`exits ${exit} and says so`, async () => {
    const root = await spoiled();
    const before = hashTree(root);
    const { exitCode, out } = await check(root);
    expect([...out.matchAll(/ error ([a-z_]+)$/gm)].map(([, code]) => code)).toEqual(codes);
    expect(exitCode).toBe(exit);
    for (const text of says) expect(out).toMatch(text instanceof RegExp ? text : new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')));
    expect(hashTree(root)).toBe(before);
  });

  it('nothing is written without --update', async () => {
    const root = await spoiled();
    const before = hashTree(root);
    const { exitCode } = await air(root, ['lock', 'worlds/w'], { env: { CI: 'true' } });
    expect([exitCode, hashTree(root)]).toEqual([exit, before]);
  });
});

it('file names that differ only in case are no matter of locks', async () => {
  const root = await lockedRepo([PATH_IMPORT], { 'plan-packs/p/A.json': '', 'plan-packs/p/a.json': '' });
  const { exitCode, out } = await check(root);
  expect([exitCode, out.includes('case')]).toEqual([0, false]);
});

describe('crates from a registry', () => {
  const MANIFEST = '/r/Cargo.toml';
  const AIR = JSON.stringify(schema('c/C@1'));
  const world = (lock?: unknown): string => JSON.stringify({ version: 1, air: { imports: [{ cargo: { package: 'reg', manifest_path: '../Cargo.toml' }, ...(lock === undefined ? {} : { lock }) }] } });
  const REGISTRY = 'registry+https://github.com/rust-lang/crates.io-index';

  const host = (folder: string, lock?: unknown, air = AIR, runs: string[] = []): ReturnType<typeof memoryHost> =>
    memoryHost(
      {
        '/r/nx.json': '{}',
        [MANIFEST]: '[package]\nname = "app"\nversion = "0.1.0"\n',
        '/r/w/aos.sync.json': world(lock),
        [`${folder}/Cargo.toml`]: '[package]\nname = "reg"\nversion = "1.0.0"\n',
        [`${folder}/air/c.air.json`]: air,
      },
      {
        run: (command, args): RunResult => {
          runs.push([command, ...args].join(' '));
          const packages = [{ name: 'reg', version: '1.0.0', source: REGISTRY, manifest_path: `${folder}/Cargo.toml`, metadata: null }];
          return { kind: 'exited', exitCode: 0, stdout: JSON.stringify({ packages }), stderr: '' };
        },
      },
    );
  const lockOf = async (from: ReturnType<typeof memoryHost>): Promise<unknown> => {
    const { writes } = await runLock(from, [{ path: '/r/w', label: 'w' }]);
    return JSON.parse(String(writes[0]?.text ?? '{}')).air.imports[0].lock;
  };

  it('vendored or from the registry: the same lock', async () => {
    const vendored = await lockOf(host('/r/vendor/reg'));
    expect(vendored).toEqual(await lockOf(host('/home/me/.cargo/registry/src/reg-1.0.0')));
    expect(vendored).toMatchObject({ source_id: REGISTRY, manifest_path: '../Cargo.toml', air_dir: 'air' });
  });

  it('a tampered vendored file, of which cargo says nothing, is corrupt in every mode, and cargo is asked once', async () => {
    const lock = await lockOf(host('/r/vendor/reg'));
    for (const lockMode of ['off', 'warn', 'error'] as const) {
      const runs: string[] = [];
      const spoiled = host('/r/vendor/reg', lock, JSON.stringify(schema('c/C@1', { nat: {} })), runs);
      const { exitCode, findings } = await runLock(spoiled, [{ path: '/r/w', label: 'w' }], { lockMode, update: [] });
      expect(findings.map(({ code }) => code)).toEqual(['lock_corrupt']);
      expect(findings[0]?.hint).toContain('cargo vendor');
      expect([exitCode, runs.length]).toEqual([3, 1]);
    }
  });

  it('without cargo the import is unresolved, and the locked facts stay in sight', async () => {
    const root = await lockedRepo([CARGO_IMPORT]);
    edit(root, SYNC, (text) => text.replaceAll('"package": "sdk"', '"package": "elsewhere"'));
    const before = hashTree(root);
    const { exitCode, out } = await airProcess(root, ['lock', 'worlds/w', '--check'], { PATH: '/nonexistent' });
    expect(out).toContain('error cargo_missing');
    expect(out).toMatch(/cargo elsewhere {2}unresolved {2}0\.1\.0 sha256:[0-9a-f]{12}… {2}-/);
    expect([exitCode, hashTree(root)]).toEqual([2, before]);
  });
});

it('the sample is sound', () => {
  expect(Object.keys(FILES)).toContain(DEFS);
});
