// Each rule about children: the smallest plan that breaks it with its finding, and the nearest one that keeps it.
import { describe, expect, test } from 'vitest';
import { DONE, end, ORDER, plan, ref } from '../support/defs.ts';
import { build, worldFindings, type Json } from '../support/world.ts';
import { CHILD_CODES } from '../../src/check/plan-codes.ts';
import { checkWorld } from '../../src/check.ts';
import { findingsIn, rendered } from '../plan-view.ts';

const DEFS = `[
{ "$kind": "defschema", "name": "t/In@1", "type": { "record": { "id": { "text": {} }, "ids": { "list": { "text": {} } }, "big": { "bool": {} } } } },
{ "$kind": "defschema", "name": "t/Id@1", "type": { "text": {} } }, { "$kind": "defschema", "name": "t/Kept@1", "type": { "record": { "child": { "option": { "ref": "sys/PlanHandle@1" } } } } },
{ "$kind": "defschema", "name": "t/Size@1", "type": { "nat": {} } },
{ "$kind": "defplan", "name": "t/child@1", "input": "t/Id@1", "output": "t/Size@1", "steps": [{ "id": "end", "op": "end", "result": { "nat": 1 } }], "edges": [] },
{ "$kind": "defplan", "name": "t/quiet@1", "input": "t/Id@1", "steps": [{ "id": "end", "op": "end" }], "edges": [] },`;

interface Parts {
  readonly steps: readonly Json[];
  readonly links?: readonly (string | readonly [from: string, to: string, when: Json])[];
  readonly more?: Json;
}

/** One step a line; steps without links follow one another. */
function textOf({ steps, links, more = {} }: Parts): string {
  const ids = steps.map((step) => String(step['id']));
  const chain = links ?? ids.slice(1).map((id, index) => `${ids[index]} ${id}`);
  const edges = chain.map((link) => {
    if (typeof link !== 'string') return { from: link[0], to: link[1], when: link[2] };
    const [from, to] = link.split(' ');
    return { from, to };
  });
  const head = JSON.stringify({ $kind: 'defplan', name: 't/p@1', input: 't/In@1', ...more, edges }).slice(0, -1);
  return `${DEFS}\n${head}, "steps": [\n${steps.map((step) => JSON.stringify(step)).join(',\n')}\n] }\n]`;
}

const seen = new Set<string>();
const codes = (parts: Parts): readonly string[] => {
  const found = findingsIn(textOf(parts)).map(({ code }) => code);
  for (const code of found) seen.add(code);
  return found;
};
const show = (parts: Parts): string => {
  codes(parts);
  return rendered(textOf(parts));
};

const ID = ref('@plan.input.id');
const spawn = (id: string, child = 't/child@1', input: unknown = ID): Json => ({ id, op: 'spawn_plan', plan: child, input, bind: { handle_as: `${id}_h` } });
const wait = (id: string, handle: unknown): Json => ({ id, op: 'await_plan', for: handle, bind: { as: `${id}_v` } });
const fan = (id: string, inputs: unknown = ref('@plan.input.ids'), more: Json = { max_fanout: 10 }): Json => ({ id, op: 'spawn_for_each', plan: 't/child@1', inputs, bind: { handles_as: `${id}_hs` }, ...more });
const all = (id: string, handles: unknown): Json => ({ id, op: 'await_plans_all', handles, bind: { results_as: `${id}_v` } });
const set = (id: string, expr: unknown, as = id): Json => ({ id, op: 'assign', expr, bind: { as } });
const op = (name: string, ...args: unknown[]): Json => ({ op: name, args });

describe('outcomes', () => {
  const read = (arm: string, child: string): Parts => ({
    steps: [spawn('go', child), wait('done', ref('@var:go_h')), set('size', ref('@var:done_v.$value'))],
    links: ['go done', ['done', 'size', op('eq', ref('@var:done_v.$tag'), { text: arm }) as Json]],
    more: { locals: { size: 't/Size@1' } },
  });

  test('are the output of the child behind Ok', () => {
    expect(show(read('Ok', 't/child@1'))).toBe('');
    expect(show(read('Ok', 't/quiet@1'))).toContain('expected t/Size@1, found unit');
    expect(show(read('Error', 't/child@1'))).toContain('expected t/Size@1, found sys/PlanError@1');
    expect(codes(read('Gone', 't/child@1'))).not.toEqual([]);
  });

  test('are not read before it is known which they are', () => {
    const parts: Parts = { steps: [spawn('go'), wait('done', ref('@var:go_h')), set('size', ref('@var:done_v.$value'))] };
    expect(codes(parts)).toEqual(['variant_unguarded']);
  });

  test('of a barrier are a list of them', () => {
    const parts = (index: unknown): Parts => ({ steps: [fan('each'), all('join', ref('@var:each_hs')), set('first', op('get', ref('@var:join_v'), index)), set('tag', ref('@var:first.$tag'))] });
    expect(show(parts({ nat: 0 }))).toBe('');
    expect(codes(parts({ text: 'a' }))).toEqual(['operand_type']);
  });
});

