// The contract of a pack, read off its definitions.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contractOf } from '../src/check.ts';
import { DONE, emitTimer, end, ORDER, plan, record, ref, schema } from './support/defs.ts';
import { packNodes, type Json } from './support/world.ts';

const contract = (...defs: readonly Json[]) => contractOf(packNodes(defs));
const first = (...defs: readonly Json[]) => contract(...defs).plans[0];
const steps = (...list: readonly Json[]): Json => ({ steps: [...list, end], edges: list.map((step, index) => ({ from: step['id'], to: list[index + 1]?.['id'] ?? 'end' })) });
const raise = (id: string, event: string): Json => ({ id, op: 'raise_event', event, value: ref('@plan.input') });
const wait = (id: string, event: string, where?: Json): Json => ({ id, op: 'await_event', event, ...(where === undefined ? {} : { where }), bind: { as: id } });
const eq = (left: string, right: string): Json => ({ op: 'eq', args: [ref(left), ref(right)] });

test('everything a consumer has to know', () => {
  const body = steps(emitTimer(), emitTimer({ id: 'b', kind: 'blob.get', cap: 'cap_b', bind: { effect_id_as: 'bi' } }), wait('w', 't/Done@1', eq('@event.id', '@plan.input.id')), raise('r', 't/Done@1'));
  expect(contract(ORDER, DONE, plan('t/core_a@1', { output: 't/Done@1', ...body }))).toMatchInlineSnapshot(`
    {
      "plans": [
        {
          "air": "1",
          "correlateBy": [
            "id",
          ],
          "emits": [
            {
              "name": "t/Done@1",
              "shape": {
                "record": {
                  "id": {
                    "text": {},
                  },
                },
              },
            },
          ],
          "input": {
            "name": "t/Order@1",
            "shape": {
              "record": {
                "count": {
                  "nat": {},
                },
                "id": {
                  "text": {},
                },
              },
            },
          },
          "keyFields": [
            "id",
          ],
          "name": "t/core_a@1",
          "output": {
            "name": "t/Done@1",
            "shape": {
              "record": {
                "id": {
                  "text": {},
                },
              },
            },
          },
          "role": "core",
          "slots": [
            {
              "effectKinds": [
                "blob.get",
              ],
              "origins": [
                "t/core_a@1",
              ],
              "slot": "cap_b",
            },
            {
              "effectKinds": [
                "timer.set",
              ],
              "origins": [
                "t/core_a@1",
              ],
              "slot": "cap_timer",
            },
          ],
          "triggerEvent": "t/Order@1",
          "waitsFor": [
            "t/Done@1",
          ],
        },
      ],
      "profiles": [
        "composable-core",
      ],
    }
  `);
});

test('plans sorted by name, profiles by role', () => {
  const { plans, profiles } = contract(ORDER, plan('t/entry_b@1'), plan('t/core_a@1'), plan('t/internal_c@1'));
  expect([plans.map(({ name, role }) => [name, role]), profiles]).toEqual([[['t/core_a@1', 'core'], ['t/entry_b@1', 'entry'], ['t/internal_c@1', 'internal']], ['turnkey', 'composable-core']]);
});

describe('slots', () => {
  test('with all their effect kinds, sorted', () => {
    const more = [emitTimer({ id: 'z', kind: 'workspace.list', cap: 'z' }), emitTimer({ id: 'y', kind: 'workspace.diff', cap: 'z' }), emitTimer({ cap: 'a' }), emitTimer({ id: 'x', cap: 'a' })];
    expect(first(ORDER, plan('t/core_a@1', steps(...more)))?.slots).toEqual([{ slot: 'a', effectKinds: ['timer.set'], origins: ['t/core_a@1'] }, { slot: 'z', effectKinds: ['workspace.diff', 'workspace.list'], origins: ['t/core_a@1'] }]);
  });
});

