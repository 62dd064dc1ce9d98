// Triggers: input, correlation, turnkey plans, projections of AIR 1.1.
import { describe, expect, test } from 'vitest';
import { DONE, ORDER, plan, record, ref, schema, text } from '../support/defs.ts';
import { findingsOf, withDefs, withManifest } from '../support/rules.ts';
import { worldFindings, type Json, type WorldParts } from '../support/world.ts';

const SAME = schema('t/Same@1', record({ id: { text: {} }, count: { nat: {} } }));
const BASE: WorldParts = { defs: [ORDER, DONE, SAME, plan('t/a@1')] };
const trigger = (event: string, more: Json = {}) => withManifest(BASE, { triggers: [{ event, plan: 't/a@1', ...more }] });

describe('the event is the input', () => {
  test('another record', () => expect(findingsOf(trigger('t/Order@1'), trigger('t/Done@1'))).toMatchInlineSnapshot(`
    "w/air/manifest.air.json:27:16 error trigger_input
      manifest: event does not fit the input of the plan
      expected t/Order@1, found t/Done@1
      see w/air/defs.air.json:44:14: the input of t/a@1
      hint: Trigger the plan on its input event, or from a wrapper plan that raises it."
  `));
  test('the same record under another name fits', () => expect(worldFindings(trigger('t/Same@1'))).toBe(''));
});

test('the same trigger twice', () => {
  const one = { event: 't/Order@1', plan: 't/a@1' };
  const triggers = (...list: readonly Json[]): WorldParts => withManifest(BASE, { triggers: list });
  expect(worldFindings(triggers(one, { ...one, event: 't/Same@1' }))).toBe('');
  expect(findingsOf(triggers(one), triggers(one, { ...one, correlate_by: 'id' }))).toMatchInlineSnapshot(`
    "w/air/manifest.air.json:30:5 warning duplicate_trigger
      manifest: plan triggered twice by one event
      see w/air/manifest.air.json:26:5: the first one
      hint: Remove one of them."
  `);
});

describe('correlate_by', () => {
  test('is a field of the input', () => expect(findingsOf(trigger('t/Order@1', { correlate_by: 'id' }), trigger('t/Order@1', { correlate_by: 'idd' }))).toMatchInlineSnapshot(`
    "w/air/manifest.air.json:29:23 error unknown_field_path
      manifest: no such field
      expected a field of t/Order@1, the input of t/a@1, found idd
      hint: Name a field, with dots for fields of fields."
  `));
  test('may be a path', () => {
    const deep = withDefs(BASE, schema('t/Order@1', record({ id: { text: {} }, count: { nat: {} }, by: record({ name: { text: {} } }) })));
    expect(worldFindings(withManifest(deep, { triggers: [{ event: 't/Order@1', plan: 't/a@1', correlate_by: 'by.name' }] }))).toBe('');
  });
});

describe('a turnkey plan', () => {
  const imported = (event: string, name = 'p/entry_a@1'): WorldParts => ({ manifest: { triggers: [{ event, plan: name }] }, imports: [[ORDER, DONE, SAME, plan(name)]] });
  test('is triggered by its input event', () => expect(findingsOf(imported('t/Order@1'), imported('t/Same@1'))).toMatchInlineSnapshot(`
    "w/air/manifest.air.json:27:16 error turnkey_trigger
      manifest: turnkey plan is not triggered by its input event
      expected t/Order@1, found t/Same@1
      see p0/defs.air.json:44:14: the input of p/entry_a@1
      hint: Trigger it on its input event."
  `));
  test('is one finding when the type differs too', () => expect(findingsOf(imported('t/Order@1'), imported('t/Done@1')).match(/ error /gu)).toHaveLength(1));
  test('a core plan takes what fits', () => expect(worldFindings(imported('t/Same@1', 'p/core_a@1'))).toBe(''));
});

describe('projections', () => {
  const WORLD = withManifest(BASE, { air_version: '1.1' });
  const projected = (more: Json) => withManifest(WORLD, { triggers: [{ event: 't/Done@1', plan: 't/a@1', ...more }] });
  const input = (id: Json): Json => ({ input_expr: record({ id, count: { nat: 1 } }) });
  const twin = projected(input(ref('@event.id')));

  test('that do not make the input', () => expect(findingsOf(twin, projected(input({ nat: 5 })))).toMatchInlineSnapshot(`
    "w/air/manifest.air.json:31:17 error type_mismatch
      manifest: value of another type
      expected text, found nat
      hint: Give a value of the expected type."
  `));
  test('that read more than the event', () => expect(findingsOf(twin, projected(input(ref('@plan.input.id'))))).toMatchInlineSnapshot(`
    "w/air/manifest.air.json:31:17 error trigger_reads_event_only
      manifest: projection reads more than the event
      found @plan.input.id
      hint: Refer to \`@event…\`."
  `));
  test('that read a field which is not there', () => expect(findingsOf(twin, projected(input(ref('@event.count')))).match(/ error /gu)).toHaveLength(1));
  test('that are no condition', () => expect(findingsOf(twin, projected({ ...input(ref('@event.id')), when: ref('@event.id') }))).toMatchInlineSnapshot(`
    "w/air/manifest.air.json:39:15 error type_mismatch
      manifest: value of another type
      expected bool, found text
      hint: Give a value of the expected type."
  `));
  test('as plain JSON', () => expect(findingsOf(projected({ input_expr: { id: 'x', count: 1 } }), projected({ input_expr: { id: 'x', count: 'y' } }))).toMatchInlineSnapshot(`
    "w/air/manifest.air.json:29:21 error bad_literal
      manifest: value does not fit its schema
      expected nat in \`count\`, found "y"
      hint: Give a value of the expected type."
  `));
  test('guarded: what `when` knows holds in `input_expr`', () => {
    const optional = withDefs(WORLD, schema('t/Done@1', record({ id: { option: { text: {} } } })));
    const with_ = (more: Json) => withManifest(optional, { triggers: [{ event: 't/Done@1', plan: 't/a@1', ...input(ref('@event.id')), ...more }] });
    const when = { op: 'ne', args: [ref('@event.id'), { null: {} }] };
    expect(findingsOf(with_({ when }), with_({})).match(/ error /gu)).toHaveLength(1);
  });
  test('that hold always', () => expect(worldFindings(projected({ ...input(text('x')), when: { bool: true } }))).toBe(''));
});
