// Copies of imported plans become wrappers, through the tree.
import type { Tree } from '@nx/devkit';
import { expect, test } from 'vitest';
import generateImport from '../../src/generators/import/generator.ts';
import generatePack from '../../src/generators/plan-pack/generator.ts';
import useCore from '../../src/generators/use-core/generator.ts';
import generateWorld from '../../src/generators/world/generator.ts';
import { changesBy, json, refuses, workspaceTree } from './support.ts';

/** A world with a plan of its own that repeats the core of a pack under another name. */
async function desk(copied: boolean): Promise<Tree> {
  const tree = workspaceTree();
  await generateWorld(tree, { name: 'desk', starter: false });
  await generatePack(tree, { name: 'greet', profile: 'composable-core' });
  await generateImport(tree, { world: 'desk', pack: 'greet' });
  if (!copied) return tree;
  const defs = json(tree, 'plan-packs/greet/defs.air.json') as any[];
  const copy = { ...defs.find(({ $kind }) => $kind === 'defplan'), name: 'desk/adapter_copy@1' };
  tree.write('worlds/desk/air/copy.air.json', `${JSON.stringify([copy], null, 2)}\n`);
  const file = 'worlds/desk/air/manifest.air.json';
  const manifest = json(tree, file) as any;
  tree.write(file, `${JSON.stringify({ ...manifest, plans: [...manifest.plans, { name: copy.name }] }, null, 2)}\n`);
  return tree;
}

test('a copy is replaced', async () => {
  const tree = await desk(true);
  const changed = await changesBy(tree, () => useCore(tree, { world: 'desk' }));
  expect(changed).toContain('worlds/desk/air/copy.air.json');
  expect(tree.read('worlds/desk/air/copy.air.json', 'utf8')).toContain('spawn_plan');
});

test('without a copy nothing changes', async () => {
  const tree = await desk(false);
  expect(await changesBy(tree, () => useCore(tree, { world: 'desk' }).catch(() => undefined))).toEqual([]);
});

test('an unknown world', async () => {
  await refuses(async () => useCore(await desk(false), { world: 'dusk' }), 'Did you mean "desk"?');
});
