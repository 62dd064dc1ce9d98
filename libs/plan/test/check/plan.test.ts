// Each rule about a plan: the smallest plan that breaks it with the finding as people read it, and the nearest one that keeps it.
import { describe, expect, test } from 'vitest';
import { PLAN_CODES } from '../../src/check/plan-codes.ts';
import { findingsIn, rendered, type Json } from '../plan-view.ts';

interface Parts {
  readonly steps: readonly Json[];
  readonly edges?: readonly Json[];
  readonly output?: string;
  readonly locals?: Json;
}

/** A record of variants under names around the length at which keys are shortened. */
const LONG_FIELDS = [70, 74, 75, 76, 77, 78, 79, 90].map((length) => `"${'n'.repeat(length)}": { "ref": "t/Choice@1" }`).join(', ');
const LONG = `{ "$kind": "defschema", "name": "t/Long@1", "type": { "record": { ${LONG_FIELDS} } } }`;

const DEFS = `[
{ "$kind": "defschema", "name": "t/Text@1", "type": { "text": {} } }, { "$kind": "defschema", "name": "t/Seen@1", "type": { "record": { "on": { "option": { "bool": {} } } } } }, ${LONG},
{ "$kind": "defschema", "name": "t/Wrap@1", "type": { "record": { "in": { "option": { "ref": "t/Point@1" } } } } }, { "$kind": "defschema", "name": "t/Point@1", "type": { "record": { "x": { "nat": {} }, "label": { "option": { "text": {} } } } } },
{ "$kind": "defschema", "name": "t/Choice@1", "type": { "variant": { "A": { "text": {} }, "B": { "unit": {} } } } },
{ "$kind": "defschema", "name": "t/In@1", "type": { "record": { "name": { "text": {} }, "count": { "nat": {} }, "flag": { "bool": {} }, "note": { "option": { "text": {} } }, "choice": { "ref": "t/Choice@1" }, "counts": { "map": { "key": { "text": {} }, "value": { "nat": {} } } }, "raw": { "bytes": {} } } } },`;

/** One step or edge a line, so that the line of a finding says which. */
function textOf({ steps, edges = [], output, locals }: Parts): string {
  const lines = (list: readonly Json[]): string => list.map((each) => JSON.stringify(each)).join(',\n');
  const head = `{ "$kind": "defplan", "name": "t/p@1", "input": "t/In@1"${output ? `, "output": "${output}"` : ''}${locals ? `, "locals": ${JSON.stringify(locals)}` : ''}`;
  return `${DEFS}\n${head}, "steps": [\n${lines(steps)}\n], "edges": [\n${lines(edges)}\n] }\n]`;
}

const seen = new Set<string>();

function show(parts: Parts): string {
  const text = textOf(parts);
  for (const { code } of findingsIn(text)) seen.add(code);
  return rendered(text);
}

const ref = (text: string): Json => ({ ref: text });
const op = (name: string, ...args: Json[]): Json => ({ op: name, args });
const set = (id: string, expr: Json, as = id): Json => ({ id, op: 'assign', expr, bind: { as } });
const raise = (id: string, event: string, value: Json): Json => ({ id, op: 'raise_event', event, value });
const timer = (id: string): Json => ({
  id,
  op: 'emit_effect',
  kind: 'timer.set',
  params: { record: { deliver_at_ns: ref('@plan.input.count'), key: { null: {} } } },
  cap: 'timer',
  bind: { effect_id_as: `${id}_h` },
});
const wait = (id: string, handle: string): Json => ({ id, op: 'await_receipt', for: ref(`@var:${handle}`), bind: { as: `${id}_v` } });
const end = (id: string, result?: Json): Json => ({ id, op: 'end', ...(result === undefined ? {} : { result }) });
const edge = (from: string, to: string, when?: Json): Json => ({ from, to, ...(when === undefined ? {} : { when }) });
const ok = (id: string): Json => op('eq', ref(`@step:${id}.$status`), { text: 'ok' });
const NAME = ref('@plan.input.name');
const COUNT = ref('@plan.input.count');
const FLAG = ref('@plan.input.flag');
const ONE: Json = { nat: 1 };
const one = (expr: Json): Parts => ({ steps: [set('a', expr)] });

