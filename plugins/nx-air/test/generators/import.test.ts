// What a world gets with a pack, that it is sound afterwards, and what an import is refused for.
import { readFileSync } from 'node:fs';
import type { Tree } from '@nx/devkit';
import { describe, expect, test } from 'vitest';
import generateImport from '../../src/generators/import/generator.ts';
import generatePack from '../../src/generators/plan-pack/generator.ts';
import generateWorld from '../../src/generators/world/generator.ts';
import { changesBy, json, refuses, workspaceTree } from './support.ts';

const REPOSITORY = new URL('../../../../', import.meta.url);
const defsOf = (pack: string): string => readFileSync(new URL(`plan-packs/${pack}/defs.air.json`, REPOSITORY), 'utf8');
const manifest = (tree: Tree, world = 'desk'): any => json(tree, `worlds/${world}/air/manifest.air.json`);
const scenario = (tree: Tree, name: string): any => json(tree, `worlds/desk/scenarios/${name}.scenario.json`);

/** A world `desk` without definitions, and packs of this repository. */
async function desk(...packs: readonly string[]): Promise<Tree> {
  const tree = workspaceTree(Object.fromEntries(packs.map((pack) => [`plan-packs/${pack}/defs.air.json`, defsOf(pack)])));
  await generateWorld(tree, { name: 'desk', starter: false });
  return tree;
}

test('a turnkey pack: import, lock, references, grants, policy, trigger and a scenario', async () => {
  const tree = await desk('timeout');
  const changed = await changesBy(tree, () => generateImport(tree, { world: 'desk', pack: 'timeout' }));
  expect(changed).toEqual(['air/manifest.air.json', 'air/policy.air.json', 'aos.sync.json', 'scenarios/timeout-turnkey.scenario.json'].map((file) => `worlds/desk/${file}`));
  expect(json(tree, 'worlds/desk/aos.sync.json')).toMatchObject({ air: { imports: [{ path: '../../plan-packs/timeout', lock: { scheme: 1, source: 'path' } }] } });
  expect(manifest(tree)).toMatchObject({
    plans: [{ name: 'timeout/entry_call_with_deadline@1' }],
    effects: [{ name: 'sys/http.request@1' }, { name: 'sys/timer.set@1' }],
    defaults: {
      policy: 'desk/policy@1',
      cap_grants: [
        { name: 'cap_http', cap: 'sys/http.out@1', params: { record: { hosts: { set: [{ text: 'example.org' }] }, schemes: { set: [{ text: 'https' }] }, methods: { set: [{ text: 'GET' }] } } } },
        { name: 'cap_timer', cap: 'sys/timer@1', params: { record: {} } },
      ],
    },
    triggers: [{ event: 'timeout/CallRequested@1', plan: 'timeout/entry_call_with_deadline@1', correlate_by: 'call_id' }],
  });
  expect(scenario(tree, 'timeout-turnkey').expect).toEqual({
    events: [{ event: 'timeout/CallSettled@1', count: 1 }],
    plans: [{ plan: 'timeout/entry_call_with_deadline@1', status: 'ok', count: 1 }],
    effects: { 'timer.set': 1, 'http.request': 1 },
  });
});

test('the lists of the manifest stay sorted, and what is there stays', async () => {
  const tree = await desk('timeout', 'approval');
  await generateImport(tree, { world: 'desk', pack: 'timeout' });
  await generateImport(tree, { world: 'worlds/desk', pack: 'plan-packs/approval/' });
  for (const list of ['schemas', 'plans', 'effects', 'caps']) {
    const names = manifest(tree)[list].map(({ name }: { name: string }) => name);
    expect(names).toEqual([...new Set(names)].sort());
  }
  expect(manifest(tree).defaults.cap_grants.map(({ name }: { name: string }) => name)).toEqual(['cap_approval', 'cap_http', 'cap_timer']);
  expect((json(tree, 'worlds/desk/air/policy.air.json') as any)[0].rules).toHaveLength(4);
});

test.each(['digest', 'changelog', 'approval'])('%s, whose sampled flow ends well', async (pack) => {
  const tree = await desk(pack);
  await generateImport(tree, { world: 'desk', pack });
  expect(scenario(tree, `${pack}-turnkey`).expect.plans).toEqual([expect.objectContaining({ status: 'ok', count: 1 })]);
});

