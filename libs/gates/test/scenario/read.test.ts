// Everything that can be wrong in a scenario file: one finding, at its place.
import { describe, expect, test } from 'vitest';
import { showValue } from '../../src/scenario/pattern.ts';
import { DEFINITIONS, go, MANIFEST, read, smallWorld, TIMED_PLAN, type Json } from '../support/small-world.ts';

const events = (...list: readonly unknown[]) => ({ expect: { events: list } });
const rule = (...answers: readonly unknown[]) => ({ receipts: [{ kind: 'timer.set', answers }] });

describe('what is wrong', () => {
  test.each<[string, unknown, string | RegExp]>([
    ['broken JSON', '{', /^json_syntax /],
    ['a key given twice', '{"seed": "a", "seed": "b"}', /^json_duplicate_key \/seed /],
    ['an unknown key', { input: [] }, 'unknown_field /input expected `inputs` found "input"'],
    ['an unknown event', { inputs: [{ event: 'w/Gon@1', value: {} }] }, 'scenario_unknown_name /inputs/0/event expected a schema that the manifest lists found `w/Gon@1`'],
    ['a value of another type', { inputs: [go('a', 'soon')] }, 'scenario_bad_value /inputs/0/value/at expected nat found "soon"'],
    ['a missing field', { inputs: [{ event: 'w/Go@1', value: { id: 'a' } }] }, 'scenario_bad_value /inputs/0/value expected a value for this field found null'],
    ['no value', { inputs: [{ event: 'w/Go@1' }] }, 'scenario_bad_value /inputs/0 expected record found null'],
    ['a time', { inputs: [go('a', 1, { at: '5 minutes' })] }, 'scenario_bad_time /inputs/0/at expected a duration like `90s` found "5 minutes"'],
    ['a start', { start: 'today' }, 'scenario_bad_time /start expected nanoseconds, or a date and time like `2026-01-31T12:00:00Z` found "today"'],
    ['a delay', rule({ payload: { delivered_at_ns: 1 }, delay: '-1s' }), 'scenario_bad_time /receipts/0/answers/0/delay expected a duration like `90s` found "-1s"'],
    ['an unknown kind', { receipts: [{ kind: 'timer.sett', answers: [] }] }, 'scenario_unknown_name /receipts/0/kind expected a kind of the effects that the manifest lists found `timer.sett`'],
    ['a payload of another type', rule({ payload: { delivered_at_ns: 'x' } }), 'scenario_bad_value /receipts/0/answers/0/payload/delivered_at_ns expected nat found "x"'],
    ['a fault beside ok', rule({ status: 'ok', payload: { delivered_at_ns: 1 }, fault: { code: 'x' } }), 'bad_type /receipts/0/answers/0/fault expected no fault where the status is `ok` found `fault`'],
    ['a payload beside a fault', rule({ payload: {}, fault: { code: 'x' } }), 'bad_type /receipts/0/answers/0/payload expected no payload where the status is `error` found `payload`'],
    ['a pattern with an unknown field', { receipts: [{ kind: 'timer.set', params: { kee: 'a' }, answers: [] }] }, 'scenario_bad_value /receipts/0/params/kee expected one of the fields deliver_at_ns, key found `kee`'],
    ['an unknown plan', { expect: { plans: [{ plan: 'w/core_mian@1' }] } }, 'scenario_unknown_name /expect/plans/0/plan expected a plan that the manifest lists found `w/core_mian@1`'],
    ['an unknown module', { expect: { cells: [{ module: 'w/M@1', state: null }] } }, 'scenario_unknown_name /expect/cells/0/module expected a module that the manifest lists and that keeps a state found `w/M@1`'],
    ['an unknown kind that is counted', { expect: { effects: { 'http.request': 1 } } }, 'scenario_unknown_name /expect/effects/http.request expected a kind of the effects that the manifest lists found `http.request`'],
    ['a result of another type', { expect: { plans: [{ plan: 'w/core_main@1', result: { at: 'x' } }] } }, 'scenario_bad_value /expect/plans/0/result/at expected nat found "x"'],
    ['content that is not there', events({ event: 'w/Done@1', value: { id: '@hash:pag' } }), 'scenario_bad_reference /expect/events/0/value/id expected the name of an entry of `content` found `@hash:pag`'],
    ['a time that is none', { inputs: [go('a', '@time:soon')] }, 'scenario_bad_reference /inputs/0/value/at expected a duration like `90s` found `@time:soon`\nscenario_bad_value /inputs/0/value/at expected nat found "@time:soon"'],
    ['base64', { content: { a: { base64: '?' } } }, 'scenario_bad_content /content/a/base64 expected base64 found other characters'],
    ['a path that climbs', { content: { a: { files: { '../x': '' } } } }, 'scenario_bad_content /content/a/files/..~1x expected names joined by single slashes, none of them . or .., at most 64 found `../x`'],
    ['an upgrade that is not there', { inputs: [{ upgrade: 'next' }] }, 'scenario_upgrade_missing /inputs/0/upgrade expected a folder beside the scenario found `next`'],
    ['an upgrade outside', { inputs: [{ upgrade: '../air' }] }, 'scenario_upgrade_missing /inputs/0/upgrade expected a folder beside the scenario found `../air`'],
  ])('%s', async (_name, content, expected) => {
    const { report, scenario } = await read(await smallWorld(), content);
    expect(scenario).toBeUndefined();
    if (typeof expected === 'string') expect(report).toBe(expected);
    else expect(report).toMatch(expected);
  });

  test('definitions of an upgrade that do not load', async () => {
    const { report, scenario } = await read(await smallWorld({ files: { 'w/scenarios/next/defs.json': '{"$kind": "defplann"}' } }), { inputs: [{ upgrade: 'next' }] });
    expect(scenario).toBeUndefined();
    expect(report).toMatch(/^unknown_kind /);
  });

  test('a value is typed by the manifest that the world has by then', async () => {
    const files = { 'w/scenarios/next/defs.json': { $kind: 'defschema', name: 'w/Go@1', type: { record: { id: { text: {} }, at: { nat: {} }, more: { bool: {} } } } } };
    const world = await smallWorld({ files, manifest: { ...MANIFEST, triggers: [] } });
    const late = { event: 'w/Go@1', value: { id: 'a', at: 1, more: true }, at: '2s' };
    expect((await read(world, { inputs: [late, { upgrade: 'next', at: '1s' }] })).report).toBe('');
    expect((await read(world, { inputs: [{ ...late, at: 0 }, { upgrade: 'next', at: '1s' }] })).report).toContain('/inputs/0/value/more');
  });
});

