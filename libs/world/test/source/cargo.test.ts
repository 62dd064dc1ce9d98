// `cargo` imports: workspace crates without cargo, the rest through a scripted cargo metadata.
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../src/index.ts';
import { outcome, resolveOne } from '../support/resolve.ts';
import { repo } from '../support/worlds.ts';
import type { Files } from '../support/worlds.ts';

const WORKSPACE = { 'Cargo.toml': '[workspace]\nmembers = ["sdk", "other"]', 'other/Cargo.toml': '[package]\nname = "other"\nversion = "1.0.0"' };
const SDK = { ...WORKSPACE, 'sdk/Cargo.toml': '[package]\nname = "sdk"\nversion = "0.1.0"', 'sdk/air/x.json': '[]' };

const cargo = (extra: object = {}) => ({ cargo: { package: 'sdk', manifest_path: '../Cargo.toml', ...extra } });

const answer = (...packages: readonly object[]): RunResult => ({ kind: 'exited', exitCode: 0, stdout: JSON.stringify({ packages }), stderr: '' });

const registry = 'registry+https://github.com/rust-lang/crates.io-index';
const fromRegistry = (name: string, version: string, metadata: unknown = null) => ({
  name, version, source: registry, manifest_path: `/home/u/.cargo/registry/${name}-${version}/Cargo.toml`, metadata,
});

const plain = { kind: 'cargo', root: 'ROOT/sdk/air', packageRoot: 'ROOT/sdk', package: 'sdk', version: '0.1.0', manifestPath: '../Cargo.toml', airDir: 'air', registry: false };

describe('workspace crates', () => {
  test.each<[string, Files, object, object]>([
    ['by name', SDK, {}, plain],
    ['by exact version', SDK, { version: '=0.1.0' }, plain],
    ['blanks around the version mean nothing', SDK, { version: ' = 0.1.0 ' }, plain],
    ['air_dir of the import', { ...SDK, 'sdk/d/x.json': '[]' }, { air_dir: 'd' }, { ...plain, root: 'ROOT/sdk/d', airDir: 'd' }],
    ['air_dir of the crate', { ...SDK, 'sdk/d/x.json': '[]', 'sdk/Cargo.toml': '[package]\nname = "sdk"\nversion = "0.1.0"\n[package.metadata.aos]\nair_dir = "d"' }, {}, { ...plain, root: 'ROOT/sdk/d', airDir: 'd' }],
    ['manifest_path of the crate itself', SDK, { manifest_path: './../sdk/Cargo.toml' }, { ...plain, manifestPath: '../sdk/Cargo.toml' }],
    ['a broken sibling does not matter', { ...SDK, 'other/Cargo.toml': '[package' }, {}, plain],
    ['a sibling that is missing does not matter', { 'Cargo.toml': WORKSPACE['Cargo.toml'], 'sdk/Cargo.toml': SDK['sdk/Cargo.toml'], 'sdk/air/x.json': '[]' }, {}, plain],
  ])('%s', async (_name, files, extra, expected) => expect(await outcome(repo(files), cargo(extra))).toEqual(expected));

  test('the world\'s reducer, then the world itself, when manifest_path is absent', async () => {
    const own = { 'w/Cargo.toml': '[package]\nname = "sdk"\nversion = "0.2.0"', 'w/air/x.json': '[]' };
    const reducer = { 'w/reducer/Cargo.toml': '[package]\nname = "sdk"\nversion = "0.3.0"', 'w/reducer/air/x.json': '[]' };
    expect(await outcome(repo(own), { cargo: { package: 'sdk' } })).toMatchObject({ version: '0.2.0', manifestPath: 'Cargo.toml' });
    expect(await outcome(repo({ ...own, ...reducer }), { cargo: { package: 'sdk' } })).toMatchObject({ version: '0.3.0', manifestPath: 'reducer/Cargo.toml' });
  });
});

describe('refused without asking cargo', () => {
  test.each<[string, Files, object, string]>([
    ['no Cargo.toml', {}, { manifest_path: undefined }, 'w/aos.sync.json:1:1 error cargo_manifest_missing import cargo sdk: expected reducer/Cargo.toml or Cargo.toml'],
    ['manifest_path names nothing', {}, {}, 'cargo_manifest_missing import cargo sdk: expected ../Cargo.toml'],
    ['manifest_path above the repository', {}, { manifest_path: '../../Cargo.toml' }, 'import_escapes_root'],
    ['manifest_path through a link', { 'up': { link: '..' }, '../Cargo.toml': '' }, { manifest_path: '../up/Cargo.toml' }, 'import_escapes_root'],
    ['broken manifest', { 'Cargo.toml': '[workspace]\nmembers = [' }, {}, 'Cargo.toml:2:'],
    ['broken sibling that may be the crate', { ...WORKSPACE, 'sdk/Cargo.toml': '[package]\nname = "sdk' }, {}, 'sdk/Cargo.toml:2:'],
    ['ambiguous', { ...SDK, 'other/Cargo.toml': '[package]\nname = "sdk"\nversion = "0.2.0"' }, {}, 'cargo_ambiguous_crate import cargo sdk: expected one candidate, found sdk 0.1.0 (sdk), sdk 0.2.0 (other)'],
    ['a linked crate outside the repository', { ...WORKSPACE, 'sdk': { link: '../outside' }, '../outside/Cargo.toml': SDK['sdk/Cargo.toml'], '../outside/air/x.json': '' }, {}, 'import_escapes_root import cargo sdk: expected a crate inside the repository, found ../outside'],
    ['a member outside the repository', { 'Cargo.toml': '[workspace]\nmembers = ["../outside"]', '../outside/Cargo.toml': SDK['sdk/Cargo.toml'] }, {}, 'import_escapes_root'],
    ['air_dir that climbs', SDK, { air_dir: '../other' }, 'air_dir_escapes_root'],
    ['no air_dir', { ...WORKSPACE, 'sdk/Cargo.toml': SDK['sdk/Cargo.toml'] }, {}, 'air_dir_missing'],
  ])('%s', async (_name, files, extra, expected) => {
    const host = repo(files, { run: () => { throw new Error('cargo was run'); } });
    const found = await outcome(host, cargo(extra));
    expect(found).toContain(expected);
    expect(String(found).split('\n')).toHaveLength(1);
  });

  test('an ambiguous name is settled by the version', async () => {
    const files = { ...SDK, 'other/Cargo.toml': '[package]\nname = "sdk"\nversion = "0.2.0"' };
    expect(await outcome(repo(files), cargo({ version: '0.1.0' }))).toEqual(plain);
  });

  test('the hint names a Cargo.toml further up', async () => {
    const { problems } = await resolveOne(repo(WORKSPACE), { cargo: { package: 'sdk' } });
    expect(problems[0]?.hint).toBe('Set `"manifest_path": "../Cargo.toml"`.');
  });
});

