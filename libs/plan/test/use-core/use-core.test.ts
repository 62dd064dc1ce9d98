// Copies of imported plans become wrappers where the graphs match, and stay with a reason where they do not.
import { describe, expect, test } from 'vitest';
import { checkWorld, lintWorld, useCore, type UseCoreResult } from '../../src/check.ts';
import { DONE, end, ORDER, plan, policy, record, ref, schema, text, TIMER_GRANT } from '../support/defs.ts';
import { build, type Json, type WorldParts } from '../support/world.ts';

const tick = (at: unknown = { nat: 5 }): Json => ({ id: 'tick', op: 'emit_effect', kind: 'timer.set', params: record({ deliver_at_ns: at, key: { null: {} } }), cap: 'cap_timer', idempotency_key: { op: 'hash', args: [ref('@plan.input.id')] }, bind: { effect_id_as: 'intent' } });
const ticked: Json = { id: 'ticked', op: 'await_receipt', for: ref('@var:intent'), bind: { as: 'tock' } };
const tell = (id: unknown = ref('@plan.input.id')): Json => ({ id: 'tell', op: 'raise_event', event: 't/Done@1', value: record({ id }) });
const hear: Json = { id: 'hear', op: 'await_event', event: 't/Done@1', where: { op: 'eq', args: [ref('@event.id'), ref('@plan.input.id')] }, bind: { as: 'heard' } };
const EDGES = [{ from: 'tick', to: 'ticked' }, { from: 'ticked', to: 'tell', when: { op: 'eq', args: [ref('@step:ticked.$status'), text('ok')] } }, { from: 'tell', to: 'hear' }, { from: 'hear', to: 'end' }];
const CORE = plan('p/core_tick@1', { steps: [tick(ref('@plan.input.count')), ticked, tell(), hear, end], edges: EDGES });

/** The core in other words. */
const RENAMES: readonly (readonly [from: string, to: string])[] = [['"tick"', '"set"'], ['ticked', 'rang'], ['"tell"', '"say"'], ['"hear"', '"listen"'], ['intent', 'alarm'], ['"tock"', '"bell"'], ['"heard"', '"news"']];
const copyOf = (name: string, more: Json = {}, replaced: readonly (readonly [from: string, to: string])[] = RENAMES): Json => {
  const written = replaced.reduce((body, [from, to]) => body.replaceAll(from, to), JSON.stringify(CORE));
  return { ...(JSON.parse(written) as Json), name, ...more };
};

const rule = (origin_name: string): Json => ({ effect_kind: 'timer.set', cap_name: 'cap_timer', origin_kind: 'plan', origin_name });
interface Parts {
  readonly own: Json;
  readonly core?: Json;
  readonly manifest?: Json;
  readonly more?: readonly Json[];
}
const world = ({ own, core = CORE, manifest = {}, more = [] }: Parts): WorldParts => ({
  manifest: { plans: [own['name']], triggers: [{ event: own['input'], plan: own['name'] }], defaults: { policy: 't/policy@1', cap_grants: [TIMER_GRANT] }, ...manifest },
  defs: [own, policy([rule(String(own['name']))]), ...more],
  imports: [[ORDER, DONE, core]],
});
const run = (parts: Parts, plan?: string): UseCoreResult => useCore(build(world(parts)).merged, plan);
const wrapperIn = (result: UseCoreResult): Json => (result.used[0]?.wrapper ?? {}) as Json;
const inputIn = (result: UseCoreResult): unknown => (wrapperIn(result)['steps'] as readonly Json[] | undefined)?.[0]?.['input'];
const why = (result: UseCoreResult): readonly string[] => result.problems.map(({ code, actual = '', hint }) => `${code}: ${actual}${hint === undefined ? '' : ` | ${hint}`}`);

/** The world with the edits made, as far as definitions go. */
function edited(parts: Parts): WorldParts {
  const result = run(parts);
  const before = world(parts);
  const name = parts.own['name'];
  return {
    ...before,
    manifest: { ...before.manifest, air_version: '1.1', plans: [name, 'p/core_tick@1'] },
    defs: [wrapperIn(result), policy([rule('p/core_tick@1')]), ...(parts.more ?? [])],
  };
}