test('a small scenario is small: everything has a default', async () => {
  const { scenario } = await read(await smallWorld(), {});
  expect(scenario).toMatchObject({ name: 's', startNs: 0n, seed: 's', maxItems: 100_000, inputs: [], rules: [], limits: {} });
});

test('inputs follow each other: without a time they come with the one before', async () => {
  const { scenario } = await read(await smallWorld(), { start: '2026-01-01T00:00:00Z', inputs: [go('a'), go('b', 1, { at: '1h30m' }), go('c', 1)] });
  expect(scenario?.inputs.map(({ dueNs }) => Number(dueNs / 1_000_000_000n) - 1_767_225_600)).toEqual([0, 5400, 5400]);
  expect(scenario?.inputs.map((input) => (input.kind === 'event' ? input.ingressId : ''))).toEqual(['scenario:0', 'scenario:1', 'scenario:2']);
});

describe('repeated events', () => {
  const repeated = (value: Json, more: Json = {}): Json => ({ event: 'w/Go@1', value, repeat: { count: 3, every: '1h' }, ...more });

  test('each has its number, its time and its id', async () => {
    const { scenario } = await read(await smallWorld(), { start: 5, inputs: [repeated({ id: 'job-{n}', at: '@after:10s' }, { at: '1m' }), repeated({ id: 'x', at: 1 }, { ingress_id: 'given {n}' })] });
    expect(scenario?.inputs.map((input) => (input.kind === 'event' ? [input.ingressId, Number(input.dueNs - 5n) / 6e10, showValue(input.value)] : []))).toMatchInlineSnapshot(`
      [
        [
          "scenario:0/1",
          1,
          "{"at":70000000005,"id":"job-1"}",
        ],
        [
          "scenario:0/2",
          61,
          "{"at":3670000000005,"id":"job-2"}",
        ],
        [
          "scenario:0/3",
          121,
          "{"at":7270000000005,"id":"job-3"}",
        ],
        [
          "given 1",
          1,
          "{"at":1,"id":"x"}",
        ],
        [
          "given 2",
          61,
          "{"at":1,"id":"x"}",
        ],
        [
          "given 3",
          121,
          "{"at":1,"id":"x"}",
        ],
      ]
    `);
  });

  test.each<[string, Json, string]>([
    ['a time', repeated({ id: 'a', at: 1 }, { repeat: { count: 3, every: 'often' } }), 'scenario_bad_time /inputs/0/repeat/every expected a duration like `90s` found "often"'],
    ['a number of times', repeated({ id: 'a', at: 1 }, { repeat: { count: 0, every: '1s' } }), 'value_range /inputs/0/repeat/count expected at least 1 found 0'],
    ['a value, told once', repeated({ id: 'a', at: 'soon' }), 'scenario_bad_value /inputs/0/value/at expected nat found "soon"'],
    ['a time after nothing', { ...go('a', '@after:x') }, 'scenario_bad_reference /inputs/0/value/at expected a duration like `90s` found `@after:x`\nscenario_bad_value /inputs/0/value/at expected nat found "@after:x"'],
  ])('%s', async (_name, input, expected) => {
    expect((await read(await smallWorld(), { inputs: [input] })).report).toBe(expected);
  });

  test('only inputs have a time of their own', async () => {
    expect((await read(await smallWorld(), { expect: { events: [{ event: 'w/Done@1', value: { at: '@after:1s' } }] } })).report).toContain('scenario_bad_reference /expect/events/0/value/at expected `@time:`');
  });
});

