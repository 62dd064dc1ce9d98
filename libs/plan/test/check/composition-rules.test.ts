// The rules of composition and its bad input, one row each: what breaks a rule, its code, and the nearest twin that passes.
import { describe, expect, test } from 'vitest';
import { STEP_OPS_1_1 } from '@nx-air/air';
import { checkWorld } from '../../src/check.ts';
import { DONE, end, ORDER, plan, record, ref, schema, text } from '../support/defs.ts';
import { build, packFindings, worldFindings, type Json } from '../support/world.ts';
import { codesOf, edges, flow } from '../lints/lint-findings.ts';

const WIDE = schema('t/Wide@1', record({ order: ref('t/Order@1'), orders: { list: ref('t/Order@1') }, kept: { option: ref('t/Kept@1') } }));
const KEPT = schema('t/Kept@1', record({ text: { text: {} } }));
const HANDLES = schema('t/Handles@1', { list: ref('sys/PlanHandle@1') });
const HOLDER = schema('t/Holder@1', record({ deep: { option: { list: record({ handle: ref('sys/PlanHandle@1') }) } } }));
const CHILD = plan('t/child@1');
const OTHER = plan('t/other@1');

const INPUT = ref('@plan.input.order');
const spawn = (id: string, child = 't/child@1', input: unknown = INPUT): Json => ({ id, op: 'spawn_plan', plan: child, input, bind: { handle_as: `${id}_h` } });
const fan = (id: string, inputs: unknown, more: Json = { max_fanout: 3 }, child = 't/child@1'): Json => ({ id, op: 'spawn_for_each', plan: child, inputs, bind: { handles_as: `${id}_h` }, ...more });
const wait = (id: string, handle: unknown): Json => ({ id, op: 'await_plan', for: handle, bind: { as: `${id}_v` } });
const all = (id: string, handles: unknown): Json => ({ id, op: 'await_plans_all', handles, bind: { results_as: `${id}_v` } });
const set = (id: string, expr: unknown): Json => ({ id, op: 'assign', expr, bind: { as: id } });
const h = (id: string): Json => ref(`@var:${id}_h`);
const list = (...items: readonly unknown[]): Json => ({ list: items });
const order = (id: unknown): Json => record({ id, count: { nat: 1 } });

interface Row {
  readonly steps: readonly Json[];
  readonly more?: Json;
}
const chain = (steps: readonly Json[]): readonly Json[] => edges([...steps.map(({ id }) => String(id)), 'end'].join(' -> '));
const parent = ({ steps, more = {} }: Row): Json => plan('t/p@1', { input: 't/Wide@1', steps: [...steps, end], edges: chain(steps), ...more });
const codes = (row: Row, manifest: Json = { air_version: '1.1' }, ...defs: readonly Json[]): readonly string[] => {
  const holders = [HANDLES, HOLDER].filter(({ name }) => JSON.stringify(row).includes(String(name)));
  const { merged } = build({ manifest, defs: [ORDER, DONE, WIDE, KEPT, ...holders, CHILD, OTHER, parent(row), ...defs] });
  return checkWorld(merged).map(({ code }) => code);
};