describe('a copy', () => {
  test.each([['word for word', copyOf('t/mine@1', {}, [])], ['under other names', copyOf('t/mine@1')], ['in another order', copyOf('t/mine@1', { steps: [...(copyOf('t/mine@1')['steps'] as readonly Json[])].reverse() })]])('%s becomes a wrapper', (_name, own) => {
    const result = run({ own });
    expect(result.problems).toEqual([]);
    expect(result.used.map(({ plan: name, core, steps }) => [name, core, steps])).toEqual([['t/mine@1', 'p/core_tick@1', 5]]);
    expect(inputIn(result)).toEqual(ref('@plan.input'));
    const { merged } = build(edited({ own }));
    expect([...checkWorld(merged), ...lintWorld(merged)].map(({ code }) => code)).toEqual([]);
  });

  test('asks for these edits', () => {
    expect(run({ own: copyOf('t/mine@1') })).toMatchInlineSnapshot(`
      {
        "edits": [
          {
            "file": "w/air/defs.air.json",
            "pointer": "/0",
            "set": {
              "$kind": "defplan",
              "edges": [
                {
                  "from": "core",
                  "to": "ended",
                },
                {
                  "from": "ended",
                  "to": "end",
                },
              ],
              "input": "t/Order@1",
              "name": "t/mine@1",
              "steps": [
                {
                  "bind": {
                    "handle_as": "core",
                  },
                  "id": "core",
                  "input": {
                    "ref": "@plan.input",
                  },
                  "op": "spawn_plan",
                  "plan": "p/core_tick@1",
                },
                {
                  "bind": {
                    "as": "outcome",
                  },
                  "for": {
                    "ref": "@var:core",
                  },
                  "id": "ended",
                  "op": "await_plan",
                },
                {
                  "id": "end",
                  "op": "end",
                },
              ],
            },
          },
          {
            "add": {
              "name": "p/core_tick@1",
            },
            "file": "w/air/manifest.air.json",
            "pointer": "/plans",
          },
          {
            "file": "w/air/defs.air.json",
            "pointer": "/1/rules/0/when/origin_name",
            "set": "p/core_tick@1",
          },
          {
            "file": "w/air/manifest.air.json",
            "pointer": "/air_version",
            "set": "1.1",
          },
        ],
        "problems": [],
        "used": [
          {
            "core": "p/core_tick@1",
            "plan": "t/mine@1",
            "steps": 5,
            "wrapper": {
              "$kind": "defplan",
              "edges": [
                {
                  "from": "core",
                  "to": "ended",
                },
                {
                  "from": "ended",
                  "to": "end",
                },
              ],
              "input": "t/Order@1",
              "name": "t/mine@1",
              "steps": [
                {
                  "bind": {
                    "handle_as": "core",
                  },
                  "id": "core",
                  "input": {
                    "ref": "@plan.input",
                  },
                  "op": "spawn_plan",
                  "plan": "p/core_tick@1",
                },
                {
                  "bind": {
                    "as": "outcome",
                  },
                  "for": {
                    "ref": "@var:core",
                  },
                  "id": "ended",
                  "op": "await_plan",
                },
                {
                  "id": "end",
                  "op": "end",
                },
              ],
            },
          },
        ],
      }
    `);
  });

  test('in a world of 1.1 that lists the core keeps both as they are', () => {
    const { edits } = run({ own: copyOf('t/mine@1'), manifest: { air_version: '1.1', plans: ['t/mine@1', 'p/core_tick@1'] } });
    expect(edits.map(({ pointer }) => pointer)).toEqual(['/0', '/1/rules/0/when/origin_name']);
  });

  test('of the same name goes', () => {
    const { used, edits, problems } = run({ own: copyOf('p/core_tick@1', {}, []) });
    expect([used, edits, problems]).toEqual([[{ plan: 'p/core_tick@1', core: 'p/core_tick@1', steps: 5 }], [{ file: 'w/air/defs.air.json', pointer: '/0', remove: true }], []]);
  });
});

