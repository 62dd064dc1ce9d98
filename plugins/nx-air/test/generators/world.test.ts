// A new world: what it consists of, and what it is refused for.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FsTree } from '@nx/devkit/internal';
import { describe, expect, test } from 'vitest';
import generateWorld from '../../src/generators/world/generator.ts';
import { packFiles, worldFiles } from '../support/content.ts';
import { changesBy, json, refuses, workspaceTree } from './support.ts';

test('a world with its starter', async () => {
  const tree = workspaceTree();
  expect(await changesBy(tree, () => generateWorld(tree, { name: 'orders' }))).toEqual([
    'worlds/orders/air/defs.air.json',
    'worlds/orders/air/manifest.air.json',
    'worlds/orders/aos.sync.json',
    'worlds/orders/scenarios/remind.scenario.json',
  ]);
  expect(json(tree, 'worlds/orders/aos.sync.json')).toEqual({ version: 1, id: 'orders', air: { dir: 'air', imports: [] } });
  expect(json(tree, 'worlds/orders/air/manifest.air.json')).toMatchObject({
    plans: [{ name: 'orders/entry_remind@1' }],
    triggers: [{ event: 'orders/ReminderAsked@1', plan: 'orders/entry_remind@1', correlate_by: 'reminder_id' }],
  });
});

test('a second run changes nothing', async () => {
  const tree = workspaceTree();
  await generateWorld(tree, { name: 'orders' });
  expect(await changesBy(tree, () => generateWorld(tree, { name: 'orders' }))).toEqual([]);
});

test('without its starter it is empty, and still has a scenario for the gates', async () => {
  const tree = workspaceTree();
  expect(await changesBy(tree, () => generateWorld(tree, { name: 'orders', directory: 'apps/orders/', starter: false }))).toEqual([
    'apps/orders/air/manifest.air.json',
    'apps/orders/aos.sync.json',
    'apps/orders/scenarios/nothing-comes-in.scenario.json',
  ]);
});

test('blanks and letters of other scripts in the path', async () => {
  const tree = workspaceTree();
  await generateWorld(tree, { name: 'orders', directory: 'our worlds/größe/注文' });
  expect(tree.exists('our worlds/größe/注文/aos.sync.json')).toBe(true);
});

test('a workspace without git needs none', async () => {
  const tree = workspaceTree();
  expect(tree.exists('.git')).toBe(false);
  await generateWorld(tree, { name: 'orders' });
});

describe('names', () => {
  test.each([
    ['OrderDesk', '"OrderDesk" is no name of a world. Did you mean "order-desk"?'],
    ['order desk', 'Did you mean "order-desk"?'],
    ['größe', 'Did you mean "gro-e"?'],
    ['注文', 'Begin with a letter a-z'],
    ['1st', 'Begin with a letter a-z'],
    ['', 'is no name of a world'],
    ['a/b', 'Did you mean "a-b"?'],
    ['a'.repeat(101), 'is no name of a world'],
    ['sys', '"sys" belongs to the built-in definitions'],
  ])('%s', async (name, said) => {
    const tree = workspaceTree();
    expect(await changesBy(tree, () => refuses(() => generateWorld(tree, { name }), said))).toEqual([]);
  });
});

describe('folders', () => {
  test.each([
    ['../orders', 'is outside the workspace'],
    ['worlds/../../orders', 'is outside the workspace'],
    ['/tmp/orders', 'is an absolute path'],
    ['C:/orders', 'is an absolute path'],
    ['worlds\\orders', 'has a backslash'],
    ['.', 'is the workspace itself'],
    ['node_modules/orders', 'lies in node_modules'],
    ['dist/orders', 'lies in dist'],
    ['worlds/a:b', 'which is no name on every platform'],
    ['worlds/a*', 'which is no name on every platform'],
    ['worlds/end.', 'which is no name on every platform'],
  ])('%s', async (directory, said) => {
    const tree = workspaceTree();
    expect(await changesBy(tree, () => refuses(() => generateWorld(tree, { name: 'orders', directory }), said))).toEqual([]);
  });
});

describe('what is there already', () => {
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a file of the world', { 'worlds/orders/air/defs.air.json': [] }, 'worlds/orders/air/defs.air.json is there already'],
    ['a file in place of a folder', { 'worlds/orders/air': '' }, 'worlds/orders/air is there already'],
    ['another world of that name', worldFiles('apps/orders', {}), 'the name orders is taken by the project at apps/orders'],
    ['a pack of that name', packFiles('plan-packs/orders', 'x/A@1'), 'the name orders is taken by the project at plan-packs/orders'],
    ['a project.json of that name', { 'apps/shop/project.json': { name: 'orders' } }, 'the project at worlds/orders would be called worlds-orders, not orders'],
    ['a project in that folder', { 'worlds/orders/project.json': { name: 'orders' } }, 'worlds/orders is a project by its project.json'],
    ['a package in that folder', { 'worlds/orders/package.json': { name: 'shop' } }, 'worlds/orders is a project by its package.json'],
    ['definitions of that name in a pack', packFiles('plan-packs/desk', 'orders/ReminderAsked@1'), 'defschema orders/ReminderAsked@1 is defined in plan-packs/desk/defs.air.json'],
    ['definitions of that name in a world', worldFiles('worlds/desk', { own: ['orders/ReminderDue@1'] }), 'defschema orders/ReminderDue@1 is defined in worlds/desk/air/defs.air.json'],
    ['a world around it', worldFiles('worlds', {}), 'worlds/orders lies in the world or pack worlds'],
    ['misspelt plugin options', { 'nx.json': { plugins: [{ plugin: 'nx-air', options: { lockmode: 'warn' } }] } }, 'Did you mean "lockMode"?'],
    ['an old nx', { 'node_modules/nx/package.json': { version: '21.0.0' } }, 'nx 21.0.0 is installed'],
  ])('%s', async (_label, files, said) => {
    const tree = workspaceTree(files);
    await refuses(() => generateWorld(tree, { name: 'orders' }), said);
  });

  test('a world that was edited since', async () => {
    const tree = workspaceTree();
    await generateWorld(tree, { name: 'orders' });
    tree.write('worlds/orders/scenarios/remind.scenario.json', '{}');
    expect(await changesBy(tree, () => refuses(() => generateWorld(tree, { name: 'orders' }), 'remind.scenario.json is there already. Choose another name, or remove'))).toEqual([]);
  });
});

test('a folder that may not be written is found before anything is', async () => {
  const root = mkdtempSync(join(tmpdir(), 'nx-air-read-only-'));
  try {
    writeFileSync(join(root, 'nx.json'), '{}');
    mkdirSync(join(root, 'worlds'));
    chmodSync(join(root, 'worlds'), 0o555);
    const tree = new FsTree(root, false);
    await refuses(() => generateWorld(tree, { name: 'orders' }), 'worlds may not be written. Run `chmod u+w worlds`');
    expect(readFileSync(join(root, 'nx.json'), 'utf8')).toBe('{}');
  } finally {
    chmodSync(join(root, 'worlds'), 0o755);
    rmSync(root, { recursive: true, force: true });
  }
});