describe('what the steps name and give', () => {
  test.each<[rule: string, broken: Row, code: string | readonly string[], twin: Row]>([
    ['an unknown child', { steps: [spawn('a', 't/chlid@1'), wait('w', h('a'))] }, 'unknown_plan', { steps: [spawn('a'), wait('w', h('a'))] }],
    ['an unknown child of a fan-out', { steps: [fan('a', ref('@plan.input.orders'), { max_fanout: 3 }, 't/chlid@1'), all('w', h('a'))] }, 'unknown_plan', { steps: [fan('a', ref('@plan.input.orders')), all('w', h('a'))] }],
    ['an await before its spawn', { steps: [wait('w', h('a')), spawn('a')] }, 'unbound_variable', { steps: [spawn('a'), wait('w', h('a'))] }],
    ['a wrong input', { steps: [spawn('a', 't/child@1', ref('@plan.input.orders')), wait('w', h('a'))] }, 'type_mismatch', { steps: [spawn('a'), wait('w', h('a'))] }],
    ['a wrong input in the middle of a list', { steps: [fan('a', list(INPUT, ref('@plan.input.orders'), INPUT)), all('w', h('a'))] }, 'type_mismatch', { steps: [fan('a', list(INPUT, order(text('x')), INPUT)), all('w', h('a'))] }],
    ['a field that is missing in the middle of a list', { steps: [fan('a', list(INPUT, record({ id: text('x') }), INPUT)), all('w', h('a'))] }, 'missing_record_field', { steps: [fan('a', list(INPUT, order(text('y')))), all('w', h('a'))] }],
    ['a list of something else', { steps: [fan('a', INPUT), all('w', h('a'))] }, 'type_mismatch', { steps: [fan('a', ref('@plan.input.orders')), all('w', h('a'))] }],
    ['more inputs than the bound', { steps: [fan('a', list(INPUT, INPUT, INPUT, INPUT)), all('w', h('a'))] }, 'fanout_over_bound', { steps: [fan('a', list(INPUT, INPUT, INPUT)), all('w', h('a'))] }],
    ['a list from outside without a bound', { steps: [fan('a', ref('@plan.input.orders'), {}), all('w', h('a'))] }, 'fanout_unbounded', { steps: [fan('a', ref('@plan.input.orders')), all('w', h('a'))] }],
    ['a child that nobody awaits', { steps: [spawn('a')] }, 'handle_not_awaited', { steps: [spawn('a'), wait('w', h('a'))] }],
  ])('%s', (_rule, broken, code, twin) => {
    expect(codes(twin), 'the passing twin').toEqual([]);
    expect(codes(broken)).toEqual([code].flat());
  });

  test('an empty list is one, of inputs and of handles', () => {
    expect(codes({ steps: [fan('a', list(), {}), all('w', h('a'))] })).toEqual([]);
    expect(codes({ steps: [all('w', list())] })).toEqual([]);
  });

  test('an unknown child is one finding, with what was meant, also in a pack that is not merged', () => {
    const steps = [spawn('a', 't/chlid@1', ref('@plan.input')), wait('w', h('a'))];
    const found = packFindings([ORDER, plan('t/child@1'), plan('t/core_p@1', { steps: [...steps, end], edges: chain(steps) })]).split('\n').filter((line) => /unknown|mean/u.test(line));
    expect(found).toMatchInlineSnapshot(`
      [
        "p/defs.air.json:35:17 error unknown_plan",
        "  defplan t/core_p@1: unknown plan",
        "  hint: Did you mean \`t/child@1\`?",
      ]
    `);
  });
});

describe('one barrier, one plan', () => {
  const pair = (second: string): readonly Json[] => [spawn('a'), spawn('b', second)];
  const LOCAL = { locals: { kept: 't/Handles@1' } };
  test.each<[rule: string, broken: Row, code: string | readonly string[], twin: Row]>([
    ['handles of two plans in a list', { steps: [...pair('t/other@1'), all('w', list(h('a'), h('b')))] }, 'mixed_items', { steps: [...pair('t/child@1'), all('w', list(h('a'), h('b')))] }],
    ['the list of one fan-out in a list', { steps: [fan('a', list(INPUT)), spawn('b'), all('w', list(h('a'), h('b')))] }, 'mixed_items', { steps: [fan('a', list(INPUT)), spawn('b'), all('w', h('a')), wait('v', h('b'))] }],
    ['handles of two plans in a local that forgets whose they are', { steps: [...pair('t/other@1'), set('kept', list(h('a'), h('b'))), all('w', ref('@var:kept'))], more: LOCAL }, 'bad_await_handle', { steps: [...pair('t/child@1'), set('listed', list(h('a'), h('b'))), all('w', ref('@var:listed'))] }],
    ['one handle where a list is wanted', { steps: [spawn('a'), all('w', h('a'))] }, 'bad_await_handle', { steps: [spawn('a'), all('w', list(h('a')))] }],
    ['a list where one handle is wanted', { steps: [fan('a', list(INPUT)), wait('w', h('a'))] }, 'bad_await_handle', { steps: [fan('a', list(INPUT)), all('w', h('a'))] }],
  ])('%s', (_rule, broken, code, twin) => {
    expect(codes(twin), 'the passing twin').toEqual([]);
    expect(codes(broken)).toEqual([code].flat());
  });
});

describe('handles stay where they are', () => {
  const UUID = { uuid: '00000000-0000-8000-8000-000000000000' };
  const forged = record({ instance_id: UUID, plan: text('t/child@1') });
  test.each<[rule: string, broken: Row, code: string | readonly string[]]>([
    ['forged from its fields', { steps: [set('mine', forged), wait('w', ref('@var:mine'))], more: { locals: { mine: 'sys/PlanHandle@1' } } }, 'bad_await_handle'],
    ['forged in the place of the await', { steps: [wait('w', forged)] }, 'bad_await_handle'],
    ['forged among true ones', { steps: [spawn('a'), all('w', list(h('a'), forged))] }, 'mixed_items'],
    ['handed to a child as its input', { steps: [spawn('a'), spawn('b', 't/child@1', h('a')), wait('w', h('b'))] }, 'type_mismatch'],
    ['deep inside the input', { steps: [], more: { input: 't/Holder@1' } }, 'handle_leaves_plan'],
    ['deep inside the output', { steps: [], more: { output: 't/Holder@1', steps: [{ ...end, result: record({ deep: { null: {} } }) }] } }, 'handle_leaves_plan'],
    ['deep inside an event', { steps: [{ id: 'tell', op: 'raise_event', event: 't/Holder@1', value: record({ deep: { null: {} } }) }] }, 'handle_leaves_plan'],
    ['compared with text', { steps: [spawn('a'), wait('w', h('a')), set('same', { op: 'eq', args: [h('a'), text('x')] })] }, 'not_comparable'],
    ['as a key of idempotency', { steps: [spawn('a'), wait('w', h('a')), set('key', { op: 'hash', args: [h('a')] })] }, 'handle_is_opaque'],
  ])('%s', (_rule, broken, code) => {
    expect(codes(broken)).toEqual([code].flat());
  });

  test('handed to a plan that would take one: there', () => {
    const nosy = plan('t/nosy@1', { input: 'sys/PlanHandle@1' });
    const { merged } = build({ manifest: { air_version: '1.1' }, defs: [ORDER, DONE, WIDE, KEPT, CHILD, nosy, parent({ steps: [spawn('a'), wait('w', h('a')), spawn('b', 't/nosy@1', h('a')), wait('v', h('b'))] })] });
    expect(checkWorld(merged).map(({ code, subject }) => [code, subject])).toEqual([['handle_leaves_plan', 'defplan t/nosy@1']]);
  });
});

