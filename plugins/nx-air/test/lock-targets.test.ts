// The targets `lock` and `lock-check`: what their results depend on, and when a result may be kept.
import { describe, expect, test } from 'vitest';
import { infer, inputsOf } from './support/workspace.ts';
import type { Files } from './support/workspace.ts';

const sync = (...imports: unknown[]) => ({ version: 1, air: { imports } });
const JSON_GLOB = '**/*.[jJ][sS][oO][nN]';
const MODE = { runtime: 'node node_modules/nx-air/bin/lock-mode.mjs' };

async function targetsOf(files: Files, options?: unknown) {
  const { projects } = await infer(files, options);
  return projects.get('worlds/a')?.targets ?? {};
}

const CRATE = { 'crates/sdk/Cargo.toml': '[package]\nname = "sdk"\nversion = "0.1.0"\n', 'crates/sdk/air/defs.air.json': [] };
const INSTALLED = {
  'node_modules/p/package.json': { name: 'p', version: '1.0.0' },
  'node_modules/p/air/defs.air.json': [],
};

describe('lock-check', () => {
  test('reads aos.sync.json, the import roots and Cargo files, nothing of its own definitions; the mode comes last', async () => {
    const imports = sync({ path: '../../plan-packs/p' }, { cargo: { package: 'sdk', manifest_path: '../../crates/sdk/Cargo.toml' } }, { npm: { package: 'p' } });
    const { projects } = await infer({ ...CRATE, ...INSTALLED, 'plan-packs/p/defs.air.json': [], 'worlds/a/aos.sync.json': imports });
    const world = projects.get('worlds/a');
    expect({ ...world?.targets?.['lock-check'], inputs: inputsOf(world, 'lock-check') }).toEqual({
      executor: 'nx-air:lock-check',
      cache: true,
      inputs: [
        '{workspaceRoot}/worlds/a/aos.sync.json',
        `{workspaceRoot}/crates/sdk/air/${JSON_GLOB}`,
        { fileset: `{workspaceRoot}/node_modules/p/air/${JSON_GLOB}`, includeIgnored: true },
        `{workspaceRoot}/plan-packs/p/${JSON_GLOB}`,
        '{workspaceRoot}/Cargo.toml',
        '{workspaceRoot}/crates/Cargo.toml',
        '{workspaceRoot}/crates/sdk/Cargo.toml',
        '{workspaceRoot}/crates/sdk/air/Cargo.toml',
        { fileset: '{workspaceRoot}/node_modules/p/package.json', includeIgnored: true },
        { externalDependencies: ['p'] },
        { fileset: '{workspaceRoot}/node_modules/nx-air/**/*', includeIgnored: true },
        '{workspaceRoot}/Cargo.lock',
        '{workspaceRoot}/crates/Cargo.lock',
        '{workspaceRoot}/crates/sdk/Cargo.lock',
        '{workspaceRoot}/crates/sdk/air/Cargo.lock',
        MODE,
      ],
      outputs: ['{workspaceRoot}/dist/{projectRoot}/lock-check.json'],
      options: { imports: expect.stringMatching(/^[\w-]{22}$/) },
      metadata: { description: 'Compare every import with its lock' },
    });
    expect(inputsOf(world, 'validate')).not.toContainEqual(MODE);
    expect(inputsOf(world, 'merge')).not.toContainEqual(MODE);
  });

  test('the mode is asked for in the same words by every world, with the option of the plugin', async () => {
    const files = { 'worlds/a/aos.sync.json': sync(), 'worlds/b/aos.sync.json': sync({ path: '../a/air' }) };
    const { projects } = await infer(files, { lockMode: 'error' });
    const asked = [...projects.values()].map(({ targets }) => targets?.['lock-check']?.inputs?.filter((input) => typeof input === 'object' && 'runtime' in input));
    expect(asked).toEqual([[{ runtime: `${MODE.runtime} --option error` }], [{ runtime: `${MODE.runtime} --option error` }]]);
    expect(projects.get('worlds/a')?.targets?.['lock-check']?.options).toEqual({ lockModeOption: 'error' });
    expect(projects.get('worlds/a')?.targets?.['lock']?.options).toEqual({ lockModeOption: 'error' });
  });

  test.each([
    ['no imports', sync(), true],
    ['a crate of the workspace', sync({ cargo: { package: 'sdk', manifest_path: '../../crates/sdk/Cargo.toml' } }), true],
    ['a crate of a registry', sync({ cargo: { package: 'registry', manifest_path: '../../crates/sdk/Cargo.toml' } }), false],
    ['a vendored crate', sync({ cargo: { package: 'vendored', manifest_path: '../../crates/sdk/Cargo.toml' } }), true],
    ['a crate that is nowhere', sync({ cargo: { package: 'nowhere' } }), false],
    ['a path that is nowhere', sync({ path: '../nowhere' }), true],
    ['an npm package that is nowhere', sync({ npm: { package: 'nowhere' } }), true],
  ])('%s: cached %s', async (_label, config, cache) => {
    const lock = (name: string): string => `[[package]]\nname = "${name}"\nversion = "1.0.0"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\n`;
    const targets = await targetsOf({
      ...CRATE,
      'crates/sdk/Cargo.lock': `version = 4\n\n${lock('registry')}\n${lock('vendored')}`,
      'crates/sdk/.cargo/config.toml': '[source.crates-io]\nreplace-with = "v"\n[source.v]\ndirectory = "vendor"\n',
      'crates/sdk/vendor/vendored/Cargo.toml': '[package]\nname = "vendored"\nversion = "1.0.0"\n',
      'crates/sdk/vendor/vendored/.cargo-checksum.json': { files: {} },
      'crates/sdk/vendor/vendored/air/defs.air.json': [],
      'worlds/a/aos.sync.json': config,
    });
    expect(targets['lock-check']?.cache).toBe(cache);
    expect(targets['validate']?.cache).toBe(true);
  });
});

test('lock writes: never from the cache, no outputs, no mode among its inputs', async () => {
  const targets = await targetsOf({ 'worlds/a/aos.sync.json': sync() });
  expect(targets['lock']).toMatchObject({ executor: 'nx-air:lock', cache: false, outputs: [], options: {} });
});