describe('another input', () => {
  const WIDE = schema('t/Wide@1', record({ who: { text: {} }, id: { text: {} }, count: { nat: {} }, inner: record({ id: { text: {} }, count: { nat: {} } }), extra: { bool: {} } }));
  const reading = (id: unknown, count: unknown): Json => {
    const steps = (copyOf('t/mine@1')['steps'] as readonly Json[]).map((step) => JSON.parse(JSON.stringify(step).replaceAll('{"ref":"@plan.input.id"}', JSON.stringify(id)).replaceAll('{"ref":"@plan.input.count"}', JSON.stringify(count))) as Json);
    return copyOf('t/mine@1', { input: 't/Wide@1', steps });
  };
  const COUNT = ref('@plan.input.count');
  test.each<[string, Json, unknown]>([
    ['fields under other names', reading(ref('@plan.input.who'), COUNT), record({ id: ref('@plan.input.who'), count: COUNT })],
    ['a record inside', reading(ref('@plan.input.inner.id'), ref('@plan.input.inner.count')), record({ id: ref('@plan.input.inner.id'), count: ref('@plan.input.inner.count') })],
    ['a constant', reading(text('always'), { nat: 7 }), record({ id: text('always'), count: { nat: 7 } })],
    ['what can be worked out at once', reading({ op: 'concat', args: [ref('@plan.input.who'), text('/x')] }, COUNT), record({ id: { op: 'concat', args: [ref('@plan.input.who'), text('/x')] }, count: COUNT })],
  ])('%s', (_name, own, input) => {
    const result = run({ own, more: [WIDE] });
    expect(why(result)).toEqual([]);
    expect(inputIn(result)).toEqual(input);
    expect(checkWorld(build(edited({ own, more: [WIDE] })).merged).map(({ code }) => code)).toEqual([]);
    expect(result.edits.filter((edit) => 'add' in edit).map((edit) => ('add' in edit ? edit.add['name'] : ''))).toEqual(['p/core_tick@1']);
  });

  const mixed = (): Json => {
    const own = reading(ref('@plan.input.who'), COUNT);
    const steps = (own['steps'] as readonly Json[]).map((step) => (step['op'] === 'raise_event' ? { ...step, value: record({ id: ref('@plan.input.id') }) } : step));
    return { ...own, steps };
  };
  test.each<[string, Json]>([
    ['one field of the core for two of the copy', mixed()],
    ['what may fail when it is worked out', reading(ref('@plan.input.who'), { op: 'div', args: [COUNT, { nat: 2 }] })],
  ])('refuses %s', (_name, own) => {
    expect(run({ own, more: [WIDE] }).used).toEqual([]);
    expect(why(run({ own, more: [WIDE] }, 't/mine@1'))[0]).toMatch(/^core_not_usable: no step does what \w+ of the core does/u);
  });

  test('refuses a field of the core that nothing tells', () => {
    const needs = schema('p/Needs@1', record({ id: { text: {} }, count: { nat: {} }, unread: { hash: {} } }));
    const core = { ...CORE, input: 'p/Needs@1' };
    expect(why(run({ own: copyOf('t/mine@1'), core, more: [needs] }))).toEqual(['core_not_usable: nothing in it says what p/core_tick@1 gets as unread']);
    const may = schema('p/Needs@1', record({ id: { text: {} }, count: { nat: {} }, unread: { option: { hash: {} } } }));
    expect(inputIn(run({ own: copyOf('t/mine@1'), core, more: [may] }))).toEqual(record({ id: ref('@plan.input.id'), count: COUNT, unread: { null: {} } }));
  });
});

describe('what is no copy', () => {
  const steps = copyOf('t/mine@1')['steps'] as readonly Json[];
  const edges = copyOf('t/mine@1')['edges'] as readonly Json[];
  const without = (id: string): readonly Json[] => steps.filter((step) => step['id'] !== id);
  const changed = (id: string, more: Json): Json => copyOf('t/mine@1', { steps: steps.map((step) => (step['id'] === id ? { ...step, ...more } : step)) });
  test.each<[string, Json, string]>([
    ['a step more', copyOf('t/mine@1', { steps: [...steps, { id: 'more', op: 'assign', expr: text('x'), bind: { as: 'more' } }] }), '6 steps, the core has 5 (p/core_tick@1)'],
    ['a step less', copyOf('t/mine@1', { steps: without('listen'), edges: [...edges.slice(0, 2), { from: 'say', to: 'end' }] }), '4 steps, the core has 5 (p/core_tick@1)'],
    ['an edge less', copyOf('t/mine@1', { edges: edges.slice(0, 3) }), '3 edges, the core has 4 (p/core_tick@1)'],
    ['another slot', changed('set', { cap: 'cap_other' }), 'no step does what tick of the core does (p/core_tick@1)'],
    ['another constant', changed('set', { params: record({ deliver_at_ns: ref('@plan.input.count'), key: text('k') }) }), 'no step does what tick of the core does (p/core_tick@1)'],
    ['another guard', copyOf('t/mine@1', { edges: edges.map((edge) => (edge['when'] ? { ...edge, when: { op: 'ne', args: [ref('@step:rang.$status'), text('ok')] } } : edge)) }), 'no step does what tell of the core does (p/core_tick@1)'],
    ['another event', changed('listen', { event: 't/Order@1' }), 'no step does what hear of the core does (p/core_tick@1)'],
    ['an edge elsewhere', copyOf('t/mine@1', { edges: [...edges.slice(0, 3), { from: 'set', to: 'end' }] }), 'no step does what tick of the core does (p/core_tick@1)'],
  ])('%s', (_name, own, expected) => {
    expect([run({ own }).used, run({ own }).problems]).toEqual([[], []]);
    expect(why(run({ own }, 't/mine@1'))).toEqual([`core_not_usable: ${expected}`]);
  });

  test('a world without imported cores', () => {
    expect(why(run({ own: copyOf('t/mine@1'), core: { ...CORE, name: 'p/internal_tick@1' } }, 't/mine@1'))).toEqual(['core_not_usable: no core or entry plan is imported']);
  });

  test('two variables of the core as one', () => {
    const two = (second: string): Json => plan('x', { steps: [{ id: 'a', op: 'assign', expr: text('x'), bind: { as: 'one' } }, { id: 'b', op: 'assign', expr: text('y'), bind: { as: second } }, { ...tell(ref('@var:one')) }, end], edges: [{ from: 'a', to: 'b' }, { from: 'b', to: 'tell' }, { from: 'tell', to: 'end' }] });
    expect(run({ own: { ...two('two'), name: 't/mine@1' }, core: { ...two('other'), name: 'p/core_tick@1' } }).used).toHaveLength(1);
    expect(run({ own: { ...two('one'), name: 't/mine@1' }, core: { ...two('other'), name: 'p/core_tick@1' } }).used).toEqual([]);
    expect(run({ own: { ...two('two'), name: 't/mine@1' }, core: { ...two('one'), name: 'p/core_tick@1' } }).used).toEqual([]);
  });
});