describe('graph', () => {
  test('duplicate_step', () => {
    expect(show({ steps: [set('a', ONE), set('b', ONE)] })).toBe('');
    expect(show({ steps: [set('a', ONE), set('a', ONE, 'b')] })).toMatchInlineSnapshot(`
      "plans.air.json:8:7 error duplicate_step
        defplan t/p@1: two steps with one id
        found a
        see plans.air.json:7:7: the other one
        hint: Rename one of the steps.
      "
    `);
  });

  test('unknown_step in an edge', () => {
    expect(show({ steps: [set('fetch', ONE), set('b', ONE)], edges: [edge('fetch', 'b')] })).toBe('');
    expect(show({ steps: [set('fetch', ONE), set('b', ONE)], edges: [edge('fetsh', 'b')] })).toMatchInlineSnapshot(`
      "plans.air.json:10:9 error unknown_step
        defplan t/p@1: unknown step
        found fetsh
        hint: Did you mean \`fetch\`?
      "
    `);
  });

  test('duplicate_edge', () => {
    expect(show({ steps: [set('a', ONE), set('b', ONE)], edges: [edge('a', 'b', FLAG)] })).toBe('');
    expect(show({ steps: [set('a', ONE), set('b', ONE)], edges: [edge('a', 'b'), edge('a', 'b', FLAG)] })).toMatchInlineSnapshot(`
      "plans.air.json:11:1 error duplicate_edge
        defplan t/p@1: edge given twice
        found a -> b
        see plans.air.json:10:1: the other one
        hint: Remove one of them, or join their guards with \`or\`.
      "
    `);
  });

  test('plan_cycle', () => {
    expect(show({ steps: [set('a', ONE), set('b', ONE), set('c', ONE)], edges: [edge('a', 'b'), edge('b', 'c'), edge('a', 'c')] })).toBe('');
    expect(show({ steps: [set('a', ONE), set('b', ONE), set('c', ONE)], edges: [edge('a', 'b'), edge('b', 'c'), edge('c', 'a')] })).toMatchInlineSnapshot(`
      "plans.air.json:13:1 error plan_cycle
        defplan t/p@1: steps form a cycle
        found a -> b -> c -> a
        hint: Remove one of the edges.
      "
    `);
  });

  test('plan_cycle of one step', () => {
    expect(show({ steps: [set('a', ONE)] })).toBe('');
    expect(show({ steps: [set('a', ONE)], edges: [edge('a', 'a')] })).toMatchInlineSnapshot(`
      "plans.air.json:9:1 error plan_cycle
        defplan t/p@1: steps form a cycle
        found a -> a
        hint: Remove one of the edges.
      "
    `);
  });

  test('dead_step', () => {
    expect(show({ steps: [end('a'), set('b', ONE)], edges: [edge('b', 'a')] })).toBe('');
    expect(show({ steps: [end('a'), set('b', ONE)], edges: [edge('a', 'b')] })).toMatchInlineSnapshot(`
      "plans.air.json:8:1 warning dead_step
        defplan t/p@1: step can never run
        found b
        see plans.air.json:7:1: the plan has ended here
        hint: Remove the step, or let its edge begin before the \`end\`.
      "
    `);
  });

  test('edge_from_end', () => {
    expect(show({ steps: [end('a'), set('b', ONE), set('c', ONE)], edges: [edge('b', 'c')] })).toBe('');
    expect(show({ steps: [end('a'), set('b', ONE), set('c', ONE)], edges: [edge('a', 'c'), edge('b', 'c')] })).toMatchInlineSnapshot(`
      "plans.air.json:11:1 warning edge_from_end
        defplan t/p@1: edge begins at an \`end\`
        found a -> c
        hint: Remove the edge.
      "
    `);
  });

  test('guard_never_holds: constant', () => {
    expect(show({ steps: [set('a', ONE), set('b', ONE)], edges: [edge('a', 'b', { bool: true })] })).toBe('');
    expect(show({ steps: [set('a', ONE), set('b', ONE)], edges: [edge('a', 'b', { bool: false })] })).toMatchInlineSnapshot(`
      "plans.air.json:10:29 warning guard_never_holds
        defplan t/p@1: guard can never hold
        hint: Remove the edge, or correct the guard.
      "
    `);
  });

  test('guard_never_holds: contradicts an earlier guard', () => {
    expect(show({ steps: [set('a', ONE), set('b', ONE), set('c', ONE)], edges: [edge('a', 'b', FLAG), edge('b', 'c', FLAG)] })).toBe('');
    expect(show({ steps: [set('a', ONE), set('b', ONE), set('c', ONE)], edges: [edge('a', 'b', FLAG), edge('b', 'c', op('not', FLAG))] })).toMatchInlineSnapshot(`
      "plans.air.json:12:29 warning guard_never_holds
        defplan t/p@1: guard can never hold
        hint: Remove the edge, or correct the guard.
      "
    `);
  });

  test('guard_never_holds: null where no option is', () => {
    expect(show({ steps: [set('a', ONE), set('b', ONE)], edges: [edge('a', 'b', op('eq', ref('@plan.input.note'), { null: {} }))] })).toBe('');
    expect(show({ steps: [set('a', ONE), set('b', ONE)], edges: [edge('a', 'b', op('eq', NAME, { null: {} }))] })).toMatchInlineSnapshot(`
      "plans.air.json:10:29 warning guard_never_holds
        defplan t/p@1: guard can never hold
        hint: Remove the edge, or correct the guard.
      "
    `);
  });
});

describe('guards about a fixed set of values', () => {
  const tagged = (arm: string): Parts => ({ steps: [set('a', ONE), set('b', ONE)], edges: [edge('a', 'b', op('eq', ref('@plan.input.choice.$tag'), { text: arm }))] });

  test('guard_never_holds: no arm of that name', () => {
    expect(show(tagged('A'))).toBe('');
    expect(show(tagged('Zed'))).toMatchInlineSnapshot(`
      "plans.air.json:10:29 warning guard_never_holds
        defplan t/p@1: guard can never hold
        hint: Remove the edge, or correct the guard.
      "
    `);
  });

  test('guard_never_holds: no status of that name', () => {
    const parts = (status: string): Parts => ({
      steps: [timer('t'), wait('w', 't_h'), set('b', ONE)],
      edges: [edge('t', 'w'), edge('w', 'b', op('eq', ref('@step:w.$status'), { text: status }))],
    });
    expect(show(parts('error'))).toBe('');
    expect(show(parts('failed'))).toMatchInlineSnapshot(`
      "plans.air.json:12:29 warning guard_never_holds
        defplan t/p@1: guard can never hold
        hint: Remove the edge, or correct the guard.
      "
    `);
  });

  test('a long path to a variant is as good as a short one', () => {
    const at = (field: string): Parts => ({
      steps: [{ id: 'w', op: 'await_event', event: 't/Long@1', bind: { as: 'l' } }, set('b', ref(`@var:l.${field}.$value`))],
      edges: [edge('w', 'b', op('eq', ref(`@var:l.${field}.$tag`), { text: 'A' }))],
    });
    for (const length of [70, 74, 75, 76, 77, 78, 79, 90]) expect(show(at('n'.repeat(length))), `${length}`).toBe('');
  });
});