describe('what is awaited', () => {
  test('bad_await_handle', () => {
    expect(show({ steps: [spawn('go'), wait('done', ref('@var:go_h'))] })).toBe('');
    expect(show({ steps: [spawn('go'), set('keep', ref('@var:go_h')), wait('done', ref('@plan.input.id'))] })).toMatchInlineSnapshot(`
      "plans.air.json:10:38 error bad_await_handle
        defplan t/p@1: await of something that is no handle
        expected a handle that spawn_plan binds, found text
        hint: Name the handle of an emit_effect, or what a spawn binds.
      "
    `);
    expect(codes({ steps: [fan('each'), wait('done', ref('@var:each_hs'))] })).toEqual(['bad_await_handle']);
    expect(codes({ steps: [spawn('go'), all('join', ref('@var:go_h'))] })).toEqual(['bad_await_handle']);
  });

  test('a handle that is made up', () => {
    const forged: Parts = { steps: [set('h', { record: { instance_id: { uuid: '00000000-0000-8000-8000-000000000000' }, plan: { text: 't/child@1' } } }), wait('done', ref('@var:h'))], more: { locals: { h: 'sys/PlanHandle@1' } } };
    expect(codes(forged)).toEqual(['bad_await_handle']);
    expect(codes({ steps: [spawn('go'), set('h', ref('@var:go_h')), wait('done', ref('@var:h'))], more: { locals: { h: 'sys/PlanHandle@1' } } })).toEqual([]);
  });

  test('unbound_variable: on every path by edges', () => {
    expect(codes({ steps: [wait('done', ref('@var:go_h')), spawn('go')] })).toEqual(['unbound_variable']);
    const some: Parts = { steps: [set('a', { nat: 1 }), spawn('go'), wait('done', ref('@var:go_h'))], links: [['a', 'go', ref('@plan.input.big') as Json], 'go done', 'a done'] };
    expect(codes(some)).toEqual(['unbound_variable']);
  });

  test('mixed_items: a barrier of two plans', () => {
    const pair = (other: string): Parts => ({ steps: [spawn('a'), spawn('b', other), all('join', { list: [ref('@var:a_h'), ref('@var:b_h')] })] });
    expect(show(pair('t/child@1'))).toBe('');
    expect(show(pair('t/quiet@1'))).toMatchInlineSnapshot(`
      "plans.air.json:10:75 error mixed_items
        defplan t/p@1: items of different types
        expected handle of t/child@1, found handle of t/quiet@1
        hint: Give items of one type.
      "
    `);
  });

  test('handle_not_awaited', () => {
    expect(show({ steps: [spawn('go')] })).toMatchInlineSnapshot(`
      "plans.air.json:8:1 warning handle_not_awaited
        defplan t/p@1: child that nobody awaits
        found nothing reads go_h of go
        hint: Await the handle, or raise the input event of the child instead.
      "
    `);
    expect(codes({ steps: [fan('each')] })).toEqual(['handle_not_awaited']);
    expect(codes({ steps: [spawn('go'), wait('done', ref('@step:go'))] })).toEqual([]);
  });
});

describe('inputs', () => {
  test('type_mismatch in the middle of a list', () => {
    const parts = (middle: unknown): Parts => ({ steps: [fan('each', { list: [ID, middle, ID] }, {}), all('join', ref('@var:each_hs'))] });
    expect(show(parts(ID))).toBe('');
    expect(show(parts(ref('@plan.input.big')))).toMatchInlineSnapshot(`
      "plans.air.json:8:98 error type_mismatch
        defplan t/p@1: value of another type
        expected t/Id@1, found bool
        hint: Give a value of the expected type.
      "
    `);
  });

  test('type_mismatch of a single child', () => {
    expect(codes({ steps: [spawn('go', 't/child@1', ref('@plan.input.ids')), wait('done', ref('@var:go_h'))] })).toEqual(['type_mismatch']);
    expect(codes({ steps: [fan('each', ID), all('join', ref('@var:each_hs'))] })).toEqual(['type_mismatch']);
  });

  test('an empty list is one', () => {
    expect(show({ steps: [fan('each', [], {}), all('join', ref('@var:each_hs'))] })).toBe('');
  });

  test('fanout_unbounded and fanout_over_bound', () => {
    const parts = (inputs: unknown, more: Json): Parts => ({ steps: [fan('each', inputs, more), all('join', ref('@var:each_hs'))] });
    expect(codes(parts(ref('@plan.input.ids'), {}))).toEqual(['fanout_unbounded']);
    expect(codes(parts(ref('@plan.input.ids'), { max_fanout: 3 }))).toEqual([]);
    expect(codes(parts(['a', 'b', 'c'], { max_fanout: 3 }))).toEqual([]);
    expect(show(parts(['a', 'b', 'c', 'd'], { max_fanout: 3 }))).toMatchInlineSnapshot(`
      "plans.air.json:8:64 error fanout_over_bound
        defplan t/p@1: more inputs than \`max_fanout\`
        expected at most 3, found 4 inputs
        hint: Raise \`max_fanout\`, or remove inputs.
      "
    `);
  });
});