describe('circles', () => {
  const spawning = (name: string, child: string, how: 'spawn_plan' | 'spawn_for_each' = 'spawn_plan'): Json => {
    const steps = how === 'spawn_plan' ? [spawn('go', child, ref('@plan.input')), wait('w', h('go'))] : [fan('go', list(ref('@plan.input')), {}, child), all('w', h('go'))];
    return plan(name, { steps: [...steps, end], edges: chain(steps) });
  };
  const found = (defs: readonly Json[], imports: readonly (readonly Json[])[] = []): readonly string[] => codesOf(worldFindings({ manifest: { air_version: '1.1' }, defs: [ORDER, DONE, ...defs], imports }));
  test.each<[rule: string, broken: readonly Json[]]>([
    ['direct', [spawning('t/a@1', 't/a@1')]],
    ['direct, by a fan-out', [spawning('t/a@1', 't/a@1', 'spawn_for_each')]],
    ['mutual', [spawning('t/a@1', 't/b@1'), spawning('t/b@1', 't/a@1')]],
    ['mutual, by a fan-out on one side', [spawning('t/a@1', 't/b@1', 'spawn_for_each'), spawning('t/b@1', 't/a@1')]],
    ['of three, entered from outside', [spawning('t/start@1', 't/a@1'), spawning('t/a@1', 't/b@1'), spawning('t/b@1', 't/c@1'), spawning('t/c@1', 't/a@1')]],
  ])('%s', (_rule, broken) => {
    expect(found(broken)).toEqual(['spawn_cycle']);
  });

  test('a line, a tree and two ways to one child are none', () => {
    expect(found([spawning('t/a@1', 't/b@1'), spawning('t/b@1', 't/d@1'), spawning('t/c@1', 't/d@1'), plan('t/d@1')])).toEqual([]);
  });

  test('through a wrapper of the world and a core of an import', () => {
    expect(found([spawning('t/mine@1', 'p/core_a@1')], [[spawning('p/core_a@1', 't/mine@1')]])).toContain('spawn_cycle');
  });
});

describe('a world of version 1', () => {
  const uses: Readonly<Record<string, readonly Json[]>> = {
    spawn_plan: [spawn('a')],
    await_plan: [spawn('a'), wait('w', h('a'))],
    spawn_for_each: [fan('a', list(INPUT), {})],
    await_plans_all: [fan('a', list(INPUT), {}), all('w', h('a'))],
  };
  test.each(STEP_OPS_1_1.map((op) => [op]))('%s needs 1.1, named once', (op) => {
    const steps = uses[op] ?? [];
    expect(steps.some((step) => step['op'] === op)).toBe(true);
    expect(codes({ steps }, { air_version: '1' }).filter((code) => code === 'needs_air_1_1')).toHaveLength(1);
    expect(codes({ steps }, { air_version: '1.1' })).not.toContain('needs_air_1_1');
  });

  test.each<[string, Json]>([['when', { when: { bool: true } }], ['input_expr', { input_expr: ref('@event') }]])('a trigger with %s needs 1.1', (_member, more) => {
    const trigger = { event: 't/Wide@1', plan: 't/p@1', ...more };
    expect(codes({ steps: [] }, { air_version: '1', triggers: [trigger] })).toEqual(['needs_air_1_1']);
    expect(codes({ steps: [] }, { air_version: '1.1', triggers: [trigger] })).toEqual([]);
  });

  test('a wrapper of an import needs it too', () => {
    const wrapper = flow('p/core_w@1', [spawn('go', 't/child@1', ref('@plan.input')), wait('w', h('go'))], edges('go -> w'));
    expect(codesOf(worldFindings({ defs: [ORDER, DONE, CHILD], imports: [[wrapper]] }))).toEqual(['needs_air_1_1']);
  });
});