describe('references', () => {
  test('unknown_variable', () => {
    expect(show({ steps: [set('total', ONE), set('b', ref('@var:total'))], edges: [edge('total', 'b')] })).toBe('');
    expect(show({ steps: [set('total', ONE), set('b', ref('@var:totl'))], edges: [edge('total', 'b')] })).toMatchInlineSnapshot(`
      "plans.air.json:8:32 error unknown_variable
        defplan t/p@1: unknown variable
        found totl
        hint: Did you mean \`total\`?
      "
    `);
  });

  test('unknown_step', () => {
    expect(show({ steps: [set('b', ONE), set('a', ref('@step:b'))], edges: [edge('b', 'a')] })).toBe('');
    expect(show(one(ref('@step:b')))).toMatchInlineSnapshot(`
      "plans.air.json:7:32 error unknown_step
        defplan t/p@1: unknown step
        found b
        hint: Correct the id, or add the step.
      "
    `);
  });

  test('unbound_variable: skipped on some paths', () => {
    expect(show({ steps: [set('s', ONE), set('a', ONE, 'x'), set('n', { nat: 2 }, 'x'), set('b', ref('@var:x'))], edges: [edge('s', 'a', FLAG), edge('s', 'n', op('not', FLAG)), edge('n', 'b'), edge('a', 'b')] })).toBe('');
    expect(show({ steps: [set('s', ONE), set('a', ONE, 'x'), set('b', ref('@var:x'))], edges: [edge('s', 'a', FLAG), edge('s', 'b'), edge('a', 'b')] })).toMatchInlineSnapshot(`
      "plans.air.json:9:32 error unbound_variable
        defplan t/p@1: variable is not bound on every path
        found x is bound by a, which is skipped on some paths to here
        hint: Bind it on every path to here, for example by an assign before the fork.
      "
    `);
  });

  test('unbound_variable: bound later', () => {
    expect(show({ steps: [set('a', ref('@var:b')), set('b', ONE)], edges: [edge('b', 'a')] })).toBe('');
    expect(show({ steps: [set('a', ref('@var:b')), set('b', ONE)], edges: [edge('a', 'b')] })).toMatchInlineSnapshot(`
      "plans.air.json:7:32 error unbound_variable
        defplan t/p@1: variable is not bound on every path
        found b is bound by b, not before this
        hint: Bind it on every path to here, for example by an assign before the fork.
      "
    `);
  });

  test('unbound_variable: a local that nothing binds', () => {
    expect(show({ steps: [set('x', NAME), set('a', ref('@var:x'))], edges: [edge('x', 'a')], locals: { x: 't/Text@1' } })).toBe('');
    expect(show({ steps: [set('a', ref('@var:x'))], locals: { x: 't/Text@1' } })).toMatchInlineSnapshot(`
      "plans.air.json:7:32 error unbound_variable
        defplan t/p@1: variable is not bound on every path
        found no step binds x
        hint: Bind it on every path to here, for example by an assign before the fork.
      "
    `);
  });

  test('unbound_variable: in a guard', () => {
    expect(show({ steps: [set('s', FLAG, 'x'), set('a', FLAG), set('b', ONE)], edges: [edge('s', 'a', FLAG), edge('s', 'b', ref('@var:x')), edge('a', 'b')] })).toBe('');
    expect(show({ steps: [set('s', ONE), set('a', FLAG, 'x'), set('b', ONE)], edges: [edge('s', 'a', FLAG), edge('s', 'b', ref('@var:x')), edge('a', 'b')] })).toMatchInlineSnapshot(`
      "plans.air.json:12:29 error unbound_variable
        defplan t/p@1: variable is not bound on every path
        found x is bound by a, not before this
        hint: Bind it on every path to here, for example by an assign before the fork.
      "
    `);
  });

  test('step_not_completed: one of two branches', () => {
    expect(show({ steps: [set('s', ONE), set('a', ONE), set('b', ONE), set('j', ref('@step:a'))], edges: [edge('s', 'a'), edge('s', 'b'), edge('a', 'j'), edge('b', 'j')] })).toBe('');
    expect(show({ steps: [set('s', ONE), set('a', ONE), set('b', ONE), set('j', ref('@step:a'))], edges: [edge('s', 'a', FLAG), edge('s', 'b', op('not', FLAG)), edge('a', 'j'), edge('b', 'j')] })).toMatchInlineSnapshot(`
      "plans.air.json:10:32 error step_not_completed
        defplan t/p@1: step has no value here
        found a is skipped on some paths to here
        hint: Add an edge from it, or read the value where it has completed.
      "
    `);
  });

  test('step_not_completed: itself', () => {
    expect(show(one(ONE))).toBe('');
    expect(show(one(ref('@step:a')))).toMatchInlineSnapshot(`
      "plans.air.json:7:32 error step_not_completed
        defplan t/p@1: step has no value here
        found the step itself
        hint: Add an edge from it, or read the value where it has completed.
      "
    `);
  });

  test('step_not_completed: an emit has no value', () => {
    const steps = (read: string): Parts => ({ steps: [timer('t'), wait('w', 't_h'), set('a', ref(read))], edges: [edge('t', 'w'), edge('w', 'a')] });
    expect(show(steps('@step:w.delivered_at_ns'))).toBe('');
    expect(show(steps('@step:t.intent_id'))).toMatchInlineSnapshot(`
      "plans.air.json:9:32 error step_not_completed
        defplan t/p@1: step has no value here
        found t emits an effect and has no value
        hint: Await its handle, and read \`@step:<await>\`.
      "
    `);
  });

  test('racy_variable: read', () => {
    expect(show({ steps: [set('a', ONE), set('b', ref('@var:a'))], edges: [edge('a', 'b')] })).toBe('');
    expect(show({ steps: [set('a', ONE), set('b', ref('@var:a'))] })).toMatchInlineSnapshot(`
      "plans.air.json:8:32 error racy_variable
        defplan t/p@1: variable is shared by branches that run side by side
        found a is bound by a, on a branch beside this one
        hint: Assign it before the fork, or use one variable for each branch.
      "
    `);
  });

  test('racy_variable: written twice', () => {
    expect(show({ steps: [set('s', ONE, 'x'), set('a', ONE, 'x'), set('b', ONE, 'x')], edges: [edge('s', 'a'), edge('s', 'b')] })).toBe('');
    expect(show({ steps: [set('s', ONE), set('a', ONE, 'x'), set('b', ONE, 'x')], edges: [edge('s', 'a'), edge('s', 'b')] })).toMatchInlineSnapshot(`
      "plans.air.json:9:55 error racy_variable
        defplan t/p@1: variable is shared by branches that run side by side
        found x is bound by a too, on a branch beside this one
        see plans.air.json:8:55: bound here too
        hint: Assign it before the fork, or use one variable for each branch.
      "
    `);
  });

  test('ambiguous_reference', () => {
    expect(show({ steps: [set('a', ref('@plan.input')), set('c', ref('@var:a.name'))], edges: [edge('a', 'c')] })).toBe('');
    expect(show({ steps: [set('a', ref('@plan.input')), set('b', ONE, 'a.name'), set('c', ref('@var:a.name'))], edges: [edge('a', 'b'), edge('b', 'c')] })).toMatchInlineSnapshot(`
      "plans.air.json:9:32 error ambiguous_reference
        defplan t/p@1: reference has two meanings
        found a variable a.name, and a field of a
        hint: Rename one of the variables.
      "
    `);
  });

  test('event_out_of_scope', () => {
    expect(show({ steps: [{ id: 'a', op: 'await_event', event: 't/Point@1', where: op('eq', ref('@event.x'), COUNT), bind: { as: 'p' } }] })).toBe('');
    expect(show(one(ref('@event.x')))).toMatchInlineSnapshot(`
      "plans.air.json:7:32 error event_out_of_scope
        defplan t/p@1: no event here
        hint: Read the value that the await binds.
      "
    `);
  });

  test('unknown_path', () => {
    expect(show(one(NAME))).toBe('');
    expect(show(one(ref('@plan.input.nam')))).toMatchInlineSnapshot(`
      "plans.air.json:7:32 error unknown_path
        defplan t/p@1: reference leads nowhere
        expected a field of @plan.input: choice, count, counts, flag, name, note, raw, found nam
        hint: Did you mean \`name\`?
      "
    `);
  });

  test('unknown_path: into text', () => {
    expect(show(one(NAME))).toBe('');
    expect(show(one(ref('@plan.input.name.first')))).toMatchInlineSnapshot(`
      "plans.air.json:7:32 error unknown_path
        defplan t/p@1: reference leads nowhere
        expected a record, variant or map as @plan.input.name, found text
        hint: Correct the path.
      "
    `);
  });

  test('option_unguarded: operand', () => {
    expect(show(one(op('and', op('ne', ref('@plan.input.note'), { null: {} }), op('starts_with', ref('@plan.input.note'), NAME))))).toBe('');
    expect(show(one(op('len', ref('@plan.input.note'))))).toMatchInlineSnapshot(`
      "plans.air.json:7:52 error option_unguarded
        defplan t/p@1: option may be null here
        expected text, bytes, list, set, map, record for len, found option<text>
        hint: Read it behind a guard \`ne(@plan.input.note, null)\`.
      "
    `);
  });

  test('option_unguarded: a guard that reads too much still says what it tests', () => {
    const IN = ref('@var:wrap.in.label');
    const read = (...tests: Json[]): Parts => ({
      steps: [{ id: 'a', op: 'await_event', event: 't/Wrap@1', bind: { as: 'wrap' } }, set('b', op('concat', IN, { text: '' }))],
      edges: [edge('a', 'b', op('and', ...tests))],
    });
    const some = (what: Json): Json => op('ne', what, { null: {} });
    expect(show(read(some(ref('@var:wrap.in')), some(IN)))).toBe('');
    expect(show(read(some(IN), some(ref('@var:wrap.in'))))).toMatchInlineSnapshot(`
      "plans.air.json:10:68 error option_unguarded
        defplan t/p@1: option may be null here
        found @var:wrap.in is option<t/Point@1>
        hint: Read it behind a guard \`ne(@var:wrap.in, null)\`.
      "
    `);
  });

  test('option_unguarded: slot', () => {
    expect(show({ steps: [set('s', ONE), raise('a', 't/Text@1', ref('@plan.input.note'))], edges: [edge('s', 'a', op('ne', ref('@plan.input.note'), { null: {} }))] })).toBe('');
    expect(show({ steps: [set('s', ONE), raise('a', 't/Text@1', ref('@plan.input.note'))], edges: [edge('s', 'a')] })).toMatchInlineSnapshot(`
      "plans.air.json:8:57 error option_unguarded
        defplan t/p@1: option may be null here
        expected t/Text@1, found option<text>
        hint: Read it behind a guard \`ne(@plan.input.note, null)\`.
      "
    `);
  });

  test('variant_unguarded', () => {
    expect(show({ steps: [set('s', ONE), set('a', ref('@plan.input.choice.$value'))], edges: [edge('s', 'a', op('eq', ref('@plan.input.choice.$tag'), { text: 'A' }))] })).toBe('');
    expect(show({ steps: [set('s', ONE), set('a', ref('@plan.input.choice.$value'))], edges: [edge('s', 'a')] })).toMatchInlineSnapshot(`
      "plans.air.json:8:32 error variant_unguarded
        defplan t/p@1: arm of the variant is not known here
        expected one of A, B to be known
        hint: Read it behind a guard \`eq(@plan.input.choice.$tag, "A")\`.
      "
    `);
  });

  test('map_key_unguarded', () => {
    expect(show(one(op('and', op('has', ref('@plan.input.counts'), { text: 'a' }), op('lt', ref('@plan.input.counts.a'), ONE))))).toBe('');
    expect(show(one(op('add', ref('@plan.input.counts.a'), ONE)))).toMatchInlineSnapshot(`
      "plans.air.json:7:52 error map_key_unguarded
        defplan t/p@1: map may lack the key
        hint: Read it behind a guard \`has(@plan.input.counts, "a")\`.
      "
    `);
  });
});