describe('worlds beside each other', () => {
  const send: readonly Json[] = [
    { $kind: 'defschema', name: 'w/Message@1', type: { variant: { Hello: { ref: 'w/Go@1' }, Bye: { unit: {} } } } },
    { $kind: 'defschema', name: 'w/Send@1', type: { record: { message: { ref: 'w/Message@1' }, to: { text: {} } } } },
    { $kind: 'defcap', name: 'w/send@1', cap_type: 'w.send', schema: { record: {} } },
    { $kind: 'defeffect', name: 'w/send.it@1', kind: 'send.it', params_schema: 'w/Send@1', receipt_schema: 'w/Done@1', cap_type: 'w.send', origin_scope: 'plan' },
  ];
  const definitions = [...DEFINITIONS, TIMED_PLAN, ...send];
  const manifest: Json = {
    ...MANIFEST,
    schemas: ['w/Go@1', 'w/Done@1', 'w/Message@1', 'w/Send@1'].map((name) => ({ name })),
    effects: [{ name: 'sys/timer.set@1' }, { name: 'w/send.it@1' }],
    caps: [{ name: 'sys/timer@1' }, { name: 'w/send@1' }],
  };
  const beside = (id: string): Readonly<Record<string, unknown>> => ({ [`${id}/aos.sync.json`]: { version: 1, id, air: { dir: 'air' } }, [`${id}/air/manifest.json`]: manifest, [`${id}/air/defs.json`]: definitions });
  const both = () => smallWorld({ manifest, definitions, files: { ...beside('v'), 'twin/aos.sync.json': { version: 1, id: 'w', air: { dir: '../v/air' } }, 'bad/aos.sync.json': '{' } });
  const rule: Json = { kind: 'send.it', field: 'message', arm: 'Hello', to: 'v', event: 'w/Go@1' };
  const carried = (more: Json): Json => ({ peers: [{ world: '../v' }], carry: [{ ...rule, ...more }] });

  test('are read with what each of them knows', async () => {
    const { scenario, report } = await read(await both(), { seed: 's', peers: [{ world: '../v', inputs: [go('a')] }], carry: [rule, { ...rule, delays: ['1s', '2s'], times: 1 }, { ...rule, arm: 'Bye', delays: [] }] });
    expect(report).toBe('');
    expect(scenario?.peers.map((peer) => [peer.world.id, peer.scenario.seed, peer.scenario.base, peer.scenario.inputs.length])).toEqual([['v', 's v', '/peers/0', 1]]);
    expect(scenario?.carry.map(({ delaysNs, times }) => [delaysNs, times])).toEqual([[[0n], Infinity], [[1_000_000_000n, 2_000_000_000n], 1], [[], Infinity]]);
  });

  test.each<[string, Json, string | RegExp]>([
    ['a folder that is no world', { peers: [{ world: '../u' }] }, 'scenario_peer_missing /peers/0/world expected the folder of a world found `../u`'],
    ['a folder outside', { peers: [{ world: '../../v' }] }, 'scenario_peer_missing /peers/0/world expected the folder of a world found `../../v`'],
    ['an absolute folder', { peers: [{ world: '/repo/v' }] }, 'scenario_peer_missing /peers/0/world expected the folder of a world found `/repo/v`'],
    ['itself', { peers: [{ world: '.' }] }, 'scenario_peer_missing /peers/0/world expected a world with an id of its own, not again `w` found `.`'],
    ['one world twice', { peers: [{ world: '../v' }, { world: '../v' }] }, 'scenario_peer_missing /peers/1/world expected a world with an id of its own, not again `v` found `../v`'],
    ['a world that does not load', { peers: [{ world: '../bad' }] }, /^json_syntax /u],
    ['an input of neither kind', { peers: [{ world: '../v', inputs: [{ at: 1 }] }] }, /^bad_type \/peers\/0\/inputs\/0 expected exactly one of `event`, `upgrade`/u],
    ['a value of a peer', { peers: [{ world: '../v', inputs: [go('a', 'soon')] }] }, 'scenario_bad_value /peers/0/inputs/0/value/at expected nat found "soon"'],
    ['a world that is not there', carried({ to: 'u' }), 'scenario_peer_missing /carry/0/to expected the id of a world of the scenario: w, v found `u`'],
    ['an event that is not there', carried({ event: 'w/Gone@1' }), 'scenario_unknown_name /carry/0/event expected a schema that the manifest of v lists found `w/Gone@1`'],
    ['a kind that is not there', carried({ kind: 'send.them' }), 'scenario_unknown_name /carry/0/kind expected a kind of the effects of another world found `send.them`'],
    ['a field that is no variant', carried({ field: 'to' }), 'scenario_unknown_name /carry/0/field expected a field of the parameters that is a variant: message found `to`'],
    ['an arm that is not there', carried({ arm: 'Hallo' }), 'scenario_unknown_name /carry/0/arm expected one of the arms Bye, Hello found `Hallo`'],
    ['a delay', carried({ delays: ['1s', 'late'] }), 'scenario_bad_time /carry/0/delays/1 expected a duration like `90s` found "late"'],
  ])('%s', async (_name, content, expected) => {
    const { report, scenario } = await read(await both(), content);
    expect(scenario).toBeUndefined();
    if (typeof expected === 'string') expect(report).toBe(expected);
    else expect(report).toMatch(expected);
  });
});