describe('correlate by', () => {
  test.each<[string, Json | undefined, readonly string[]]>([
    ['no where', undefined, []],
    ['a field against the same field of the input', eq('@event.id', '@plan.input.id'), ['id']],
    ['the other way round', eq('@plan.input.id', '@event.id'), ['id']],
    ['the correlation value', eq('@event.id', '@var:correlation_id'), ['id']],
    ['another field of the input', eq('@event.id', '@plan.input.count'), []],
    ['inside and', { op: 'and', args: [{ bool: true }, eq('@event.id', '@plan.input.id')] }, ['id']],
    ['ne', { op: 'ne', args: [ref('@event.id'), ref('@plan.input.id')] }, []],
    ['two references to the event', eq('@event.id', '@event.id'), []],
  ])('%s', (_name, where, expected) => expect(first(ORDER, DONE, plan('t/core_a@1', steps(wait('w', 't/Done@1', where))))?.correlateBy).toEqual(expected));
});

describe('key fields', () => {
  const other = (type: Json) => schema('t/Other@1', type);
  test.each<[string, Json, readonly string[]]>([
    ['a field of all events', record({ id: { text: {} }, x: { nat: {} } }), ['id']],
    ['another type', record({ id: { nat: {} } }), []],
    ['an alias of the type', record({ id: ref('t/Id@1') }), ['id']],
    ['not in every event', record({ x: { nat: {} } }), []],
  ])('%s', (_name, type, expected) => {
    const defs = [ORDER, DONE, schema('t/Id@1'), other(type), plan('t/core_a@1', steps(raise('a', 't/Done@1'), raise('b', 't/Other@1')))];
    expect(first(...defs)?.keyFields).toEqual(expected);
  });
  test('none without events', () => expect(first(ORDER, plan('t/core_a@1'))?.keyFields).toEqual([]));
});

test('waits come in the order of the graph, not of the list', () => {
  const list = [wait('late', 't/Done@1'), wait('early', 't/Order@1')];
  const body = { steps: [...list, end], edges: [{ from: 'early', to: 'late' }, { from: 'late', to: 'end' }] };
  expect(first(ORDER, DONE, plan('t/core_a@1', body))?.waitsFor).toEqual(['t/Order@1', 't/Done@1']);
});

describe('AIR version', () => {
  test('1.1 for composition', () => {
    const spawn = { id: 's', op: 'spawn_plan', plan: 't/core_b@1', input: ref('@plan.input'), bind: { handle_as: 'h' } };
    expect(contract(ORDER, plan('t/core_a@1', steps(spawn)), plan('t/core_b@1')).plans.map(({ air }) => air)).toEqual(['1.1', '1']);
  });
  test('1.1 for a schema that hides a handle', () => {
    expect(first(ORDER, schema('t/H@1', { list: ref('sys/PlanHandle@1') }), plan('t/core_a@1', { output: 't/H@1' }))?.air).toBe('1.1');
  });
});

test('broken packs have a contract as far as it goes', () => {
  expect(first(plan('t/core_a@1', { input: 't/Gone@1' }))?.input).toEqual({ name: 't/Gone@1' });
});

test('shapes are those of the definitions', () => {
  const path = 'plan-packs/digest/defs.air.json';
  const defs = JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')) as readonly Json[];
  const [digest] = contract(...defs).plans;
  expect(digest?.input.shape).toEqual(defs.find(({ name }) => name === 'digest/DigestRequested@1')?.['type']);
  expect(digest?.keyFields).toEqual(['digest_id']);
});

