// Routes and inboxes: the module takes the event, under a key of its type.
import { describe, expect, test } from 'vitest';
import { DEFAULTS, DONE, FLOW_EVENT, ORDER, policy, pureModule, record, reducer, ref, schema, workflow } from '../support/defs.ts';
import { findingsOf, withDefs, withManifest } from '../support/rules.ts';
import { worldFindings, type Json, type WorldParts } from '../support/world.ts';

const FAMILY = schema('t/Event@1', { variant: { Order: ref('t/Order@1'), Done: ref('t/Done@1') } });
const ID = schema('t/Id@1');
const KEYED = { key_schema: 't/Id@1' };
const BASE: WorldParts = { defs: [ORDER, DONE, FAMILY, ID, reducer('t/One@1', { event: 't/Event@1' }), reducer('t/Many@1', { event: 't/Event@1' }, KEYED), pureModule('t/Pure@1')] };
const route = (event: string, module: string, more: Json = {}) => withManifest(BASE, { routing: { events: [{ event, reducer: module, ...more }] } });
const ONE = route('t/Order@1', 't/One@1');
const MANY = route('t/Order@1', 't/Many@1', { key_field: 'id' });

describe('a route', () => {
  test('to a pure module', () => expect(findingsOf(ONE, route('t/Order@1', 't/Pure@1'))).toMatchInlineSnapshot(`
    "w/air/manifest.air.json:38:20 error wrong_module_kind
      manifest: wrong kind of module
      expected a reducer or workflow module, found t/Pure@1, a pure module
      hint: Name a reducer or workflow module."
  `));
  test('of an event the module does not take', () => expect(findingsOf(ONE, route('t/Id@1', 't/One@1'))).toMatchInlineSnapshot(`
    "w/air/manifest.air.json:37:18 error event_not_taken
      manifest: module does not take this event
      expected t/Event@1 or the schema of one of its arms, found t/Id@1, which t/One@1 does not take
      hint: Add an arm for the event, or route it to another module."
  `));
  test('of receipts', () => {
    const flow = (routes: readonly Json[]): WorldParts => ({
      defs: [ORDER, DONE, FLOW_EVENT, workflow('t/Flow@1'), policy([{ effect_kind: 'timer.set' }])],
      manifest: { defaults: DEFAULTS, module_bindings: { 't/Flow@1': { slots: { clock: 'cap_timer' } } }, routing: { events: routes } },
    });
    const order = { event: 't/Order@1', reducer: 't/Flow@1' };
    expect(findingsOf(flow([order]), flow([order, { event: 'sys/EffectReceiptEnvelope@1', reducer: 't/Flow@1' }]))).toMatchInlineSnapshot(`
      "w/air/manifest.air.json:55:18 error receipt_routed
        manifest: receipts are routed
        found sys/EffectReceiptEnvelope@1 to t/Flow@1
        hint: Remove the route."
    `);
  });
  test('given twice', () => {
    const twice = (...keys: readonly string[]): WorldParts => withManifest(BASE, { routing: { events: keys.map((key_field) => ({ event: 't/Order@1', reducer: 't/Many@1', key_field })) } });
    expect(findingsOf(twice('id'), twice('id', 'id'))).toMatchInlineSnapshot(`
      "w/air/manifest.air.json:41:7 warning duplicate_route
        manifest: event routed twice to one module
        see w/air/manifest.air.json:36:7: the first one
        hint: Remove one of them."
    `);
  });
  test('without key_field', () => expect(findingsOf(MANY, route('t/Order@1', 't/Many@1'))).toMatchInlineSnapshot(`
    "w/air/manifest.air.json:36:7 error key_field_missing
      manifest: route without key_field
      expected a field of type t/Id@1, the key of t/Many@1
      hint: Add \`key_field\`."
  `));
  test('with key_field to a module without keys', () => expect(findingsOf(ONE, route('t/Order@1', 't/One@1', { key_field: 'id' }))).toMatchInlineSnapshot(`
    "w/air/manifest.air.json:39:22 error key_field_unused
      manifest: key_field for a module without keys
      found t/One@1 has no key_schema
      hint: Remove \`key_field\`, or give the module a \`key_schema\`."
  `));
  test('by a field that is not there', () => expect(findingsOf(MANY, route('t/Order@1', 't/Many@1', { key_field: 'ident' }))).toMatchInlineSnapshot(`
    "w/air/manifest.air.json:39:22 error unknown_field_path
      manifest: no such field
      expected a field of t/Order@1, found ident
      hint: Name a field, with dots for fields of fields."
  `));
  test('by a field of another type', () => expect(findingsOf(MANY, route('t/Order@1', 't/Many@1', { key_field: 'count' }))).toMatchInlineSnapshot(`
    "w/air/manifest.air.json:39:22 error key_field_type
      manifest: key_field has another type than the key
      expected t/Id@1, the key of t/Many@1, found count: nat
      hint: Name a field of the type of the key."
  `));
  test('by an option', () => {
    const optional = schema('t/Order@1', record({ id: { option: { text: {} } }, count: { nat: {} } }));
    expect(findingsOf(MANY, withDefs(MANY, optional))).toContain('key_field_type');
  });
  test('of the whole family, by `$value`', () => {
    expect(worldFindings(route('t/Event@1', 't/Many@1', { key_field: '$value.id' }))).toBe('');
    expect(worldFindings(route('t/Event@1', 't/Many@1', { key_field: '$value.count' }))).toContain('unknown_field_path');
    expect(worldFindings(route('t/Event@1', 't/Many@1', { key_field: 'id' }))).toContain('unknown_field_path');
  });
  test.each(['t/Event@1', 't/Order@1', 't/Done@1'])('of %s', (event) => expect(worldFindings(route(event, 't/One@1'))).toBe(''));
  test('of a receipt that the kernel delivers by itself', () => {
    const timer = withDefs(route('sys/TimerFired@1', 't/Many@1'), schema('t/Event@1', { variant: { Order: ref('t/Order@1'), Fired: ref('sys/TimerFired@1') } }));
    expect(worldFindings(timer)).toBe('');
  });
  test('to a module that takes one record', () => {
    const single = withDefs(BASE, reducer('t/Single@1', { event: 't/Order@1' }));
    expect(worldFindings(withManifest(single, { routing: { events: [{ event: 't/Order@1', reducer: 't/Single@1' }] } }))).toBe('');
  });
  test('to a module whose events are an alias', () => {
    const alias = withDefs(BASE, schema('t/Alias@1', ref('t/Event@1')), reducer('t/A@1', { event: 't/Alias@1' }));
    for (const event of ['t/Alias@1', 't/Event@1', 't/Order@1']) expect(worldFindings(withManifest(alias, { routing: { events: [{ event, reducer: 't/A@1' }] } }))).toBe('');
  });
});

test('an inbox of a pure module', () => {
  const inbox = (module: string) => withManifest(BASE, { routing: { inboxes: [{ source: 'mail', reducer: module }] } });
  expect(findingsOf(inbox('t/One@1'), inbox('t/Pure@1'))).toContain('wrong_module_kind');
});
