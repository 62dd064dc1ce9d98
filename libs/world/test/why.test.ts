// Chains from the manifest, and what supplies a definition.
import { describe, expect, it } from 'vitest';
import { whyDefinition } from '../src/index.ts';
import type { WhyAnswer } from '../src/index.ts';
import { MAX_CHAINS } from '../src/why.ts';
import { load } from './support/load.ts';
import type { Files } from './support/worlds.ts';
import { config, manifest, schema } from './support/worlds.ts';

const record = (fields: object): object => ({ record: fields });
const ref = (name: string): object => ({ ref: name });

const DEFS: readonly object[] = [
  schema('a/Asked@1', record({ id: ref('a/Id@1') })),
  schema('a/Id@1'),
  schema('a/Params@1', record({ parts: { list: record({ body: ref('a/Deep@1') }) } })),
  schema('a/Deep@1'),
  schema('a/Receipt@1'),
  schema('a/Told@1'),
  schema('a/Limit@1'),
  schema('a/Only_listed@1'),
  schema('a/Unlisted@1'),
  schema('a/State@1'),
  { $kind: 'defeffect', name: 'a/pay@1', kind: 'pay.charge', params_schema: 'a/Params@1', receipt_schema: 'a/Receipt@1', cap_type: 'pay.out', origin_scope: 'plan' },
  { $kind: 'defcap', name: 'a/Cap@1', cap_type: 'pay.out', schema: record({ limit: ref('a/Limit@1') }), enforcer: { module: 'a/Guard@1' } },
  { $kind: 'defcap', name: 'a/Other_cap@1', cap_type: 'pay.out', schema: { unit: {} } },
  { $kind: 'defmodule', name: 'a/Guard@1', module_kind: 'pure', wasm_hash: `sha256:${'0'.repeat(64)}`, abi: { pure: { input: 'a/In@1', output: 'a/State@1' } } },
  { $kind: 'defmodule', name: 'a/Count@1', module_kind: 'workflow', wasm_hash: `sha256:${'0'.repeat(64)}`, key_schema: 'a/Id@1', abi: { workflow: { state: 'a/State@1', event: 'a/Told@1', effects_emitted: ['pay.charge'] } } },
  { $kind: 'defpolicy', name: 'a/Policy@1', rules: [{ when: { effect_kind: 'pay.charge' }, decision: 'allow' }] },
  { $kind: 'defsecret', name: 'a/key@1', binding_id: 'b' },
  {
    $kind: 'defplan',
    name: 'a/core_pay@1',
    input: 'a/Asked@1',
    locals: { seen: 'a/Id@1' },
    steps: [
      { id: 'charge', op: 'emit_effect', kind: 'pay.charge', params: { secret: { alias: 'a/key', version: 1 } }, cap: 'net', bind: { effect_id_as: 'e' } },
      { id: 'tell', op: 'raise_event', event: 'a/Told@1', value: { unit: {} } },
      { id: 'child', op: 'spawn_plan', plan: 'a/internal_child@1', input: { unit: {} }, bind: { handle_as: 'h' } },
    ],
  },
  { $kind: 'defplan', name: 'a/internal_child@1', input: 'a/Asked@1', steps: [{ id: 'hear', op: 'await_event', event: 'a/Heard@1', bind: { as: 'x' } }] },
  schema('a/Heard@1'),
];

const MANIFEST = manifest({
  schemas: [{ name: 'a/Only_listed@1' }],
  plans: [{ name: 'a/core_pay@1' }],
  triggers: [{ event: 'a/Asked@1', plan: 'a/core_pay@1' }],
  defaults: { cap_grants: [{ name: 'net', cap: 'a/Cap@1', params: { record: {} } }] },
});