describe('crates from elsewhere', () => {
  const air = { '../home/u/.cargo/registry/acme-1.0.0/air/x.json': '[]', '../home/u/.cargo/registry/acme-1.0.0/d/x.json': '[]' };
  const ask = (result: RunResult, extra: object = {}) => outcome(repo({ ...WORKSPACE, 'sdk/Cargo.toml': SDK['sdk/Cargo.toml'], ...air }, { run: () => result }), cargo({ package: 'acme', ...extra }));

  test.each<[string, RunResult, object, object]>([
    ['from a registry', answer(fromRegistry('acme', '1.0.0')), {}, { version: '1.0.0', sourceId: registry, registry: true, root: '/home/u/.cargo/registry/acme-1.0.0/air' }],
    ['air_dir of the crate', answer(fromRegistry('acme', '1.0.0', { aos: { air_dir: 'd' } })), {}, { airDir: 'd' }],
    ['by version', answer(fromRegistry('acme', '1.0.0'), fromRegistry('acme', '2.0.0')), { version: '1.0.0' }, { version: '1.0.0' }],
    ['by source', answer(fromRegistry('acme', '1.0.0'), { ...fromRegistry('acme', '1.0.0'), source: 'git+x' }), { source: registry }, { sourceId: registry }],
  ])('%s', async (_name, result, extra, expected) => expect(await ask(result, extra)).toMatchObject(expected));

  test.each<[string, RunResult, object, string]>([
    ['no cargo', { kind: 'not-found' }, {}, 'cargo_missing import cargo acme'],
    ['too slow', { kind: 'timed-out', timeoutMs: 60_000 }, {}, 'cargo_timeout import cargo acme: expected an answer within 60 s'],
    ['cargo fails', { kind: 'exited', exitCode: 101, stdout: '', stderr: 'error: no matching package in /repo/Cargo.toml\n' }, {}, 'cargo_metadata_failed import cargo acme: found error: no matching package in Cargo.toml'],
    ['stderr of several lines', { kind: 'exited', exitCode: 101, stdout: '', stderr: 'error: a\n\nCaused by:\n  b\n' }, {}, 'cargo_metadata_failed import cargo acme: found error: a; Caused by: b'],
    ['not JSON', { kind: 'exited', exitCode: 0, stdout: 'hello', stderr: '' }, {}, 'cargo_metadata_failed import cargo acme: found its output is not JSON'],
    ['no packages', { kind: 'exited', exitCode: 0, stdout: '{}', stderr: '' }, {}, 'cargo_metadata_failed import cargo acme: found its output lists no packages'],
    ['not found', answer(fromRegistry('acne', '1.0.0')), {}, 'cargo_crate_not_found import cargo acme: expected acme via ../Cargo.toml'],
    ['other version', answer(fromRegistry('acme', '2.0.0')), { version: '1.0.0' }, `cargo_crate_not_found import cargo acme: expected acme 1.0.0 via ../Cargo.toml, found acme 2.0.0 (${registry})`],
    ['ambiguous, sorted', answer(fromRegistry('acme', '2.0.0'), fromRegistry('acme', '1.0.0')), {}, `cargo_ambiguous_crate import cargo acme: expected one candidate, found acme 1.0.0 (${registry}), acme 2.0.0 (${registry})`],
  ])('%s', async (_name, result, extra, expected) => expect(await ask(result, extra)).toBe(`w/aos.sync.json:1:1 error ${expected}`));

  test('a misspelt member is named although cargo cannot answer', async () => {
    const host = repo({ ...WORKSPACE, 'sdk/Cargo.toml': SDK['sdk/Cargo.toml'] }, { run: () => ({ kind: 'exited', exitCode: 101, stdout: '', stderr: 'no lock' }) });
    const { problems } = await resolveOne(host, cargo({ package: 'sdkk' }));
    expect(problems[0]).toMatchObject({ code: 'cargo_metadata_failed', hint: 'Did you mean `sdk`?' });
  });

  test('cargo is asked offline and locked, once for a manifest', async () => {
    const calls: string[] = [];
    const host = repo({ ...WORKSPACE, 'sdk/Cargo.toml': SDK['sdk/Cargo.toml'] }, { run: (command, args, { cwd }) => { calls.push([cwd, command, ...args].join(' ')); return answer(); } });
    await outcome(host, cargo({ package: 'acme' }));
    expect(calls).toEqual(['/repo cargo metadata --format-version 1 --offline --locked --manifest-path /repo/Cargo.toml']);
  });
});
