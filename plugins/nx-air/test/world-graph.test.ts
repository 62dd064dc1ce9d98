// What imports resolve to while the graph is built, and which files that depends on.
import { describe, expect, test } from 'vitest';
import { infer, inputsOf } from './support/workspace.ts';

const sync = (...imports: unknown[]) => ({ version: 1, air: { imports } });
const crate = (name: string) => `[package]\nname = "${name}"\nversion = "0.1.0"\n`;

async function world(files: Record<string, unknown>, ...imports: unknown[]) {
  const { projects, externalNodes } = await infer({ 'worlds/w/aos.sync.json': sync(...imports), ...files });
  const project = projects.get('worlds/w');
  const engine = { fileset: '{workspaceRoot}/node_modules/nx-air/**/*', includeIgnored: true };
  const own = ['{workspaceRoot}/worlds/w/aos.sync.json', '{workspaceRoot}/worlds/w/air/**/*.[jJ][sS][oO][nN]'];
  const inputs = inputsOf(project, 'validate').filter((input) => !own.some((known) => known === input) && JSON.stringify(input) !== JSON.stringify(engine));
  return { resolved: project?.metadata?.['air'].imports, inputs, externalNodes };
}

describe('cargo', () => {
  test('a crate of the workspace: its folder, the manifests above it', async () => {
    const files = { 'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n', 'crates/sdk/Cargo.toml': crate('sdk'), 'crates/sdk/air/defs.json': [] };
    expect(await world(files, { cargo: { package: 'sdk', manifest_path: '../../Cargo.toml' } })).toEqual({
      resolved: [{ import: 'cargo sdk', version: '0.1.0', root: 'crates/sdk/air' }],
      inputs: [
        '{workspaceRoot}/crates/sdk/air/**/*.[jJ][sS][oO][nN]',
        '{workspaceRoot}/Cargo.toml',
        '{workspaceRoot}/crates/Cargo.toml',
        '{workspaceRoot}/crates/sdk/Cargo.toml',
        '{workspaceRoot}/crates/sdk/air/Cargo.toml',
      ],
      externalNodes: {},
    });
  });

  test('a crate of a registry: a node of its version, every Cargo file', async () => {
    const lock = 'version = 4\n\n[[package]]\nname = "acme"\nversion = "1.2.0"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "00"\n';
    const files = { 'app/Cargo.toml': `${crate('app')}\n[dependencies]\nacme = "1"\n`, 'app/Cargo.lock': lock };
    const found = await world(files, { cargo: { package: 'acme', manifest_path: '../../app/Cargo.toml' } });
    expect(found.resolved).toEqual([{ import: 'cargo acme', version: '1.2.0', external: 'cargo:acme@1.2.0' }]);
    expect(found.inputs).toEqual(['{workspaceRoot}/**/Cargo.lock', '{workspaceRoot}/**/Cargo.toml', { externalDependencies: ['cargo:acme@1.2.0'] }]);
    expect(found.externalNodes).toMatchObject({ 'cargo:acme@1.2.0': { type: 'cargo', data: { packageName: 'acme', version: '1.2.0' } } });
  });

  test('not found: every Cargo file, because any may bring it', async () => {
    const found = await world({ 'Cargo.toml': crate('other') }, { cargo: { package: 'gone', manifest_path: '../../Cargo.toml' } });
    expect(found).toEqual({
      resolved: [{ import: 'cargo gone' }],
      inputs: ['{workspaceRoot}/**/Cargo.lock', '{workspaceRoot}/**/Cargo.toml'],
      externalNodes: {},
    });
  });
});

describe('npm', () => {
  const installed = (name: string, version: string) => ({
    [`${name}/package.json`]: { name: name.replace(/.*node_modules\//, ''), version, aos: { airDir: 'defs' } },
    [`${name}/defs/a.json`]: [],
  });

  test('an installed package is read from the disk, and is an external node', async () => {
    const found = await world(installed('node_modules/@acme/p', '1.2.0'), { npm: { package: '@acme/p' } });
    expect(found.resolved).toEqual([{ import: 'npm @acme/p', version: '1.2.0', root: 'node_modules/@acme/p/defs', external: 'npm:@acme/p' }]);
    expect(found.inputs.slice(0, 2)).toEqual([
      { fileset: '{workspaceRoot}/node_modules/@acme/p/defs/**/*.[jJ][sS][oO][nN]', includeIgnored: true },
      { fileset: '{workspaceRoot}/node_modules/@acme/p/package.json', includeIgnored: true },
    ]);
    expect(found.inputs.at(-1)).toEqual({ externalDependencies: ['@acme/p'] });
    expect(Object.keys(found.externalNodes)).toEqual(['npm:@acme/p']);
  });

  test('a version of the world’s own has its own node', async () => {
    const found = await world(installed('worlds/w/node_modules/p', '2.0.0'), { npm: { package: 'p' } });
    expect(Object.keys(found.externalNodes)).toEqual(['npm:p@2.0.0']);
    expect(found.inputs.at(-1)).toEqual({ externalDependencies: ['p@2.0.0'] });
  });

  test('a workspace package is its folder, no external node', async () => {
    const files = { ...installed('packs/p', '1.0.0'), 'packs/p/package.json': { name: 'p', version: '1.0.0', aos: { airDir: 'defs' } }, 'node_modules/p': { link: '../packs/p' } };
    expect(await world(files, { npm: { package: 'p' } })).toEqual({
      resolved: [{ import: 'npm p', version: '1.0.0', root: 'packs/p/defs' }],
      inputs: [
        '{workspaceRoot}/packs/p/defs/**/*.[jJ][sS][oO][nN]',
        '{workspaceRoot}/packs/p/defs/package.json',
        '{workspaceRoot}/packs/p/package.json',
        '{workspaceRoot}/packs/package.json',
      ],
      externalNodes: {},
    });
  });

  test('absent: the places where it would be', async () => {
    const found = await world({}, { npm: { package: 'p' } });
    expect(found.inputs).toEqual(
      ['node_modules/p', 'worlds/node_modules/p', 'worlds/w/node_modules/p'].map((at) => ({ fileset: `{workspaceRoot}/${at}/package.json`, includeIgnored: true })),
    );
  });
});

test('a folder that is ignored is read from the index and from the disk', async () => {
  const found = await world({ '.gitignore': 'gen/\n', 'gen/air/a.json': [] }, { path: '../../gen/air' });
  const fileset = '{workspaceRoot}/gen/air/**/*.[jJ][sS][oO][nN]';
  expect(found.inputs).toEqual([fileset, { fileset, includeIgnored: true }]);
});

test.each([
  ['defs', 'worlds/w/defs'],
  ['airy', 'worlds/w/airy'],
  ['.', 'worlds/w/{air*,defs,plans}'],
  ['src', 'worlds/w/src/{air*,defs,plans}'],
])('air.dir %s: definitions are in %s', async (dir, folder) => {
  const { projects } = await infer({ 'worlds/w/aos.sync.json': { version: 1, air: { dir } } });
  expect(inputsOf(projects.get('worlds/w'), 'validate')).toContain(`{workspaceRoot}/${folder}/**/*.[jJ][sS][oO][nN]`);
});