describe('what a plan spawns is part of what it needs', () => {
  const spawn = (id: string, child: string, input: Json = ref('@plan.input')): Json => ({ id, op: 'spawn_plan', plan: child, input, bind: { handle_as: `${id}_h` } });
  const core = plan('t/core_a@1', steps(emitTimer()));

  test('slots, with the plans that the policy has to name', () => {
    const mine = first(ORDER, core, plan('t/middle@1', steps(spawn('go', 't/core_a@1'))), plan('t/a_entry@1', steps(spawn('go', 't/middle@1'), emitTimer({ cap: 'cap_other' }), emitTimer({ id: 'tock' }))));
    expect(mine?.slots).toEqual([
      { slot: 'cap_other', effectKinds: ['timer.set'], origins: ['t/a_entry@1'] },
      { slot: 'cap_timer', effectKinds: ['timer.set'], origins: ['t/a_entry@1', 't/core_a@1'] },
    ]);
    expect(mine?.air).toBe('1.1');
    expect(contract(ORDER, core, plan('t/a_entry@1', steps(emitTimer({ cap: 'cap_other' })))).plans[0]?.slots).toHaveLength(1);
  });

  test('raised events, and the fields that all of them carry', () => {
    const child = plan('t/core_b@1', steps(raise('r', 't/Done@1')));
    const mine = first(ORDER, DONE, schema('t/Step@1', record({ id: { text: {} }, x: { nat: {} } })), child, plan('t/a_entry@1', steps(spawn('go', 't/core_b@1'), raise('s', 't/Step@1'))));
    expect(mine?.emits.map(({ name }) => name)).toEqual(['t/Done@1', 't/Step@1']);
    expect(mine?.keyFields).toEqual(['id']);
  });

  test('waits, where the child is spawned', () => {
    const [A, B, C] = ['t/A@1', 't/B@1', 't/C@1'];
    const events = [A, B, C].map((name) => schema(name ?? '', record({ id: { text: {} } })));
    const child = plan('t/core_b@1', steps(wait('w', B ?? '')));
    const mine = first(ORDER, ...events, child, plan('t/a_entry@1', steps(wait('before', A ?? ''), spawn('go', 't/core_b@1'), wait('after', C ?? ''))));
    expect(mine?.waitsFor).toEqual([A, B, C]);
  });

  const waiting = plan('t/core_b@1', steps(wait('w', 't/Done@1', eq('@event.id', '@plan.input.id'))));
  const WIDE = schema('t/Wide@1', record({ order: { text: {} }, request: ref('t/Order@1'), other: { text: {} } }));
  const order = (id: Json): Json => record({ id, count: { nat: 1 } });
  test.each<[string, Json, readonly string[]]>([
    ['the whole input', ref('@plan.input.request'), ['request.id']],
    ['a field under another name', order(ref('@plan.input.order')), ['order']],
    ['a constant', order({ text: 'x' }), []],
    ['something computed', order({ op: 'concat', args: [ref('@plan.input.order'), { text: 'x' }] }), []],
  ])('correlate by: %s', (_name, input, expected) => {
    const parent = plan('t/a_entry@1', { input: 't/Wide@1', ...steps(spawn('go', 't/core_b@1', input)) });
    expect(first(ORDER, DONE, WIDE, waiting, parent)?.correlateBy).toEqual(expected);
  });

  test('correlate by: through an assigned variable, a second wrapper, and the correlation value itself', () => {
    const assign: Json = { id: 'request', op: 'assign', expr: order(ref('@plan.input.order')), bind: { as: 'request' } };
    const inner = plan('t/b_middle@1', steps(spawn('go', 't/core_b@1', order(ref('@plan.input.id')))));
    const outer = plan('t/a_entry@1', { input: 't/Wide@1', ...steps(assign, spawn('go', 't/b_middle@1', ref('@var:request'))) });
    expect(first(ORDER, DONE, WIDE, waiting, inner, outer)?.correlateBy).toEqual(['order']);
    const given = plan('t/a_entry@1', steps(spawn('go', 't/core_b@1', order(ref('@var:correlation_id')))));
    expect(first(ORDER, DONE, waiting, given)?.correlateBy).toEqual(['id']);
  });

  test('correlate by: what every item of a fan-out gets', () => {
    const fan = (...ids: readonly Json[]): Json => ({ id: 'each', op: 'spawn_for_each', plan: 't/core_b@1', inputs: { list: ids.map(order) }, bind: { handles_as: 'hs' } });
    const parent = (...ids: readonly Json[]) => first(ORDER, DONE, WIDE, waiting, plan('t/a_entry@1', { input: 't/Wide@1', ...steps(fan(...ids)) }))?.correlateBy;
    expect(parent(ref('@plan.input.order'), ref('@plan.input.order'))).toEqual(['order']);
    expect(parent(ref('@plan.input.order'), ref('@plan.input.other'))).toEqual([]);
  });

  test('plans that spawn each other have a contract too', () => {
    const parent = (name: string, child: string): Json => plan(name, steps(spawn('go', child), wait('w', 't/Done@1', eq('@event.id', '@plan.input.id'))));
    expect(contract(ORDER, DONE, parent('t/core_a@1', 't/core_b@1'), parent('t/core_b@1', 't/core_a@1')).plans.map(({ correlateBy, waitsFor }) => [correlateBy, waitsFor])).toEqual([[['id'], ['t/Done@1']], [['id'], ['t/Done@1']]]);
  });
});
