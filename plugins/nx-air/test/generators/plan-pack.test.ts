// A new pack in each flavour, and what it is refused for.
import { describe, expect, test } from 'vitest';
import generatePack from '../../src/generators/plan-pack/generator.ts';
import { packFiles, worldFiles } from '../support/content.ts';
import { changesBy, json, refuses, workspaceTree } from './support.ts';

test('a pack of this repository', async () => {
  const tree = workspaceTree();
  expect(await changesBy(tree, () => generatePack(tree, { name: 'greet' }))).toEqual(['plan-packs/greet/README.md', 'plan-packs/greet/defs.air.json']);
  expect(tree.read('plan-packs/greet/README.md', 'utf8')).toContain('| `greet/entry_remind@1` | entry | `greet/ReminderAsked@1` | `greet/ReminderDue@1` | 1 |');
  expect(await changesBy(tree, () => generatePack(tree, { name: 'greet' }))).toEqual([]);
});

test('a core for wrappers', async () => {
  const tree = workspaceTree();
  await generatePack(tree, { name: 'greet', profile: 'composable-core' });
  expect(tree.read('plan-packs/greet/README.md', 'utf8')).toContain('| `greet/core_remind@1` | core |');
});

test('a pack elsewhere stands where packs are found', async () => {
  const tree = workspaceTree();
  expect(await changesBy(tree, () => generatePack(tree, { name: 'greet', directory: 'libs/greet' }))).toEqual([
    'libs/greet/air/exports/plan-packs/greet/README.md',
    'libs/greet/air/exports/plan-packs/greet/defs.air.json',
  ]);
});

describe('npm', () => {
  const npm = { name: 'greet', flavour: 'npm', skipInstall: true };

  test('a package of the workspace, with its scope', async () => {
    const tree = workspaceTree({ 'package.json': { name: '@acme/source', private: true } });
    expect(await changesBy(tree, () => generatePack(tree, npm))).toEqual(['package.json', 'plan-packs/greet/README.md', 'plan-packs/greet/defs.air.json', 'plan-packs/greet/package.json']);
    expect(json(tree, 'package.json')).toEqual({ name: '@acme/source', private: true, workspaces: ['plan-packs/*'] });
    expect(json(tree, 'plan-packs/greet/package.json')).toMatchObject({ name: '@acme/greet', files: ['defs.air.json', 'README.md'], aos: { airDir: '.' } });
    expect(await changesBy(tree, () => generatePack(tree, npm))).toEqual([]);
  });

  test('elsewhere the definitions stand in the package, and both have names of their own', async () => {
    const tree = workspaceTree({ 'package.json': { name: 'source', workspaces: ['packages/*'] } });
    await generatePack(tree, { ...npm, directory: 'packages/greet' });
    expect(json(tree, 'packages/greet/package.json')).toMatchObject({ name: 'greet-pack', files: ['air', 'README.md'], aos: { airDir: 'air/exports/plan-packs/greet' } });
    expect(tree.exists('packages/greet/air/exports/plan-packs/greet/defs.air.json')).toBe(true);
    expect(json(tree, 'package.json')).toEqual({ name: 'source', workspaces: ['packages/*'] });
  });

  test.each([
    ["packages:\n  - 'apps/*'\n", "packages:\n  - 'plan-packs/*'\n  - 'apps/*'\n"],
    ["catalog:\n  a: 1\npackages:\n  - plan-packs/greet\n", "catalog:\n  a: 1\npackages:\n  - plan-packs/greet\n"],
  ])('members of a pnpm workspace', async (before, after) => {
    const tree = workspaceTree({ 'pnpm-workspace.yaml': before });
    await generatePack(tree, npm);
    expect(tree.read('pnpm-workspace.yaml', 'utf8')).toBe(after);
  });

  test('the package manager links it afterwards, unless it has or is not to', async () => {
    const tree = workspaceTree();
    expect(await generatePack(tree, { ...npm, skipInstall: false })).toBeTypeOf('function');
    tree.write('node_modules/@proj/greet/package.json', '{}');
    expect(await generatePack(tree, { ...npm, skipInstall: false })).toBeUndefined();
  });
});