async function ask(asked: string, files: Files = {}): Promise<readonly WhyAnswer[] | string | undefined> {
  const world = await load({ 'w/aos.sync.json': config({ path: '../p' }), 'w/air/manifest.json': MANIFEST, 'p/defs.air.json': DEFS, ...files });
  const result = whyDefinition({ own: world.own, imports: world.imports.map(({ source, nodes }) => ({ spec: source.spec, nodes, vendored: false })) }, asked);
  return result.kind === 'found' ? result.answers : result.meant;
}

async function chains(asked: string, files: Files = {}): Promise<readonly string[]> {
  const answers = await ask(asked, files);
  if (answers === undefined || typeof answers === 'string') throw new Error('unknown');
  return answers.flatMap((answer) => answer.chains.map((chain) => chain.map((step) => `${step.words} -> ${step.name}`).join(' | ')));
}

describe('chains', () => {
  it.each([
    ['a/core_pay@1', ['trigger on `a/Asked@1` -> a/core_pay@1']],
    ['a/Asked@1', ['event of a trigger -> a/Asked@1']],
    ['a/Id@1', ['trigger on `a/Asked@1` -> a/core_pay@1 | local `seen` -> a/Id@1', 'event of a trigger -> a/Asked@1 | field type -> a/Id@1']],
    ['a/pay@1', ['trigger on `a/Asked@1` -> a/core_pay@1 | step `charge` emits pay.charge -> a/pay@1']],
    ['a/Deep@1', ['trigger on `a/Asked@1` -> a/core_pay@1 | step `charge` emits pay.charge -> a/pay@1 | parameters -> a/Params@1 | field type -> a/Deep@1']],
    ['a/Receipt@1', ['trigger on `a/Asked@1` -> a/core_pay@1 | step `charge` emits pay.charge -> a/pay@1 | receipt -> a/Receipt@1']],
    ['a/Cap@1', ['grant `net` -> a/Cap@1']],
    ['a/Limit@1', ['grant `net` -> a/Cap@1 | parameters of the grant -> a/Limit@1']],
    ['a/State@1', ['grant `net` -> a/Cap@1 | enforcer -> a/Guard@1 | output of the module -> a/State@1']],
    ['a/key@1', ['trigger on `a/Asked@1` -> a/core_pay@1 | step `charge` uses a secret -> a/key@1']],
    ['a/Told@1', ['trigger on `a/Asked@1` -> a/core_pay@1 | step `tell` raises an event -> a/Told@1']],
    ['a/Heard@1', ['trigger on `a/Asked@1` -> a/core_pay@1 | step `child` starts a plan -> a/internal_child@1 | step `hear` awaits an event -> a/Heard@1']],
    ['a/Only_listed@1', ['listed in the manifest -> a/Only_listed@1']],
    ['a/Unlisted@1', []],
    ['a/Other_cap@1', []],
  ])('%s', async (asked, expected) => {
    expect(await chains(asked)).toEqual(expected);
  });

  it('modules, policies and routes', async () => {
    const files: Files = {
      'w/air/manifest.json': manifest({
        defaults: { policy: 'a/Policy@1', cap_grants: [{ name: 'net', cap: 'a/Cap@1', params: { record: {} } }] },
        routing: { events: [{ event: 'a/Told@1', reducer: 'a/Count@1' }], inboxes: [{ source: 'timer', reducer: 'a/Guard@1' }] },
      }),
    };
    expect(await chains('a/pay@1', files)).toEqual(['route of `a/Told@1` -> a/Count@1 | emits pay.charge -> a/pay@1', 'policy of the world -> a/Policy@1 | rule about pay.charge -> a/pay@1']);
    expect(await chains('a/Id@1', files)).toEqual(['route of `a/Told@1` -> a/Count@1 | key -> a/Id@1']);
    expect(await chains('a/Guard@1', files)).toEqual(['inbox `timer` -> a/Guard@1']);
  });

  it('do not depend on the order of definitions', async () => {
    for (const { name } of DEFS as readonly { readonly name: string }[]) {
      expect(new Set(await chains(name, { 'p/defs.air.json': [...DEFS].reverse() }))).toEqual(new Set(await chains(name)));
    }
  });

  it('end in a cycle of references', async () => {
    const cycle = [schema('a/A@1', ref('a/B@1')), schema('a/B@1', record({ a: ref('a/A@1'), b: ref('a/B@1') }))];
    expect(await chains('a/B@1', { 'p/defs.air.json': cycle, 'w/air/manifest.json': manifest({ schemas: [{ name: 'a/A@1' }] }) })).toEqual(['listed in the manifest -> a/A@1 | field type -> a/B@1']);
  });

  it('are limited', async () => {
    const many = Array.from({ length: 9 }, (_, index) => schema(`a/S${index}@1`, ref('a/End@1')));
    const files: Files = { 'p/defs.air.json': [...many, schema('a/End@1')], 'w/air/manifest.json': manifest({ schemas: many.map((each) => ({ name: Reflect.get(each, 'name') })) }) };
    const answers = await ask('a/End@1', files);
    if (typeof answers !== 'object') throw new Error('unknown');
    expect(answers.map(({ chains: found, more }) => [found.length, more])).toEqual([[MAX_CHAINS, true]]);
  });
});

