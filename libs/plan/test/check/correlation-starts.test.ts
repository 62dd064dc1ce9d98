// Plans that start in several ways: the correlation value has one type, and is read only where every run has one.
import { describe, expect, test } from 'vitest';
import { DONE, ORDER, record, ref, schema, text } from '../support/defs.ts';
import { findingsOf } from '../support/rules.ts';
import { worldFindings, type Json, type WorldParts } from '../support/world.ts';
import { awaitEvent, codesOf, edges, end, eq, flow } from '../lints/lint-findings.ts';

const CORRELATION = ref('@var:correlation_id');
const set = (id: string, expr: Json, as = id): Json => ({ id, op: 'assign', expr, bind: { as } });
const READS = flow('t/a@1', [set('who', CORRELATION), end('done')], edges('who -> done'));
const trigger = (correlate_by?: string, more: Json = {}): Json => ({ event: 't/Order@1', plan: 't/a@1', ...(correlate_by === undefined ? {} : { correlate_by }), ...more });
const NAMED = schema('t/Named@1', record({ id: { text: {} }, count: { nat: {} } }));
const world = (plan: Json, triggers: readonly Json[], ...more: readonly Json[]): WorldParts => ({ manifest: { air_version: '1.1', triggers }, defs: [ORDER, DONE, NAMED, plan, ...more] });
const spawner = flow('t/parent@1', [{ id: 'go', op: 'spawn_plan', plan: 't/a@1', input: ref('@plan.input'), bind: { handle_as: 'h' } }, { id: 'wait', op: 'await_plan', for: ref('@var:h'), bind: { as: 'r' } }], edges('go -> wait'));

describe('a plan that is also started without a correlation value', () => {
  const TWIN = world(READS, [trigger('id'), trigger('id', { event: 't/Named@1' })]);

  test.each([[[trigger('id'), trigger(undefined, { event: 't/Named@1' })]], [[trigger(undefined, { event: 't/Named@1' }), trigger('id')]]])('by a trigger, in either order', (triggers) => {
    expect(findingsOf(TWIN, world(READS, triggers)).replace(/json:\d+:5: a trigger/u, 'json: a trigger')).toMatchInlineSnapshot(`
      "w/air/defs.air.json:49:17 error unbound_variable
        defplan t/a@1: variable is not bound on every path
        found correlation_id has no value in a run that another trigger starts
        see w/air/manifest.air.json: a trigger without \`correlate_by\`
        hint: Read the field of \`@plan.input\` that holds it."
    `);
  });

  test('by a spawn', () => {
    expect(findingsOf(world(READS, [trigger('id')]), world(READS, [trigger('id')], spawner))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:49:17 error unbound_variable
        defplan t/a@1: variable is not bound on every path
        found correlation_id has no value in a run that t/parent@1 spawns
        see w/air/defs.air.json:76:17: defplan t/parent@1 spawns it
        hint: Read the field of \`@plan.input\` that holds it."
    `);
  });

  const both = (plan: Json): readonly string[] => codesOf(worldFindings(world(plan, [trigger('id'), trigger(undefined, { event: 't/Named@1' })])));

  test('may read it where it was bound before, on every path', () => {
    expect(both(flow('t/a@1', [set('own', ref('@plan.input.id'), 'correlation_id'), set('who', CORRELATION), end('done')], edges('own -> who -> done')))).toEqual([]);
    const guarded = flow('t/a@1', [set('first', text('x')), set('own', ref('@plan.input.id'), 'correlation_id'), set('who', CORRELATION)], [
      { from: 'first', to: 'own', when: eq(ref('@plan.input.id'), text('a')) }, { from: 'own', to: 'who' }, { from: 'first', to: 'who' },
    ]);
    expect(both(guarded)).toEqual(['unbound_variable']);
  });

  test('may not read it in a guard, a predicate or a record either', () => {
    const uses: readonly Json[] = [
      flow('t/a@1', [set('x', text('x')), end('done')], [{ from: 'x', to: 'done', when: eq(CORRELATION, text('a')) }]),
      flow('t/a@1', [awaitEvent('answer', { where: eq(ref('@event.id'), CORRELATION) }), end('done')], edges('answer -> done')),
      flow('t/a@1', [{ id: 'tell', op: 'raise_event', event: 't/Done@1', value: record({ id: CORRELATION }) }]),
    ];
    expect(uses.map(both)).toEqual([['unbound_variable'], ['unbound_variable'], ['unbound_variable']]);
  });

  test('may compare with the field of its input', () => {
    expect(both(flow('t/a@1', [awaitEvent('answer', { where: eq(ref('@event.id'), ref('@plan.input.id')) }), end('done')], edges('answer -> done')))).toEqual([]);
  });

  test('knows the type all the same', () => {
    const wrong = flow('t/a@1', [{ id: 'tell', op: 'raise_event', event: 't/Done@1', value: record({ id: ref('@plan.input.count') }) }]);
    expect(both(wrong)).toEqual(['type_mismatch']);
  });
});

