// Packs as they are published: what the archives hold, and what a consumer resolves from them.
import { execFile, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { CONTRACT_START } from '@nx-air/plan/check';
import { loadPack, loadWorld, nodeHost } from '@nx-air/world';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveTarball } from './support/npm-registry.ts';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
const NPM_PACK = 'plan-packs/changelog';
const CRATE = 'plan-packs/aos-agent-sdk';
const CRATE_PACK = 'air/exports/plan-packs/session-core';
const run = promisify(execFile);
const hasCargo = spawnSync('cargo', ['--version']).status === 0;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'nx-air-publish-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const hashOf = (folder: string): string | undefined => loadPack(nodeHost(), folder).defsHash;
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
/** What a world of the consumer finds for its only import. */
const consume = async (spec: object): Promise<{ readonly hash: string | undefined; readonly version: string | undefined; readonly problems: readonly string[] }> => {
  write('worlds/w/aos.sync.json', JSON.stringify({ version: 1, air: { imports: [spec] } }));
  write('worlds/w/air/manifest.air.json', JSON.stringify({ $kind: 'manifest', air_version: '1', schemas: [], modules: [], plans: [], effects: [], caps: [], policies: [] }));
  const { imports, problems } = await loadWorld({ ...nodeHost(), env: process.env }, join(root, 'worlds/w'), { root });
  return { hash: imports[0]?.defsHash, version: imports[0]?.source.version, problems: problems.filter(({ code }) => /^(?:import|cargo|npm)_/.test(code)).map(({ code, actual }) => `${code} ${actual ?? ''}`) };
};

describe('npm', () => {
  test('the tarball holds definitions, README with its contract, package.json, and nothing else', async () => {
    const { stdout } = await run('npm', ['pack', '--json', '--dry-run'], { cwd: join(REPOSITORY, NPM_PACK) });
    const [packed] = Object.values(JSON.parse(stdout)) as { files: { path: string }[] }[];
    expect(packed?.files.map(({ path }) => path).sort()).toEqual(['README.md', 'defs.air.json', 'package.json']);
    expect(readFileSync(join(REPOSITORY, NPM_PACK, 'README.md'), 'utf8')).toContain(CONTRACT_START);
  });

  test('a consumer installs it from a registry and has the same definitions', async () => {
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', root], { cwd: join(REPOSITORY, NPM_PACK) });
    const [packed] = Object.values(JSON.parse(stdout)) as { filename: string; name: string; version: string }[];
    if (packed === undefined) throw new Error(stdout);
    const registry = await serveTarball(packed.name, packed.version, readFileSync(join(root, packed.filename)));
    try {
      write('package.json', '{"name": "consumer", "private": true}');
      await run('npm', ['install', `${packed.name}@^1.0.0`, '--registry', registry.url, '--no-audit', '--no-fund', '--cache', join(root, '.npm')], { cwd: root });
    } finally {
      await registry.close();
    }
    const installed = join(root, 'node_modules', packed.name);
    expect(hashOf(installed)).toBe(hashOf(join(REPOSITORY, NPM_PACK)));
    expect(await consume({ npm: { package: packed.name, version: '^1.0.0' } })).toEqual({ hash: hashOf(join(REPOSITORY, NPM_PACK)), version: packed.version, problems: [] });
    expect(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages[`node_modules/${packed.name}`]).toMatchObject({ version: packed.version, integrity: expect.stringMatching(/^sha512-/) });
  });
});

describe.skipIf(!hasCargo)('cargo', () => {
  const listed = async (): Promise<readonly string[]> => {
    // A copy: Cargo looks for the state of a file in the repository around it.
    cpSync(join(REPOSITORY, CRATE), join(root, 'crate'), { recursive: true });
    const { stdout } = await run('cargo', ['package', '--offline', '--list', '--allow-dirty'], { cwd: join(root, 'crate') });
    return stdout.trim().split('\n').sort();
  };

  test('the crate holds definitions, READMEs with the contract, and no result of a build', async () => {
    const files = await listed();
    expect(files).toEqual(expect.arrayContaining([`${CRATE_PACK}/defs.air.json`, `${CRATE_PACK}/README.md`, 'README.md', 'Cargo.toml', 'src/lib.rs']));
    expect(files.filter((file) => /^(?:target|dist)\//.test(file))).toEqual([]);
    expect(readFileSync(join(REPOSITORY, CRATE, CRATE_PACK, 'README.md'), 'utf8')).toContain(CONTRACT_START);
  });

  test('its files alone, as a vendored source has them, are the same definitions', async () => {
    const vendored = join(root, 'vendor/aos-agent-sdk');
    for (const file of await listed()) {
      if (/^(?:\.cargo_vcs_info\.json|Cargo\.toml\.orig)$/.test(file)) continue;
      mkdirSync(dirname(join(vendored, file)), { recursive: true });
      cpSync(join(root, 'crate', file), join(vendored, file));
    }
    const version = /^version = "(.*)"$/m.exec(readFileSync(join(vendored, 'Cargo.toml'), 'utf8'))?.[1] ?? '';
    write('vendor/aos-agent-sdk/.cargo-checksum.json', JSON.stringify({ files: {}, package: '0'.repeat(64) }));
    // Its own workspace root would keep it from being a dependency; `cargo package` takes that table out.
    write('vendor/aos-agent-sdk/Cargo.toml', readFileSync(join(vendored, 'Cargo.toml'), 'utf8').replace(/^\[workspace\]$/m, ''));
    write('.cargo/config.toml', '[source.crates-io]\nreplace-with = "vendored"\n[source.vendored]\ndirectory = "vendor"\n');
    write('worlds/w/Cargo.toml', `[package]\nname = "w"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\naos-agent-sdk = "${version}"\n[workspace]\n`);
    write('worlds/w/src/lib.rs', '');
    const registry = 'registry+https://github.com/rust-lang/crates.io-index';
    write('worlds/w/Cargo.lock', `version = 4\n\n[[package]]\nname = "aos-agent-sdk"\nversion = "${version}"\nsource = "${registry}"\nchecksum = "${'0'.repeat(64)}"\n\n[[package]]\nname = "w"\nversion = "0.1.0"\ndependencies = [\n "aos-agent-sdk",\n]\n`);
    expect(await consume({ cargo: { package: 'aos-agent-sdk', version, manifest_path: 'Cargo.toml' } })).toEqual({ hash: hashOf(join(REPOSITORY, CRATE, CRATE_PACK)), version, problems: [] });
  });
});