test('a composable core gets a wrapper that the world triggers', async () => {
  const tree = await desk('request-response');
  await generateImport(tree, { world: 'desk', pack: 'request-response', plan: 'request-response/core_request@1' });
  expect(json(tree, 'worlds/desk/air/wrap-request.air.json')).toMatchObject([
    { name: 'desk/RequestWanted@1', type: { record: { request_id: { text: {} }, body: { text: {} } } } },
    { name: 'desk/adapter_request@1', steps: [{ op: 'raise_event', event: 'request-response/Requested@1' }, { op: 'end' }] },
  ]);
  expect(manifest(tree).triggers).toEqual([
    { event: 'request-response/Requested@1', plan: 'request-response/core_request@1', correlate_by: 'request_id' },
    { event: 'desk/RequestWanted@1', plan: 'desk/adapter_request@1', correlate_by: 'request_id' },
  ]);
  expect(scenario(tree, 'request-response-composable-core').inputs).toMatchObject([{ event: 'desk/RequestWanted@1' }]);
});

test.each([
  ['path', { path: '../../plan-packs/greet' }],
  ['cargo', { cargo: { package: 'greet', manifest_path: '../../plan-packs/greet/Cargo.toml', air_dir: 'air/exports/plan-packs/greet' } }],
])('a generated pack of flavour %s, imported twice', async (flavour, entry) => {
  const tree = workspaceTree();
  await generateWorld(tree, { name: 'desk' });
  await generatePack(tree, { name: 'greet', flavour });
  const run = (): Promise<void> => generateImport(tree, { world: 'desk', pack: 'greet' });
  await run();
  expect(json(tree, 'worlds/desk/aos.sync.json')).toMatchObject({ air: { imports: [entry] } });
  expect(await changesBy(tree, run)).toEqual([]);
});

test('an npm pack that is linked', async () => {
  const tree = workspaceTree();
  await generateWorld(tree, { name: 'desk' });
  await generatePack(tree, { name: 'greet', flavour: 'npm', skipInstall: true });
  await refuses(() => generateImport(tree, { world: 'desk', pack: '@proj/greet' }), 'node_modules has no @proj/greet. Run the package manager');
  for (const file of ['package.json', 'defs.air.json']) tree.write(`node_modules/@proj/greet/${file}`, tree.read(`plan-packs/greet/${file}`, 'utf8') ?? '');
  await generateImport(tree, { world: 'desk', pack: '@proj/greet' });
  expect(json(tree, 'worlds/desk/aos.sync.json')).toMatchObject({ air: { imports: [{ npm: { package: '@proj/greet' }, lock: { source: 'npm' } }] } });
});