describe('receipts', () => {
  test('payload_unguarded', () => {
    expect(show({ steps: [timer('t'), wait('w', 't_h'), set('a', ref('@var:w_v.delivered_at_ns')), set('b', ref('@step:w.$fault.code'))], edges: [edge('t', 'w'), edge('w', 'a', ok('w')), edge('w', 'b', op('not', ok('w')))] })).toBe('');
    expect(show({ steps: [timer('t'), wait('w', 't_h'), set('a', ref('@step:w.delivered_at_ns')), set('b', ref('@step:w.$fault.code'))], edges: [edge('t', 'w'), edge('w', 'a'), edge('w', 'b', op('not', ok('w')))] })).toMatchInlineSnapshot(`
      "plans.air.json:9:32 error payload_unguarded
        defplan t/p@1: payload is read without its status
        hint: Read it behind a guard \`eq(@step:w.$status, "ok")\`.
      "
    `);
  });

  test('fault_unguarded', () => {
    expect(show({ steps: [timer('t'), wait('w', 't_h'), set('a', ref('@step:w.$fault.code'))], edges: [edge('t', 'w'), edge('w', 'a', op('eq', ref('@step:w.$status'), { text: 'timeout' }))] })).toBe('');
    expect(show({ steps: [timer('t'), wait('w', 't_h'), set('a', ref('@step:w.$fault.code'))], edges: [edge('t', 'w'), edge('w', 'a')] })).toMatchInlineSnapshot(`
      "plans.air.json:9:32 error fault_unguarded
        defplan t/p@1: fault is read without its status
        hint: Read it behind a guard \`ne(@step:w.$status, "ok")\`.
      "
    `);
  });

  test('duplicate_handle', () => {
    expect(show({ steps: [timer('t'), set('a', ONE)] })).toBe('');
    expect(show({ steps: [timer('t'), set('a', ONE, 't_h')] })).toMatchInlineSnapshot(`
      "plans.air.json:8:55 error duplicate_handle
        defplan t/p@1: handle is bound twice
        found t_h
        see plans.air.json:7:170: the handle
        hint: Choose another name.
      "
    `);
  });

  test('bad_await_handle: unknown', () => {
    expect(show({ steps: [timer('t'), wait('w', 't_h')], edges: [edge('t', 'w')] })).toBe('');
    expect(show({ steps: [timer('t'), wait('w', 't_x')], edges: [edge('t', 'w')] })).toMatchInlineSnapshot(`
      "plans.air.json:8:38 error bad_await_handle
        defplan t/p@1: await of something that is no handle
        expected {"ref": "@var:<handle>"} with the \`effect_id_as\` of an emit_effect, found @var:t_x
        hint: Did you mean \`@var:t_h\`?
      "
    `);
  });

  test('bad_await_handle: with a path', () => {
    expect(show({ steps: [timer('t'), wait('w', 't_h')], edges: [edge('t', 'w')] })).toBe('');
    expect(show({ steps: [timer('t'), wait('w', 't_h.id')], edges: [edge('t', 'w')] })).toMatchInlineSnapshot(`
      "plans.air.json:8:38 error bad_await_handle
        defplan t/p@1: await of something that is no handle
        expected {"ref": "@var:<handle>"} with the \`effect_id_as\` of an emit_effect, found @var:t_h.id
        hint: Name the handle of an emit_effect, or what a spawn binds.
      "
    `);
  });

  test('await_not_after_emit: list order is no edge', () => {
    expect(show({ steps: [wait('w', 't_h'), timer('t')], edges: [edge('t', 'w')] })).toBe('');
    expect(show({ steps: [timer('t'), wait('w', 't_h')] })).toMatchInlineSnapshot(`
      "plans.air.json:8:38 error await_not_after_emit
        defplan t/p@1: await can run without its emit
        found no edges lead from t to w
        see plans.air.json:7:1: the emit
        hint: Add an edge from the emit to the await.
      "
    `);
  });

  test('await_not_after_emit: skipped on some paths', () => {
    expect(show({ steps: [set('s', ONE), timer('t'), wait('w', 't_h')], edges: [edge('s', 't', FLAG), edge('t', 'w')] })).toBe('');
    expect(show({ steps: [set('s', ONE), timer('t'), wait('w', 't_h')], edges: [edge('s', 't', FLAG), edge('s', 'w'), edge('t', 'w')] })).toMatchInlineSnapshot(`
      "plans.air.json:9:38 error await_not_after_emit
        defplan t/p@1: await can run without its emit
        found t is skipped on some paths to w
        see plans.air.json:8:1: the emit
        hint: Add an edge from the emit to the await.
      "
    `);
  });

  test('handle_awaited_twice', () => {
    expect(show({ steps: [timer('t'), wait('w', 't_h'), wait('v', 't_h')], edges: [edge('t', 'w', FLAG), edge('t', 'v', op('not', FLAG))] })).toBe('');
    expect(show({ steps: [timer('t'), wait('w', 't_h'), wait('v', 't_h')], edges: [edge('t', 'w'), edge('w', 'v')] })).toMatchInlineSnapshot(`
      "plans.air.json:9:38 error handle_awaited_twice
        defplan t/p@1: handle is awaited twice
        found t_h
        see plans.air.json:8:38: awaited here
        hint: Read \`@step:<await>\` of the first await instead.
      "
    `);
  });

  test('handle_is_opaque', () => {
    expect(show({ steps: [timer('t'), wait('w', 't_h'), set('a', ref('@step:w'))], edges: [edge('t', 'w'), edge('w', 'a')] })).toBe('');
    expect(show({ steps: [timer('t'), set('a', ref('@var:t_h'))], edges: [edge('t', 'a')] })).toMatchInlineSnapshot(`
      "plans.air.json:8:32 error handle_is_opaque
        defplan t/p@1: handle is used as a value
        found @var:t_h
        hint: Await it, and read \`@step:<await>\`.
      "
    `);
  });
});