describe('cargo', () => {
  const cargo = { name: 'greet', flavour: 'cargo', directory: 'crates/greet' };

  test('a crate of its own', async () => {
    const tree = workspaceTree();
    expect(await changesBy(tree, () => generatePack(tree, cargo))).toEqual([
      'crates/greet/Cargo.lock',
      'crates/greet/Cargo.toml',
      'crates/greet/README.md',
      'crates/greet/air/exports/plan-packs/greet/README.md',
      'crates/greet/air/exports/plan-packs/greet/defs.air.json',
      'crates/greet/src/lib.rs',
    ]);
    expect(tree.read('crates/greet/Cargo.toml', 'utf8')).toMatch(/^\[workspace\]$/mu);
    expect(await changesBy(tree, () => generatePack(tree, cargo))).toEqual([]);
  });

  test.each([
    ['a member of the workspace around it', '[workspace]\nmembers = ["crates/*"]\n', true],
    ['excluded from it', '[workspace]\nmembers = [\n  "crates/*",\n]\nexclude = ["crates/greet"]\n', false],
    ['no member of it', '[workspace]\nmembers = ["other"]\n', false],
    ['in the folder of a crate', '[package]\nname = "other"\n', false],
  ])('%s', async (_label, manifest, isMember) => {
    const tree = workspaceTree({ 'Cargo.toml': manifest });
    await generatePack(tree, cargo);
    expect(tree.exists('crates/greet/Cargo.lock')).toBe(!isMember);
    expect(/^\[workspace\]$/mu.test(tree.read('crates/greet/Cargo.toml', 'utf8') ?? '')).toBe(!isMember);
  });
});

describe('refused, with nothing written', () => {
  test.each<[string, Readonly<Record<string, unknown>>, Parameters<typeof generatePack>[1], string]>([
    ['an unknown flavour', {}, { name: 'greet', flavour: 'cargp' }, 'there is no flavour "cargp". Did you mean "cargo"?'],
    ['a flavour like no other', {}, { name: 'greet', flavour: 'git' }, 'Choose one of path, cargo, npm.'],
    ['an unknown profile', {}, { name: 'greet', profile: 'turn-key' }, 'Did you mean "turnkey"?'],
    ['a bad name', {}, { name: 'Greet' }, '"Greet" is no name of a pack. Did you mean "greet"?'],
    ['a bad package name', {}, { name: 'greet', flavour: 'npm', packageName: 'Greet' }, '"Greet" is no name of an npm package'],
    ['a bad crate name', {}, { name: 'greet.rs', flavour: 'cargo' }, '"greet.rs" is no name of a crate'],
    ['a world of that name', worldFiles('worlds/greet', {}), { name: 'greet' }, 'the name greet is taken by the project at worlds/greet'],
    ['a pack of that name', packFiles('crates/a/air/exports/plan-packs/greet', 'x/A@1'), { name: 'greet' }, 'the name greet is taken'],
    ['definitions of that name', packFiles('plan-packs/other', 'greet/ReminderDue@1'), { name: 'greet' }, 'defschema greet/ReminderDue@1 is defined in plan-packs/other/defs.air.json'],
    ['a README that is there', { 'plan-packs/greet/README.md': '# ours\n' }, { name: 'greet' }, 'plan-packs/greet/README.md is there already'],
    ['a package in the folder', { 'plan-packs/greet/package.json': { name: 'greet' } }, { name: 'greet' }, 'plan-packs/greet is a project by its package.json'],
    ['a crate in the folder', { 'crates/greet/Cargo.toml': '' }, { name: 'greet', flavour: 'cargo', directory: 'crates/greet' }, 'crates/greet holds a crate'],
    ['a folder in a world', worldFiles('worlds/w', {}), { name: 'greet', directory: 'worlds/w/packs' }, 'lies in the world w'],
    ['a pnpm workspace in another form', { 'pnpm-workspace.yaml': 'packages: ["apps/*"]\n' }, { name: 'greet', flavour: 'npm' }, 'Add "plan-packs/*" to the workspaces'],
    ['outside', {}, { name: 'greet', directory: '../greet' }, 'is outside the workspace'],
  ])('%s', async (_label, files, options, said) => {
    await refuses(() => generatePack(workspaceTree(files), options), said);
  });
});
