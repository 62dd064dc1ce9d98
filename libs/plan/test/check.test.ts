// The assembled checks: many mistakes at once, in a stable order, without noise.
import { describe, expect, test } from 'vitest';
import * as check from '../src/check.ts';
import { checkPack, checkWorld } from '../src/check.ts';
import { DONE, ORDER, plan, policy, pureModule, reducer, ref, schema, TIMER_GRANT, timerPlan } from './support/defs.ts';
import { build, packFindings, packNodes, shown, worldFindings, type WorldParts } from './support/world.ts';

/** One mistake a definition, ten in all. */
const TEN: WorldParts = {
  manifest: {
    defaults: { policy: 't/policy@1', cap_grants: [TIMER_GRANT, { name: 'cap_blob', cap: 'sys/blob@1', params: { record: { hosts: { null: {} } } } }] },
    routing: { events: [{ event: 't/Order@1', reducer: 't/Pure@1' }, { event: 't/Done@1', reducer: 't/R@1' }] },
    triggers: [{ event: 't/Done@1', plan: 't/b@1' }, { event: 't/Order@1', plan: 't/nope@1' }],
  },
  defs: [
    ORDER,
    DONE,
    schema('t/Loop@1', ref('t/Loop@1')),
    schema('t/Box@1', { list: ref('t/Lost@1') }),
    pureModule('t/Pure@1'),
    reducer('t/R@1'),
    timerPlan('t/a@1', { required_caps: ['cap_x'] }),
    plan('t/b@1'),
    policy([{ effect_kind: 'timer.set' }], [{ effect_kind: 'timer.set' }, 'deny'], [{ cap_name: 'cap_y' }]),
  ],
};

const order = (report: string): readonly (readonly [file: string, line: number])[] =>
  [...report.matchAll(/^(\S+):(\d+):\d+ /gmu)].map(([, file = '', line = '']) => [file, Number(line)]);

describe('ten mistakes', () => {
  const report = worldFindings(TEN);
  test('are ten findings', () => {
    expect([...report.matchAll(/^\S+ (?:error|warning) (\S+)$/gmu)].map(([, code]) => code)).toMatchInlineSnapshot(`
      [
        "uninhabitable_schema",
        "unknown_schema",
        "caps_differ",
        "rule_shadowed",
        "unknown_grant",
        "bad_grant_params",
        "wrong_module_kind",
        "event_not_taken",
        "trigger_input",
        "unknown_plan",
      ]
    `);
  });
  test('in the order of the source', () => {
    const places = order(report);
    expect(places).toEqual([...places].sort(([a, x], [b, y]) => (a === b ? x - y : a < b ? -1 : 1)));
  });
  test('whatever the order of definitions in memory', () => {
    const { merged, texts } = build(TEN);
    const reversed = { ...merged, defs: [...merged.defs].reverse() };
    expect(shown(checkWorld(reversed), texts).split('\n').sort()).toEqual(report.split('\n').sort());
  });
  test('twice the same', () => expect(worldFindings(TEN)).toBe(report));
});

test('checks change nothing', () => {
  const { merged } = build(TEN);
  const before = JSON.stringify(merged.manifest);
  checkWorld(merged);
  expect(JSON.stringify(merged.manifest)).toBe(before);
});

test('nothing to check', () => {
  expect(worldFindings({})).toBe('');
  expect(packFindings([])).toBe('');
  expect(checkPack(packNodes([]), { name: 'p' })).toEqual([]);
});

test('names that are members of every object', () => {
  const odd = ['constructor', 'toString', 'hasOwnProperty'];
  const parts: WorldParts = {
    manifest: { defaults: { cap_grants: odd.map((name) => ({ ...TIMER_GRANT, name })) }, module_bindings: {} },
    defs: [ORDER, ...odd.map((name) => schema(`t/${name}@1`)), plan('t/a@1', { locals: { constructor: 't/constructor@1', valueOf: 't/toString@1' } })],
  };
  expect(worldFindings(parts)).toBe('');
});

test('the entry exports', () => {
  for (const name of ['checkPack', 'checkPlan', 'checkWorld', 'contractOf', 'findContract', 'renderContract', 'roleOf', 'shapeOf', 'withContract']) expect(Object.keys(check)).toContain(name);
});