describe('types', () => {
  test('type_mismatch: raised event', () => {
    expect(show({ steps: [raise('a', 't/Text@1', NAME)] })).toBe('');
    expect(show({ steps: [raise('a', 't/Text@1', COUNT)] })).toMatchInlineSnapshot(`
      "plans.air.json:7:57 error type_mismatch
        defplan t/p@1: value of another type
        expected t/Text@1, found nat
        hint: Give a value of the expected type.
      "
    `);
  });

  test('type_mismatch: local', () => {
    expect(show({ steps: [set('x', op('concat', NAME, NAME))], locals: { x: 't/Text@1' } })).toBe('');
    expect(show({ steps: [set('x', op('add', COUNT, ONE))], locals: { x: 't/Text@1' } })).toMatchInlineSnapshot(`
      "plans.air.json:7:32 error type_mismatch
        defplan t/p@1: value of another type
        expected t/Text@1, found nat
        hint: Give a value of the expected type.
      "
    `);
  });

  test('type_mismatch: guard', () => {
    expect(show({ steps: [set('a', ONE), set('b', ONE)], edges: [edge('a', 'b', FLAG)] })).toBe('');
    expect(show({ steps: [set('a', ONE), set('b', ONE)], edges: [edge('a', 'b', COUNT)] })).toMatchInlineSnapshot(`
      "plans.air.json:10:29 error type_mismatch
        defplan t/p@1: value of another type
        expected bool, found nat
        hint: Give a value of the expected type.
      "
    `);
  });

  test('type_mismatch: effect parameters', () => {
    expect(show({ steps: [{ ...(timer('t') as object), params: { record: { deliver_at_ns: COUNT, key: NAME } } }] })).toBe('');
    expect(show({ steps: [{ ...(timer('t') as object), params: { record: { deliver_at_ns: NAME, key: NAME } } }] })).toMatchInlineSnapshot(`
      "plans.air.json:7:85 error type_mismatch
        defplan t/p@1: value of another type
        expected nat, found text
        hint: Give a value of the expected type.
      "
    `);
  });

  test('type_mismatch: idempotency key', () => {
    expect(show({ steps: [{ ...(timer('t') as object), idempotency_key: op('hash', NAME) }] })).toBe('');
    expect(show({ steps: [{ ...(timer('t') as object), idempotency_key: NAME }] })).toMatchInlineSnapshot(`
      "plans.air.json:7:195 error type_mismatch
        defplan t/p@1: value of another type
        expected hash, or bytes of one, found text
        hint: Give a value of the expected type.
      "
    `);
  });

  test('type_mismatch: where', () => {
    expect(show({ steps: [{ id: 'a', op: 'await_event', event: 't/Point@1', where: FLAG, bind: { as: 'p' } }] })).toBe('');
    expect(show({ steps: [{ id: 'a', op: 'await_event', event: 't/Point@1', where: ref('@event.x'), bind: { as: 'p' } }] })).toMatchInlineSnapshot(`
      "plans.air.json:7:58 error type_mismatch
        defplan t/p@1: value of another type
        expected bool, found nat
        hint: Give a value of the expected type.
      "
    `);
  });

  test('type_mismatch: await into a local', () => {
    expect(show({ steps: [{ id: 'a', op: 'await_event', event: 't/Point@1', bind: { as: 'p' } }], locals: { p: 't/Point@1' } })).toBe('');
    expect(show({ steps: [{ id: 'a', op: 'await_event', event: 't/Point@1', bind: { as: 'p' } }], locals: { p: 't/Text@1' } })).toMatchInlineSnapshot(`
      "plans.air.json:7:63 error type_mismatch
        defplan t/p@1: value of another type
        expected t/Text@1, found t/Point@1
        hint: Give a value of the expected type.
      "
    `);
  });

  test('missing_record_field', () => {
    expect(show({ steps: [raise('a', 't/Point@1', { record: { x: COUNT } })] })).toBe('');
    expect(show({ steps: [raise('a', 't/Point@1', { record: { label: NAME } })] })).toMatchInlineSnapshot(`
      "plans.air.json:7:58 error missing_record_field
        defplan t/p@1: record lacks a field
        expected x: nat
        hint: Add the field.
      "
    `);
  });

  test('unknown_record_field', () => {
    expect(show({ steps: [raise('a', 't/Point@1', { record: { x: COUNT, label: NAME } })] })).toBe('');
    expect(show({ steps: [raise('a', 't/Point@1', { record: { x: COUNT, lable: NAME } })] })).toMatchInlineSnapshot(`
      "plans.air.json:7:101 error unknown_record_field
        defplan t/p@1: record has an unknown field
        expected one of label, x, found lable
        hint: Did you mean \`label\`?
      "
    `);
  });

  test('unknown_arm', () => {
    expect(show({ steps: [raise('a', 't/Choice@1', { variant: { tag: 'A', value: NAME } })] })).toBe('');
    expect(show({ steps: [raise('a', 't/Choice@1', { variant: { tag: 'a', value: NAME } })] })).toMatchInlineSnapshot(`
      "plans.air.json:7:59 error unknown_arm
        defplan t/p@1: variant has no such arm
        expected one of A, B, found a
        hint: Did you mean \`A\`?
      "
    `);
  });

  test('mixed_items', () => {
    expect(show(one({ list: [NAME, { null: {} }] }))).toBe('');
    expect(show(one({ list: [NAME, COUNT] }))).toMatchInlineSnapshot(`
      "plans.air.json:7:68 error mixed_items
        defplan t/p@1: items of different types
        expected text, found nat
        hint: Give items of one type.
      "
    `);
  });

  test('bad_key_type', () => {
    expect(show(one({ set: [NAME] }))).toBe('');
    expect(show(one({ set: [FLAG] }))).toMatchInlineSnapshot(`
      "plans.air.json:7:32 error bad_key_type
        defplan t/p@1: type cannot be a key
        expected int, nat, text, hash or uuid, found bool
        hint: Use a key of one of these types.
      "
    `);
  });

  test('operand_type', () => {
    expect(show(one(op('concat', NAME, NAME)))).toBe('');
    expect(show(one(op('concat', NAME, COUNT)))).toMatchInlineSnapshot(`
      "plans.air.json:7:82 error operand_type
        defplan t/p@1: operator does not take this type
        expected text for concat, found nat
        hint: Give a value of an expected type.
      "
    `);
  });

  test('operand_type: decimals do not divide', () => {
    expect(show(one(op('div', COUNT, ONE)))).toBe('');
    expect(show(one(op('div', { dec128: '1' }, COUNT)))).toMatchInlineSnapshot(`
      "plans.air.json:7:52 error operand_type
        defplan t/p@1: operator does not take this type
        expected int, nat for div, found dec128
        hint: Give a value of an expected type.
      "
    `);
  });

  test('operator_arity', () => {
    expect(show(one(op('not', FLAG)))).toBe('');
    expect(show(one(op('not', FLAG, FLAG)))).toMatchInlineSnapshot(`
      "plans.air.json:7:32 error operator_arity
        defplan t/p@1: wrong number of arguments
        expected 1 argument for not, found 2
        hint: Give the expected number of arguments.
      "
    `);
  });

  test('not_comparable', () => {
    expect(show(one(op('eq', COUNT, { int: 1 })))).toBe('');
    expect(show(one(op('eq', NAME, COUNT)))).toMatchInlineSnapshot(`
      "plans.air.json:7:32 error not_comparable
        defplan t/p@1: values can never be equal
        expected two values of one type, found text and nat
        hint: Compare values of one type.
      "
    `);
  });

  test('variable_type_conflict', () => {
    expect(show({ steps: [set('a', { null: {} }, 'x'), set('b', COUNT, 'x')], edges: [edge('a', 'b')] })).toBe('');
    expect(show({ steps: [set('a', NAME, 'x'), set('b', COUNT, 'x')], edges: [edge('a', 'b')] })).toMatchInlineSnapshot(`
      "plans.air.json:8:73 error variable_type_conflict
        defplan t/p@1: variable is bound to different types
        expected text, found nat
        see plans.air.json:7:72: bound here first
        hint: Declare \`x\` in \`locals\`, or bind another name.
      "
    `);
  });
});