describe('two triggers with `correlate_by`', () => {
  const two = (plan: Json, ...fields: readonly string[]): WorldParts => world(plan, fields.map((field, index) => trigger(field, index === 0 ? {} : { event: 't/Named@1' })));

  test('of one type', () => {
    expect(findingsOf(two(READS, 'id', 'id'), two(READS, 'id', 'count'))).toMatchInlineSnapshot(`
      "w/air/manifest.air.json:34:23 error correlation_types_differ
        manifest: triggers give the correlation value different types
        expected text, found count: nat
        see w/air/manifest.air.json:29:23: the trigger that gives the other type
        hint: Correlate by fields of one type, or read the fields of the input instead."
    `);
  });

  test('of types that one value can have', () => {
    const MAYBE = schema('t/Order@1', record({ id: { text: {} }, other: { option: { text: {} } }, count: { nat: {} } }));
    const triggers = [trigger('id'), trigger('other', { when: { bool: true } })];
    const parts = (plan: Json): WorldParts => ({ manifest: { air_version: '1.1', triggers }, defs: [MAYBE, DONE, plan] });
    expect(codesOf(worldFindings(parts(READS)))).toEqual([]);
    const tells = flow('t/a@1', [{ id: 'tell', op: 'raise_event', event: 't/Done@1', value: record({ id: CORRELATION }) }]);
    expect(codesOf(worldFindings(parts(tells)))).toEqual(['option_unguarded']);
  });

  test('of different types for a plan that does not read it', () => {
    const plain = flow('t/a@1', [end('done')]);
    expect(codesOf(worldFindings(two(plain, 'id', 'count')))).toEqual([]);
  });

  test('each have to be met by a wait', () => {
    const WIDE = schema('t/Order@1', record({ id: { text: {} }, other: { text: {} } }));
    const waits = (where: Json): readonly string[] => {
      const plan = flow('t/a@1', [awaitEvent('answer', { where }), end('done')], edges('answer -> done'));
      const at = (...fields: readonly string[]): readonly string[] => codesOf(worldFindings({ manifest: { air_version: '1.1', triggers: fields.map((field, index) => trigger(field, index === 0 ? {} : { when: { bool: true } })) }, defs: [WIDE, DONE, plan] }));
      expect(at('id', 'other')).toEqual(at('other', 'id'));
      return at('id', 'other');
    };
    expect(waits(eq(ref('@event.id'), ref('@plan.input.id')))).toEqual(['wait_not_correlated']);
    expect(waits(eq(ref('@event.id'), CORRELATION))).toEqual([]);
  });

  test('leave a field that is not there to its own finding', () => {
    expect(codesOf(worldFindings(two(READS, 'id', 'nowhere')))).toEqual(['unknown_field_path']);
  });
});
