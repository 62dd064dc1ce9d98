// Correlated waits: an error in the plan that the trigger starts, a lint further down; and predicates that only look right.
import { describe, expect, it } from 'vitest';
import { DONE, ORDER, plan, record, ref, schema, text } from '../support/defs.ts';
import { worldFindings, type Json, type WorldParts } from '../support/world.ts';
import { and, awaitEvent, codesOf, edges, end, eq, flow, http, or, raise, TRUE, worldLints } from './lint-findings.ts';

const TRIGGER = { event: 't/Order@1', plan: 't/start@1', correlate_by: 'id' };
const world = (defs: readonly Json[], triggers: readonly Json[] = [TRIGGER], more: Json = {}): WorldParts => ({ manifest: { triggers, ...more }, defs: [ORDER, DONE, ...defs] });
const LEVELS = new Map([['wait_without_timeout', 'off'], ['late_wait', 'off']] as const);
const lints = (...given: Parameters<typeof world>): string => worldLints(world(...given), { levels: LEVELS });

const CORRELATION = ref('@var:correlation_id');
const EVENT = ref('@event.id');
const direct = (where?: Json): string => worldFindings(world([flow('t/start@1', [awaitEvent('answer', where ? { where } : {}), end('done')], edges('answer -> done'))]));

describe('wait_not_correlated', () => {
  it('reports a predicate that can hold without the correlation', () => {
    expect(direct(or(eq(EVENT, CORRELATION), TRUE))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:39:18 error wait_not_correlated
        defplan t/start@1: wait takes events of other runs
        expected a predicate that holds only when a field of the event equals the correlation value, found answer can take any t/Done@1
        see w/air/manifest.air.json:26:23: the trigger that correlates by id
        hint: Write \`where: eq(@event.<field>, @var:correlation_id)\`, joined to other conditions by \`and\`."
    `);
  });

  it('reports a wait without predicate', () => {
    expect(direct()).toMatchInlineSnapshot(`
      "w/air/defs.air.json:32:7 error wait_not_correlated
        defplan t/start@1: wait takes events of other runs
        expected a predicate that holds only when a field of the event equals the correlation value, found answer takes any t/Done@1
        see w/air/manifest.air.json:26:23: the trigger that correlates by id
        hint: Write \`where: eq(@event.<field>, @var:correlation_id)\`, joined to other conditions by \`and\`."
    `);
  });

  it('reports a variable that no longer holds the correlation', () => {
    const kept = (name: string): string =>
      worldFindings(world([flow('t/start@1', [{ id: 'note', op: 'assign', expr: text('x'), bind: { as: name } }, awaitEvent('answer', { where: eq(EVENT, CORRELATION) }), end('done')], edges('note -> answer -> done'))]));
    expect(kept('other')).toBe('');
    expect(kept('correlation_id')).toMatchInlineSnapshot(`
      "w/air/defs.air.json:49:18 error wait_not_correlated
        defplan t/start@1: wait takes events of other runs
        expected a predicate that holds only when a field of the event equals the correlation value, found answer can take any t/Done@1
        see w/air/manifest.air.json:26:23: the trigger that correlates by id
        hint: Write \`where: eq(@event.<field>, @var:correlation_id)\`, joined to other conditions by \`and\`."
    `);
  });

  it('keeps the correlation to its type', () => {
    const bound = (expr: Json): string =>
      worldFindings(world([flow('t/start@1', [{ id: 'note', op: 'assign', expr, bind: { as: 'correlation_id' } }, end('done')], edges('note -> done'))]));
    expect(bound(ref('@plan.input.id'))).toBe('');
    expect(bound({ nat: 1 })).toMatchInlineSnapshot(`
      "w/air/defs.air.json:39:17 error variable_type_conflict
        defplan t/start@1: variable is bound to different types
        expected text, found nat
        hint: Bind another name: this one holds the correlation value of the run."
    `);
  });

  it('is one finding where the name is bound to something else', () => {
    const bound = (first: readonly Json[], more: Json = {}): readonly string[] =>
      codesOf(worldFindings(world([flow('t/start@1', [...first, awaitEvent('answer', { where: eq(EVENT, CORRELATION) }), end('done')], edges([...first.map(({ id }) => id), 'answer', 'done'].join(' -> ')), more)])));
    const assign = (expr: Json): Json => ({ id: 'note', op: 'assign', expr, bind: { as: 'correlation_id' } });
    const [emit = {}, wait = {}] = http('pay');
    expect(bound([])).toEqual([]);
    expect(bound([assign({ nat: 1 })])).toEqual(['variable_type_conflict']);
    expect(bound([assign(ref('@plan.input'))], { locals: { correlation_id: 't/Order@1' } })).toEqual(['variable_type_conflict']);
    expect(bound([{ ...emit, bind: { effect_id_as: 'correlation_id' } }, { ...wait, for: CORRELATION }])).toEqual(['slot_unbound', 'handle_is_opaque']);
    expect(bound([assign(text('x'))])).toEqual(['wait_not_correlated']);
  });

  const loose: readonly (readonly [what: string, where: Json])[] = [
    ['the event against a constant', eq(EVENT, text('x'))],
    ['the event against another field of the input', eq(EVENT, ref('@plan.input.other'))],
    ['the correlation against itself', eq(CORRELATION, ref('@plan.input.id'))],
    ['the event against itself', eq(EVENT, EVENT)],
    ['a difference', { op: 'ne', args: [EVENT, CORRELATION] }],
    ['a negated equality', { op: 'not', args: [eq(EVENT, CORRELATION)] }],
    ['an order', { op: 'le', args: [EVENT, CORRELATION] }],
    ['a part', { op: 'contains', args: [EVENT, CORRELATION] }],
    ['one of two alternatives', or(eq(EVENT, CORRELATION), eq(EVENT, text('all')))],
    ['both sides, apart', and(eq(EVENT, text('x')), eq(CORRELATION, text('x')))],
    ['lengths', eq({ op: 'len', args: [EVENT] }, { op: 'len', args: [CORRELATION] })],
    ['true', TRUE],
  ];
  it.each(loose)('reports %s', (_what, where) => {
    expect(codesOf(direct(where))).toContain('wait_not_correlated');
  });

  const tight: readonly (readonly [what: string, where: Json])[] = [
    ['equality', eq(EVENT, CORRELATION)],
    ['equality the other way round', eq(CORRELATION, EVENT)],
    ['the field of the input', eq(EVENT, ref('@plan.input.id'))],
    ['a negated difference', { op: 'not', args: [{ op: 'ne', args: [EVENT, CORRELATION] }] }],
    ['equality and more', and(TRUE, eq(EVENT, CORRELATION))],
    ['the same in both alternatives', or(and(eq(EVENT, CORRELATION), TRUE), eq(EVENT, ref('@plan.input.id')))],
    ['equal hashes', eq({ op: 'hash', args: [EVENT] }, { op: 'hash', args: [CORRELATION] })],
    ['equal records', eq(record({ a: EVENT, b: text('x') }), record({ a: CORRELATION, b: text('x') }))],
  ];
  it.each(tight)('passes %s', (_what, where) => {
    expect(codesOf(direct(where))).not.toContain('wait_not_correlated');
  });

  it('follows copies of the value', () => {
    const copy: Json = { id: 'copy', op: 'assign', expr: record({ who: ref('@plan.input.id') }), bind: { as: 'mine' } };
    const start = (where: Json): Json => flow('t/start@1', [copy, awaitEvent('answer', { where }), end('done')], edges('copy -> answer -> done'));
    const about = (where: Json): readonly string[] => codesOf(worldFindings(world([start(where)])));
    expect(about(eq(EVENT, ref('@var:mine.who')))).not.toContain('wait_not_correlated');
    expect(about(eq(EVENT, ref('@step:copy.who')))).not.toContain('wait_not_correlated');
    expect(about(eq(EVENT, ref('@var:mine')))).not.toContain('wait_not_correlated');
    expect(about(eq(EVENT, ref('@var:mine.other')))).toContain('wait_not_correlated');
  });

  it('says nothing without a correlated trigger', () => {
    const start = flow('t/start@1', [awaitEvent('answer'), end('done')], edges('answer -> done'));
    const codes = codesOf(worldFindings(world([start], [{ event: 't/Order@1', plan: 't/start@1' }])));
    expect(codes).not.toContain('wait_not_correlated');
  });
});