describe('what is asked for', () => {
  it.each([
    ['defschema a/Id@1', ['defschema a/Id@1']],
    ['a/Id', ['defschema a/Id@1']],
    ['sys/Workspace@1', ['defmodule sys/Workspace@1']],
    [' a/Id@1 ', ['defschema a/Id@1']],
  ])('%s', async (asked, expected) => {
    const answers = await ask(asked);
    expect(typeof answers === 'object' && answers.map(({ kind, name }) => `${kind} ${name}`)).toEqual(expected);
  });

  it('all kinds and versions of a name', async () => {
    const files: Files = { 'p/defs.air.json': [schema('a/X@1'), schema('a/X@2'), { $kind: 'defsecret', name: 'a/X@1', binding_id: 'b' }] };
    const names = async (asked: string): Promise<readonly string[]> => ((await ask(asked, files)) as readonly WhyAnswer[]).map(({ kind, name }) => `${kind} ${name}`);
    expect(await names('a/X@1')).toEqual(['defschema a/X@1', 'defsecret a/X@1']);
    expect(await names('a/X')).toEqual(['defschema a/X@1', 'defschema a/X@2', 'defsecret a/X@1']);
  });

  it.each([
    ['a/Askd@1', 'a/Asked@1'],
    ['nothing/like_it@7', undefined],
    ['', undefined],
    ['__proto__', undefined],
  ])('unknown: %j', async (asked, meant) => {
    expect(await ask(asked)).toBe(meant);
  });
});

it('suppliers: every copy, with the one that is used', async () => {
  const files: Files = {
    'w/aos.sync.json': config({ path: '../p' }, { path: '../q' }, { path: '../r' }),
    'p/defs.air.json': [schema('a/Id@1')],
    'q/defs.air.json': [schema('a/Id@1')],
    'r/defs.air.json': [schema('a/Id@1', { nat: {} })],
  };
  const answers = await ask('a/Id@1', files);
  expect(typeof answers === 'object' && answers[0]?.suppliers.map(({ label, file, used }) => [label, file, used])).toEqual([
    ['import path ../p', 'p/defs.air.json', true],
    ['import path ../q', 'q/defs.air.json', true],
    ['import path ../r', 'r/defs.air.json', false],
  ]);
  const builtin = await ask('sys/Workspace@1');
  expect(typeof builtin === 'object' && builtin[0]?.suppliers.map(({ label, file }) => [label, file])).toEqual([['built-in', undefined]]);
});

it('a world without manifest has suppliers and no chains', () => {
  expect(whyDefinition({ own: [], imports: [] }, 'sys/Workspace@1')).toMatchObject({ kind: 'found', answers: [{ chains: [], suppliers: [{ label: 'built-in' }] }] });
});