describe('results', () => {
  test('result_missing', () => {
    expect(show({ output: 't/Text@1', steps: [end('a', NAME)] })).toBe('');
    expect(show({ output: 't/Text@1', steps: [end('a')] })).toMatchInlineSnapshot(`
      "plans.air.json:7:1 error result_missing
        defplan t/p@1: end without a result
        expected t/Text@1
        hint: Add \`result\`, or remove \`output\`.
      "
    `);
  });

  test('no_result_on_path: no end', () => {
    expect(show({ steps: [set('a', ONE)] })).toBe('');
    expect(show({ output: 't/Text@1', steps: [set('a', ONE)] })).toMatchInlineSnapshot(`
      "plans.air.json:6:69 error no_result_on_path
        defplan t/p@1: path ends without a result
        found no step \`end\`
        hint: Add an \`end\` on that path, or make the guards there cover every case.
      "
    `);
  });

  test('no_result_on_path: guards that leave a case open', () => {
    expect(show({ output: 't/Text@1', steps: [set('a', ONE), end('b', NAME), end('c', NAME)], edges: [edge('a', 'b', op('lt', COUNT, ONE)), edge('a', 'c', op('ge', COUNT, ONE))] })).toBe('');
    expect(show({ output: 't/Text@1', steps: [set('a', ONE), end('b', NAME), end('c', NAME)], edges: [edge('a', 'b', op('lt', COUNT, ONE)), edge('a', 'c', op('gt', COUNT, ONE))] })).toMatchInlineSnapshot(`
      "plans.air.json:7:1 error no_result_on_path
        defplan t/p@1: path ends without a result
        found no edge out of a has to hold
        see plans.air.json:6:69: the output
        hint: Add an \`end\` on that path, or make the guards there cover every case.
      "
    `);
  });

  test('no_result_on_path, racy_variable: one value by order and by equality', () => {
    const FIVE: Json = { nat: 5 };
    const bands = (...guards: Json[]): Parts => ({
      output: 't/Text@1',
      steps: [set('a', ONE), ...guards.map((_, index) => set(`b${index}`, { text: `${index}` }, 'band')), end('z', ref('@var:band'))],
      edges: [...guards.map((guard, index) => edge('a', `b${index}`, guard)), ...guards.map((_, index) => edge(`b${index}`, 'z'))],
    });
    expect(show(bands(op('lt', COUNT, FIVE), op('eq', COUNT, FIVE), op('gt', COUNT, FIVE)))).toBe('');
    expect(show(bands(op('lt', COUNT, ONE), op('and', op('le', ONE, COUNT), op('lt', COUNT, FIVE)), op('ge', COUNT, FIVE)))).toBe('');
    expect(show(bands(op('le', COUNT, { nat: 4 }), op('ge', COUNT, FIVE)))).toBe('');
    expect(show(bands(op('lt', COUNT, FIVE), op('gt', COUNT, FIVE)))).toMatchInlineSnapshot(`
      "plans.air.json:7:1 error no_result_on_path
        defplan t/p@1: path ends without a result
        found no edge out of a has to hold
        see plans.air.json:6:69: the output
        hint: Add an \`end\` on that path, or make the guards there cover every case.
      "
    `);
    expect(show(bands(op('le', COUNT, FIVE), op('ge', COUNT, FIVE)))).toMatchInlineSnapshot(`
      "plans.air.json:9:59 error racy_variable
        defplan t/p@1: variable is shared by branches that run side by side
        found band is bound by b0 too, on a branch beside this one
        see plans.air.json:8:59: bound here too
        hint: Assign it before the fork, or use one variable for each branch.
      "
    `);
  });

  test('no_result_on_path: branches side by side that cover every case together', () => {
    const beside = (second: Json): Parts => ({ output: 't/Text@1', steps: [set('a', ONE), set('b', ONE), end('c', NAME), end('d', NAME)], edges: [edge('a', 'c', FLAG), edge('b', 'd', second)] });
    expect(show(beside(op('not', FLAG)))).toBe('');
    expect(show(beside(op('lt', COUNT, ONE)))).toMatchInlineSnapshot(`
      "plans.air.json:7:1 error no_result_on_path
        defplan t/p@1: path ends without a result
        found no edge out of a has to hold
        see plans.air.json:6:69: the output
        hint: Add an \`end\` on that path, or make the guards there cover every case.
      "
    `);
  });

  test('no_result_on_path: two branches that each reach an end', () => {
    expect(show({ output: 't/Text@1', steps: [set('a', ONE), set('b', ONE), set('c', ONE), end('d', NAME), end('e', NAME)], edges: [edge('a', 'b'), edge('a', 'c'), edge('b', 'd'), edge('c', 'e')] })).toBe('');
  });

  test('no_result_on_path: an option of bool has a third value', () => {
    const on = ref('@var:seen.on');
    const not = { id: 'b', op: 'assign', expr: op('not', on), bind: { as: 'b' } };
    const cases = (last: Json): Parts => ({
      output: 't/Text@1',
      steps: [{ id: 'a', op: 'await_event', event: 't/Seen@1', bind: { as: 'seen' } }, not, end('c', NAME), end('d', NAME)],
      edges: [edge('a', 'b', op('eq', on, { bool: true })), edge('b', 'c'), edge('a', 'd', last)],
    });
    expect(show(cases(op('ne', on, { bool: true })))).toBe('');
    expect(show(cases(op('eq', on, { bool: false })))).toMatchInlineSnapshot(`
      "plans.air.json:7:1 error no_result_on_path
        defplan t/p@1: path ends without a result
        found no edge out of a has to hold
        see plans.air.json:6:69: the output
        hint: Add an \`end\` on that path, or make the guards there cover every case.
      "
    `);
  });

  test('no_result_on_path: a branch that stops', () => {
    expect(show({ output: 't/Text@1', steps: [set('a', ONE), set('b', ONE), end('c', NAME)], edges: [edge('a', 'b', FLAG), edge('a', 'c')] })).toBe('');
    expect(show({ output: 't/Text@1', steps: [set('a', ONE), set('b', ONE), end('c', NAME)], edges: [edge('a', 'b', FLAG), edge('a', 'c', op('not', FLAG))] })).toMatchInlineSnapshot(`
      "plans.air.json:8:1 error no_result_on_path
        defplan t/p@1: path ends without a result
        found a path stops at b
        see plans.air.json:6:69: the output
        hint: Add an \`end\` on that path, or make the guards there cover every case.
      "
    `);
  });
});

test('ten mistakes are ten findings, in the order of the source', () => {
  const text = textOf({
    steps: [
      set('a', ref('@var:nobody')),
      set('b', ref('@plan.input.nam')),
      set('c', op('len', COUNT)),
      set('d', op('eq', NAME, COUNT)),
      set('e', { list: [NAME, COUNT] }),
      set('f', ref('@step:nobody')),
      set('g', op('not', FLAG, FLAG)),
      raise('h', 't/Point@1', { record: { label: NAME } }),
      raise('i', 't/Text@1', COUNT),
      set('j', ref('@event')),
    ],
  });
  const findings = findingsIn(text);
  expect(findings.map(({ line }) => line - 6)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('the table shows every code', () => {
  expect(PLAN_CODES.filter((code) => !seen.has(code))).toEqual([]);
});