describe('handles are opaque', () => {
  const using = (...more: Json[]): Parts => ({ steps: [spawn('go'), wait('done', ref('@var:go_h')), ...more] });

  test('to paths and operators, but can be compared and listed', () => {
    expect(codes(using(set('same', op('eq', ref('@var:go_h'), ref('@step:go'))), set('both', { list: [ref('@var:go_h'), ref('@var:go_h')] })))).toEqual([]);
    expect(show(using(set('id', ref('@var:go_h.instance_id'))))).toMatchInlineSnapshot(`
      "plans.air.json:10:33 error handle_is_opaque
        defplan t/p@1: handle is used as a value
        found @var:go_h.instance_id
        hint: Await it, and read \`@step:<await>\`.
      "
    `);
    expect(codes(using(set('id', op('hash', ref('@var:go_h')))))).toEqual(['handle_is_opaque']);
    expect(codes(using(set('id', op('len', ref('@var:go_h')))))).toEqual(['operand_type']);
  });

  test('handle_leaves_plan: in input, output and events', () => {
    expect(codes({ steps: [spawn('go'), wait('done', ref('@var:go_h')), { id: 'end', op: 'end', result: ref('@var:go_h') }], more: { output: 'sys/PlanHandle@1' } })).toEqual(['handle_leaves_plan']);
    expect(codes({ steps: [{ id: 'end', op: 'end' }], more: { input: 't/Kept@1' } })).toEqual(['handle_leaves_plan']);
    expect(show(using({ id: 'tell', op: 'raise_event', event: 't/Kept@1', value: { record: { child: ref('@var:go_h') } } }))).toMatchInlineSnapshot(`
      "plans.air.json:10:41 error handle_leaves_plan
        defplan t/p@1: handle would leave the plan
        found t/Kept@1
        hint: Pass on what the child answers.
      "
    `);
  });

  test('another plan takes none', () => {
    expect(codes({ steps: [spawn('a'), spawn('b', 't/child@1', ref('@var:a_h')), wait('done', ref('@var:b_h'))] })).toEqual(['type_mismatch']);
  });
});

describe('in a world', () => {
  const spawning = (name: string, child: string): Json =>
    plan(name, { steps: [{ id: 'go', op: 'spawn_plan', plan: child, input: ref('@plan.input'), bind: { handle_as: 'h' } }, { id: 'wait', op: 'await_plan', for: ref('@var:h'), bind: { as: 'r' } }, end], edges: [{ from: 'go', to: 'wait' }, { from: 'wait', to: 'end' }] });
  const world = (...defs: readonly Json[]) => ({ manifest: { air_version: '1.1' }, defs: [ORDER, DONE, ...defs] });
  const found = (...defs: readonly Json[]): readonly string[] => checkWorld(build(world(...defs)).merged).map(({ code }) => code);

  test('spawn_cycle', () => {
    expect(found(spawning('t/a@1', 't/b@1'), spawning('t/b@1', 't/c@1'), plan('t/c@1'))).toEqual([]);
    expect(found(spawning('t/a@1', 't/a@1'))).toEqual(['spawn_cycle']);
    expect(worldFindings(world(spawning('t/a@1', 't/b@1'), spawning('t/b@1', 't/a@1')))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:77:17 error spawn_cycle
        defplan t/b@1: plan spawns itself
        found t/a@1 -> t/b@1 -> t/a@1
        see w/air/defs.air.json:35:17: spawns t/b@1
        hint: Remove one of the spawns; repeat work by raising an event that triggers the plan."
    `);
    expect(found(spawning('t/aa@1', 't/b@1'), spawning('t/a@1', 't/b@1'), spawning('t/b@1', 't/a@1'), spawning('t/c@1', 't/b@1'))).toEqual(['spawn_cycle']);
  });

  test('unknown_plan', () => {
    expect(found(spawning('t/a@1', 't/child@1'))).toEqual(['unknown_plan']);
  });
});

test('the table shows every code', () => {
  expect(CHILD_CODES.filter((code) => !seen.has(code))).toEqual([]);
});