describe('authority of the world', () => {
  const edit = (tree: Tree, file: string, change: (value: any) => void): void => {
    const value = json(tree, file);
    change(value);
    tree.write(file, JSON.stringify(value, null, 2));
  };

  test('a rule that denies everything stays behind what is allowed', async () => {
    const tree = await desk('timeout');
    tree.write('worlds/desk/air/policy.air.json', JSON.stringify([{ $kind: 'defpolicy', name: 'desk/policy@1', rules: [{ when: {}, decision: 'deny' }] }], null, 2));
    edit(tree, 'worlds/desk/air/manifest.air.json', (value) => Object.assign(value, { policies: [{ name: 'desk/policy@1' }], defaults: { policy: 'desk/policy@1' } }));
    await generateImport(tree, { world: 'desk', pack: 'timeout' });
    expect((json(tree, 'worlds/desk/air/policy.air.json') as any)[0].rules.map(({ decision }: { decision: string }) => decision)).toEqual(['allow', 'allow', 'deny']);
  });

  test('a rule that denies just this is not overruled', async () => {
    const tree = await desk('timeout');
    tree.write('worlds/desk/air/policy.air.json', JSON.stringify([{ $kind: 'defpolicy', name: 'desk/policy@1', rules: [{ when: { effect_kind: 'http.request' }, decision: 'deny' }] }]));
    edit(tree, 'worlds/desk/air/manifest.air.json', (value) => Object.assign(value, { policies: [{ name: 'desk/policy@1' }], defaults: { policy: 'desk/policy@1' } }));
    await refuses(() => generateImport(tree, { world: 'desk', pack: 'timeout' }), 'rule 0 of desk/policy@1 denies http.request to timeout/entry_call_with_deadline@1');
  });

  test('what a rule allows already needs no other', async () => {
    const tree = await desk('timeout');
    tree.write('worlds/desk/air/policy.air.json', JSON.stringify([{ $kind: 'defpolicy', name: 'desk/policy@1', rules: [{ when: { cap_type: 'timer', origin_kind: 'plan' }, decision: 'allow' }] }]));
    edit(tree, 'worlds/desk/air/manifest.air.json', (value) => Object.assign(value, { policies: [{ name: 'desk/policy@1' }], defaults: { policy: 'desk/policy@1' } }));
    await generateImport(tree, { world: 'desk', pack: 'timeout' });
    const rules = (json(tree, 'worlds/desk/air/policy.air.json') as any)[0].rules;
    expect(rules.map(({ when }: any) => when.effect_kind)).toEqual([undefined, 'http.request']);
  });

  test('a slot whose name is granted for another cap', async () => {
    const tree = await desk('timeout');
    edit(tree, 'worlds/desk/air/manifest.air.json', (value) => Object.assign(value, { caps: [{ name: 'sys/blob@1' }], defaults: { cap_grants: [{ name: 'cap_http', cap: 'sys/blob@1', params: { record: {} } }] } }));
    await refuses(() => generateImport(tree, { world: 'desk', pack: 'timeout' }), 'the grant cap_http of world desk is of sys/blob@1, the pack needs sys/http.out@1');
  });
});

describe('refused', () => {
  test.each<[string, Parameters<typeof generateImport>[1], string]>([
    ['an unknown world', { world: 'dask', pack: 'timeout' }, 'there is no world "dask". Did you mean "desk"?'],
    ['a pack in place of a world', { world: 'timeout', pack: 'timeout' }, '"timeout" is a pack, no world'],
    ['an unknown pack', { world: 'desk', pack: 'timeuot' }, 'there is no pack "timeuot". Did you mean "timeout"?'],
    ['a pack like no other', { world: 'desk', pack: 'zzz' }, 'There are request-response, timeout.'],
    ['a folder outside', { world: 'desk', pack: '../timeout' }, 'there is no pack "../timeout"'],
    ['an unknown profile', { world: 'desk', pack: 'timeout', profile: 'turnky' }, 'there is no profile "turnky". Did you mean "turnkey"?'],
    ['an unknown flavour', { world: 'desk', pack: 'timeout', flavour: 'pth' }, 'there is no flavour "pth". Did you mean "path"?'],
    ['a flavour that the pack has not', { world: 'desk', pack: 'timeout', flavour: 'cargo' }, 'plan-packs/timeout is in no crate'],
    ['a profile that the pack has not', { world: 'desk', pack: 'timeout', profile: 'composable-core' }, 'pack timeout has no core plan, which composable-core needs. Use --profile=turnkey.'],
    ['an unknown plan', { world: 'desk', pack: 'timeout', plan: 'timeout/entry_cal_with_deadline@1' }, 'Did you mean "timeout/entry_call_with_deadline@1"?'],
    ['a plan of another role', { world: 'desk', pack: 'timeout', plan: 'timeout/entry_call_with_deadline@1', profile: 'composable-core' }, 'is no core plan'],
    ['several plans', { world: 'desk', pack: 'request-response' }, 'Name one with --plan: request-response/core_request@1, request-response/core_respond@1.'],
  ])('%s', async (_label, options, said) => {
    await refuses(async () => generateImport(await desk('timeout', 'request-response'), options), said);
  });

  test('a world with errors', async () => {
    const tree = await desk('timeout');
    tree.write('worlds/desk/air/defs.air.json', '[{"$kind": "defschema"}]');
    await refuses(() => generateImport(tree, { world: 'desk', pack: 'timeout' }), 'world desk has errors');
  });

  test('a pack with errors', async () => {
    const tree = await desk('timeout');
    tree.write('plan-packs/timeout/more.air.json', '{');
    await refuses(() => generateImport(tree, { world: 'desk', pack: 'timeout' }), 'plan-packs/timeout/more.air.json');
  });
});