describe('a copy whose place a wrapper cannot take', () => {
  test('the core reads the correlation value', () => {
    const core = { ...CORE, steps: (CORE['steps'] as readonly Json[]).map((step) => (step['op'] === 'await_event' ? { ...step, where: { op: 'eq', args: [ref('@event.id'), ref('@var:correlation_id')] } } : step)) };
    const own = { ...core, name: 't/mine@1' };
    expect(why(run({ own, core }))).toEqual(['core_not_usable: p/core_tick@1 reads @var:correlation_id, which a spawned run does not have | Trigger p/core_tick@1 itself.']);
  });

  const withResult = (name: string): Json => copyOf(name, { output: 't/Done@1', steps: (copyOf(name)['steps'] as readonly Json[]).map((step) => (step['op'] === 'end' ? { ...step, result: record({ id: ref('@plan.input.id') }) } : step)) });
  test('a parent may read its result', () => {
    const core = { ...withResult('p/core_tick@1') };
    const parent = plan('t/parent@1', { steps: [{ id: 'go', op: 'spawn_plan', plan: 't/mine@1', input: ref('@plan.input'), bind: { handle_as: 'h' } }, end], edges: [{ from: 'go', to: 'end' }] });
    const own = withResult('t/mine@1');
    expect(why(run({ own, core, more: [parent], manifest: { plans: ['t/mine@1', 't/parent@1'] } }))).toEqual(['core_not_usable: t/parent@1 spawns it and may read its result t/Done@1 | Spawn p/core_tick@1 in t/parent@1 instead.']);
    expect(run({ own, core }).used.map(({ output }) => output)).toEqual(['t/Done@1']);
    expect(why(run({ own: copyOf('t/mine@1'), core }, 't/mine@1'))).toEqual(['core_not_usable: output none, that of the core is t/Done@1 (p/core_tick@1)']);
  });
});

describe('symmetric graphs', () => {
  const many = (name: string, order: readonly number[], read: (n: number) => unknown): Json => {
    const steps = order.map((n) => ({ id: `s${n}`, op: 'raise_event', event: 't/Done@1', value: record({ id: read(n) }) }));
    return plan(name, { steps: [{ id: 'go', op: 'assign', expr: text('x'), bind: { as: 'x' } }, ...steps, end], edges: [...order.map((n) => ({ from: 'go', to: `s${n}` })), ...order.map((n) => ({ from: `s${n}`, to: 'end' }))] });
  };
  const range = Array.from({ length: 12 }, (_, n) => n);
  const named = (n: number): unknown => text(`n${n}`);
  test('are told apart by what the steps do', () => {
    expect(run({ own: many('t/mine@1', range.toReversed(), named), core: many('p/core_tick@1', range, named) }).used).toHaveLength(1);
  });
  test('that differ in one step end in time', () => {
    const same = (): unknown => ref('@plan.input.id');
    const odd = (n: number): unknown => (n === 0 ? text('odd') : same());
    expect(run({ own: many('t/mine@1', range, same), core: many('p/core_tick@1', range, odd) }).used).toEqual([]);
  });
});
