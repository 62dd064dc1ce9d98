// A workflow module added to a world: it compiles, runs and is wired.
import { expect, test } from 'vitest';
import generateModule from '../../src/generators/workflow-module/generator.ts';
import generatePattern from '../../src/generators/pattern/generator.ts';
import generateWorld from '../../src/generators/world/generator.ts';
import { changesBy, json, refuses, workspaceTree } from './support.ts';

test('definitions, source, types, wiring and a scenario; the second run changes nothing', async () => {
  const tree = workspaceTree({ 'node_modules/vitest/package.json': {} });
  await generateWorld(tree, { name: 'desk' });
  const run = (): Promise<void> => generateModule(tree, { world: 'desk', name: 'order-flow' });
  expect(await changesBy(tree, run)).toEqual(
    ['air/defs.air.json', 'air/manifest.air.json', 'air/order-flow.air.json', 'modules/generated/air.ts', 'modules/order-flow.test.ts', 'modules/order-flow.ts', 'scenarios/order-flow.scenario.json'].map((file) => `worlds/desk/${file}`),
  );
  expect(json(tree, 'worlds/desk/air/manifest.air.json')).toMatchObject({
    modules: [{ name: 'desk/OrderFlow@1' }],
    module_bindings: { 'desk/OrderFlow@1': { slots: { timer: 'cap_timer' } } },
    routing: { events: [{ event: 'desk/OrderFlowStarted@1', reducer: 'desk/OrderFlow@1', key_field: 'id' }] },
  });
  expect(json(tree, 'worlds/desk/scenarios/order-flow.scenario.json')).toMatchObject({ expect: { events: [{ event: 'desk/OrderFlowDone@1', count: 1 }], effects: { 'timer.set': 1 } } });
  expect(await changesBy(tree, run)).toEqual([]);
  expect(await changesBy(tree, () => generateModule(tree, { world: 'desk', name: 'second' }))).toContain('worlds/desk/modules/second.ts');
});

test('an import afterwards brings the generated types up to date', async () => {
  const tree = workspaceTree();
  await generateWorld(tree, { name: 'desk' });
  await generateModule(tree, { world: 'desk', name: 'flow' });
  const changed = await changesBy(tree, () => generatePattern(tree, { pattern: 'timeout', world: 'desk' }));
  expect(changed).toContain('worlds/desk/scenarios/timeout-turnkey.scenario.json');
});

test('a world without a policy gets one, and without vitest there is no unit test', async () => {
  const tree = workspaceTree();
  await generateWorld(tree, { name: 'desk', starter: false });
  const changed = await changesBy(tree, () => generateModule(tree, { world: 'desk', name: 'flow' }));
  expect(changed).toContain('worlds/desk/air/policy.air.json');
  expect(changed).not.toContain('worlds/desk/modules/flow.test.ts');
});

test.each<[string, Readonly<Record<string, unknown>>, string, string]>([
  ['a bad name', {}, 'OrderFlow', '"OrderFlow" is no name of a module. Write it like `order-flow`'],
  ['a source that is there', { 'worlds/desk/modules/flow.ts': '' }, 'flow', 'worlds/desk/modules/flow.ts is there already'],
  ['definitions that are there', { 'worlds/desk/air/more.air.json': [{ $kind: 'defschema', name: 'desk/FlowState@1', type: { text: {} } }] }, 'flow', 'defschema desk/FlowState@1 is defined in worlds/desk/air/more.air.json'],
])('%s', async (_label, files, name, said) => {
  const tree = workspaceTree();
  await generateWorld(tree, { name: 'desk' });
  for (const [path, content] of Object.entries(files)) tree.write(path, typeof content === 'string' ? content : JSON.stringify(content));
  expect(await changesBy(tree, () => refuses(() => generateModule(tree, { world: 'desk', name }), said))).toEqual([]);
});
