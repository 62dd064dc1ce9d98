// Wrappers and scenarios added to a world that imports a pack.
import type { Tree } from '@nx/devkit';
import { describe, expect, test } from 'vitest';
import generateImport from '../../src/generators/import/generator.ts';
import generatePack from '../../src/generators/plan-pack/generator.ts';
import generateScenario from '../../src/generators/scenario/generator.ts';
import generateWorld from '../../src/generators/world/generator.ts';
import generateWrapper from '../../src/generators/wrapper/generator.ts';
import { changesBy, json, refuses, workspaceTree } from './support.ts';

async function desk(): Promise<Tree> {
  const tree = workspaceTree();
  await generateWorld(tree, { name: 'desk' });
  await generatePack(tree, { name: 'greet' });
  await generateImport(tree, { world: 'desk', pack: 'greet' });
  return tree;
}

describe('wrapper', () => {
  const options = { world: 'desk', plan: 'greet/entry_remind@1', name: 'tell_me' };

  test('an event and a plan of the world, triggered, with a scenario; the second run changes nothing', async () => {
    const tree = await desk();
    expect(await changesBy(tree, () => generateWrapper(tree, options))).toEqual(['air/manifest.air.json', 'air/wrap-tell-me.air.json', 'scenarios/wrap-tell-me.scenario.json'].map((file) => `worlds/desk/${file}`));
    expect(json(tree, 'worlds/desk/scenarios/wrap-tell-me.scenario.json')).toMatchObject({
      inputs: [{ event: 'desk/TellMeWanted@1', value: { reminder_id: 'reminder-1', due_ns: '@time:1h' } }],
      expect: { events: [{ event: 'greet/ReminderAsked@1', count: 1 }, { event: 'greet/ReminderDue@1', count: 1 }] },
    });
    expect(await changesBy(tree, () => generateWrapper(tree, options))).toEqual([]);
  });

  test('AIR 1.1: the trigger makes the input, and no plan stands between; a plan that is there stays', async () => {
    const tree = await desk();
    const manifest = 'worlds/desk/air/manifest.air.json';
    await generateWrapper(tree, { ...options, name: 'before' });
    tree.write(manifest, (tree.read(manifest, 'utf8') ?? '').replace('"air_version": "1"', '"air_version": "1.1"'));
    expect(await changesBy(tree, () => generateWrapper(tree, { ...options, name: 'before' }))).toEqual([]);
    expect(await changesBy(tree, () => generateWrapper(tree, options))).toEqual(['air/manifest.air.json', 'air/wrap-tell-me.air.json', 'scenarios/wrap-tell-me.scenario.json'].map((file) => `worlds/desk/${file}`));
    expect(json(tree, 'worlds/desk/air/wrap-tell-me.air.json')).toMatchObject([{ $kind: 'defschema', name: 'desk/TellMeWanted@1' }]);
    const { triggers, plans } = json(tree, manifest) as { readonly triggers: readonly unknown[]; readonly plans: readonly unknown[] };
    expect(triggers.at(-1)).toMatchObject({ event: 'desk/TellMeWanted@1', plan: 'greet/entry_remind@1', input_expr: { record: { reminder_id: { ref: '@event.reminder_id' }, due_ns: { ref: '@event.due_ns' } } } });
    expect(plans).not.toContainEqual({ name: 'desk/adapter_tell_me@1' });
    expect(json(tree, 'worlds/desk/scenarios/wrap-tell-me.scenario.json')).toMatchObject({ expect: { plans: [{ plan: 'greet/entry_remind@1', status: 'ok', count: 1 }] } });
    expect(await changesBy(tree, () => generateWrapper(tree, options))).toEqual([]);
  });

  test.each([
    ['a plan that no import offers', { ...options, plan: 'greet/entry_remnd@1' }, 'Did you mean "greet/entry_remind@1"?'],
    ['a plan of the world itself', { ...options, plan: 'desk/entry_remind@1' }, 'no import of world desk offers a plan'],
    ['a bad name', { ...options, name: 'Tell Me' }, '"Tell Me" is no name of a wrapper'],
    ['an unknown world', { ...options, world: 'disk' }, 'Did you mean "desk"?'],
  ])('%s', async (_label, wrong, said) => {
    const tree = await desk();
    expect(await changesBy(tree, () => refuses(() => generateWrapper(tree, wrong), said))).toEqual([]);
  });

  test('a name that other definitions have', async () => {
    const tree = await desk();
    tree.write('worlds/desk/air/other.air.json', JSON.stringify([{ $kind: 'defschema', name: 'desk/TellMeWanted@1', type: { text: {} } }]));
    await refuses(() => generateWrapper(tree, options), 'defschema desk/TellMeWanted@1 is defined in worlds/desk/air/other.air.json. Give the wrapper another --name.');
  });
});

describe('scenario', () => {
  test('what comes of an event', async () => {
    const tree = await desk();
    expect(await changesBy(tree, () => generateScenario(tree, { world: 'desk', name: 'one' }))).toEqual(['worlds/desk/scenarios/one.scenario.json']);
    expect(json(tree, 'worlds/desk/scenarios/one.scenario.json')).toMatchObject({
      inputs: [{ event: 'desk/ReminderAsked@1' }],
      expect: { plans: [{ plan: 'desk/entry_remind@1', status: 'ok', count: 1 }] },
    });
    expect(await changesBy(tree, () => generateScenario(tree, { world: 'desk', name: 'one', event: 'greet/ReminderAsked@1' }))).toEqual([]);
  });

  test('a flow that waits for what never comes is expected to run still', async () => {
    const tree = await desk();
    const file = 'worlds/desk/air/defs.air.json';
    const text = tree.read(file, 'utf8') ?? '';
    tree.write(file, text.replace('"deliver_at_ns": { "ref": "@plan.input.due_ns" }', '"deliver_at_ns": { "nat": 1 }'));
    await generateScenario(tree, { world: 'desk', name: 'two' });
    expect(json(tree, 'worlds/desk/scenarios/two.scenario.json')).toMatchObject({ expect: { plans: [{ status: 'ok' }] } });
  });

  test.each([
    ['an event that nothing takes', { world: 'desk', name: 'one', event: 'desk/ReminderDue@1' }, 'no trigger and no route of world desk takes "desk/ReminderDue@1"'],
    ['a misspelt event', { world: 'desk', name: 'one', event: 'desk/ReminderAskd@1' }, 'Did you mean "desk/ReminderAsked@1"?'],
    ['a bad name', { world: 'desk', name: 'One' }, 'Did you mean "one"?'],
  ])('%s', async (_label, wrong, said) => {
    const tree = await desk();
    await refuses(() => generateScenario(tree, wrong), said);
  });

  test('a world that takes nothing', async () => {
    const tree = workspaceTree();
    await generateWorld(tree, { name: 'bare', starter: false });
    await refuses(() => generateScenario(tree, { world: 'bare', name: 'one' }), 'world bare takes no event');
  });
});