describe('uncorrelated_path', () => {
  const NEXT = schema('t/Next@1', record({ who: { text: {} } }));
  const tell: Json = { id: 'tell', op: 'raise_event', event: 't/Next@1', value: record({ who: ref('@plan.input.id') }) };
  const start = flow('t/start@1', [tell, end('done')], edges('tell -> done'));
  const next = (where?: Json): Json => flow('t/next@1', [awaitEvent('answer', where ? { where } : {}), end('done')], edges('answer -> done'), { input: 't/Next@1' });
  const TRIGGERS = [TRIGGER, { event: 't/Next@1', plan: 't/next@1' }];

  it('reports a wait in a plan that a raised event starts', () => {
    expect(lints([NEXT, start, next()], TRIGGERS)).toMatchInlineSnapshot(`
      "w/air/defs.air.json:72:7 warning uncorrelated_path
        defplan t/next@1: wait on a correlated path takes events of other runs
        found answer takes any t/Done@1
        see w/air/manifest.air.json:32:23: the trigger that correlates by id
        see w/air/defs.air.json:43:7: tell of t/start@1 starts it
        hint: Hand the correlation value down and write \`where: eq(@event.<field>, @plan.input.<field>)\`."
    `);
  });

  it('knows where the event carries the value', () => {
    expect(lints([NEXT, start, next(eq(EVENT, ref('@plan.input.who')))], TRIGGERS)).toBe('');
    expect(codesOf(lints([NEXT, start, next(or(eq(EVENT, ref('@plan.input.who')), TRUE))], TRIGGERS))).toEqual(['uncorrelated_path']);
  });

  it('reports a predicate on a value that did not come along', () => {
    const mute = { ...tell, value: record({ who: text('anybody') }) };
    const codes = codesOf(lints([NEXT, flow('t/start@1', [mute]), next(eq(EVENT, ref('@plan.input.who')))], TRIGGERS));
    expect(codes).toEqual(['uncorrelated_path']);
  });

  const spawn = (input: Json): Json => flow('t/start@1', [{ id: 'child', op: 'spawn_plan', plan: 't/child@1', input, bind: { handle_as: 'handle' } }]);
  const child = (where: Json): Json => flow('t/child@1', [awaitEvent('answer', { where })]);
  const MORE = { air_version: '1.1' };

  it('follows children', () => {
    const about = (input: Json, where: Json): readonly string[] => codesOf(lints([spawn(input), child(where)], [TRIGGER], MORE));
    expect(about(ref('@plan.input'), eq(EVENT, ref('@plan.input.id')))).toEqual([]);
    expect(about(record({ id: CORRELATION, count: { nat: 1 } }), eq(EVENT, ref('@plan.input.id')))).toEqual([]);
    expect(about(ref('@plan.input'), TRUE)).toEqual(['uncorrelated_path']);
    expect(about(record({ id: text('x'), count: { nat: 1 } }), eq(EVENT, ref('@plan.input.id')))).toEqual(['uncorrelated_path']);
  });

  it('names the wrapper whose core waits without it', () => {
    const imports = [[child(TRUE)]];
    const parts = world([spawn(ref('@plan.input'))], [TRIGGER], MORE);
    expect(worldLints({ ...parts, imports }, { levels: LEVELS })).toMatchInlineSnapshot(`
      "p0/defs.air.json:7:7 warning uncorrelated_path
        defplan t/child@1: wait on a correlated path takes events of other runs
        found answer takes any t/Done@1
        see w/air/manifest.air.json:29:23: the trigger that correlates by id
        see w/air/defs.air.json:32:7: child of t/start@1 starts it
        hint: Hand the correlation value down and write \`where: eq(@event.<field>, @plan.input.<field>)\`."
    `);
    expect(worldLints({ ...parts, imports: [[child(eq(EVENT, ref('@plan.input.id')))]] }, { levels: LEVELS })).toBe('');
  });

  it('follows a wrapper of a wrapper', () => {
    const middle = (input: Json): Json => flow('t/middle@1', [{ id: 'on', op: 'spawn_plan', plan: 't/child@1', input, bind: { handle_as: 'handle' } }]);
    const outer = flow('t/start@1', [{ id: 'in', op: 'spawn_plan', plan: 't/middle@1', input: ref('@plan.input'), bind: { handle_as: 'handle' } }]);
    const about = (input: Json, where: Json): readonly string[] => codesOf(lints([outer, middle(input), child(where)], [TRIGGER], MORE));
    expect(about(ref('@plan.input'), eq(EVENT, ref('@plan.input.id')))).toEqual([]);
    expect(about(ref('@plan.input'), TRUE)).toEqual(['uncorrelated_path']);
    expect(about(record({ id: text('lost'), count: { nat: 1 } }), eq(EVENT, ref('@plan.input.id')))).toEqual(['uncorrelated_path']);
  });

  it('follows what a wrapper assigns first', () => {
    const request = (id: Json): Json => ({ id: 'request', op: 'assign', expr: record({ id, count: { nat: 1 } }), bind: { as: 'request' } });
    const go: Json = { id: 'go', op: 'spawn_plan', plan: 't/child@1', input: ref('@var:request'), bind: { handle_as: 'handle' } };
    const about = (id: Json): readonly string[] => codesOf(lints([flow('t/start@1', [request(id), go], edges('request -> go')), child(eq(EVENT, ref('@plan.input.id')))], [TRIGGER], MORE));
    expect(about(ref('@plan.input.id'))).toEqual([]);
    expect(about(text('x'))).toEqual(['uncorrelated_path']);
  });

  it('asks for each way to a plan, also for one that a trigger correlates itself', () => {
    const where = eq(EVENT, ref('@plan.input.id'));
    const direct = { ...TRIGGER, plan: 't/child@1' };
    const mute = record({ id: text('x'), count: { nat: 1 } });
    const two = flow('t/start@1', [{ id: 'good', op: 'spawn_plan', plan: 't/child@1', input: ref('@plan.input'), bind: { handle_as: 'a' } }, { id: 'bad', op: 'spawn_plan', plan: 't/child@1', input: mute, bind: { handle_as: 'b' } }]);
    expect(codesOf(lints([spawn(ref('@plan.input')), child(where)], [TRIGGER, direct], MORE))).toEqual([]);
    expect(codesOf(lints([spawn(mute), child(where)], [TRIGGER, direct], MORE))).toEqual(['uncorrelated_path']);
    expect(codesOf(lints([two, child(where)], [TRIGGER], MORE))).toEqual(['uncorrelated_path']);
  });

  it('follows an event that a child raises', () => {
    const teller = flow('t/child@1', [tell]);
    const about = (input: Json): readonly string[] => codesOf(lints([NEXT, spawn(input), teller, next(eq(EVENT, ref('@plan.input.who')))], [TRIGGER, { event: 't/Next@1', plan: 't/next@1' }], MORE));
    expect(about(ref('@plan.input'))).toEqual([]);
    expect(about(record({ id: text('x'), count: { nat: 1 } }))).toEqual(['uncorrelated_path']);
  });

  it('ends when records grow with every start', () => {
    const NEST = schema('t/Nest@1', record({ id: { text: {} }, in: { option: ref('t/Nest@1') } }));
    const deeper = flow('t/nest@1', [{ id: 'again', op: 'raise_event', event: 't/Nest@1', value: record({ id: text('x'), in: ref('@plan.input') }) }], [], { input: 't/Nest@1' });
    expect(lints([NEST, deeper], [{ event: 't/Nest@1', plan: 't/nest@1', correlate_by: 'id' }], MORE)).toBe('');
  });

  it('follows fan-outs whose list is assigned first', () => {
    const list = (...ids: readonly Json[]): Json => ({ id: 'list', op: 'assign', expr: { list: ids.map((id) => record({ id, count: { nat: 1 } })) }, bind: { as: 'list' } });
    const fan: Json = { id: 'children', op: 'spawn_for_each', plan: 't/child@1', inputs: ref('@var:list'), bind: { handles_as: 'handles' } };
    const about = (...ids: readonly Json[]): readonly string[] => codesOf(lints([flow('t/start@1', [list(...ids), fan], edges('list -> children')), child(eq(EVENT, ref('@plan.input.id')))], [TRIGGER], MORE));
    expect(about(CORRELATION, ref('@plan.input.id'))).toEqual([]);
    expect(about(CORRELATION, text('x'))).toEqual(['uncorrelated_path']);
  });

  it('follows fan-outs item by item', () => {
    const items = (...ids: readonly Json[]): Json => ({ list: ids.map((id) => record({ id, count: { nat: 1 } })) });
    const fan = (inputs: Json): Json => flow('t/start@1', [{ id: 'children', op: 'spawn_for_each', plan: 't/child@1', inputs, bind: { handles_as: 'handles' } }]);
    const about = (inputs: Json): readonly string[] => codesOf(lints([fan(inputs), child(eq(EVENT, ref('@plan.input.id')))], [TRIGGER], MORE));
    expect(about(items(CORRELATION, CORRELATION))).toEqual([]);
    expect(about(items(CORRELATION, text('x')))).toEqual(['uncorrelated_path']);
  });

  it('follows the projection of a trigger', () => {
    const projected = (field: string): Json => ({ event: 't/Next@1', plan: 't/child@1', input_expr: record({ id: ref(`@event.${field}`), count: { nat: 1 } }) });
    const about = (field: string): readonly string[] => codesOf(lints([NEXT, start, child(eq(EVENT, ref('@plan.input.id')))], [TRIGGER, projected(field)], MORE));
    expect(about('who')).toEqual([]);
    expect(about('other')).toEqual(['uncorrelated_path']);
  });

  it('ends when plans start each other', () => {
    const again = flow('t/next@1', [{ id: 'again', op: 'raise_event', event: 't/Next@1', value: ref('@plan.input') }], [], { input: 't/Next@1' });
    expect(lints([NEXT, start, again], TRIGGERS)).toBe('');
  });

  it('says nothing about a plan that is not there', () => {
    expect(lints([plan('t/other@1')], [TRIGGER])).toBe('');
  });

  it('leaves the plan that the trigger starts to the check', () => {
    expect(lints([flow('t/start@1', [awaitEvent('answer'), raise('bye')])])).toBe('');
  });
});

describe('optional_correlation', () => {
  const OPTIONAL = schema('t/Maybe@1', record({ id: { option: { text: {} } }, inner: record({ id: { text: {} } }) }));
  const by = (field: string): string => lints([OPTIONAL, plan('t/maybe@1', { input: 't/Maybe@1' })], [{ event: 't/Maybe@1', plan: 't/maybe@1', correlate_by: field }]);

  it('reports a field that can be null', () => {
    expect(by('id')).toMatchInlineSnapshot(`
      "w/air/manifest.air.json:29:23 warning optional_correlation
        manifest: runs can share an absent correlation value
        found id of t/maybe@1 can be null
        hint: Correlate by a field that every event has."
    `);
  });

  it('passes one that every event has', () => {
    expect(by('inner.id')).toBe('');
    expect(by('nowhere')).toBe('');
  });
});
