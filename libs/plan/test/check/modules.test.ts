// Modules: families of events, receipts, and effects where none may be.
import { loadFile } from '@nx-air/air';
import { encodeUtf8 } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { DEFAULTS, DONE, FLOW_EVENT, ORDER, policy, reducer, ref, schema, workflow } from '../support/defs.ts';
import { findingsOf, withDefs } from '../support/rules.ts';
import { shown, worldFindings, type Json, type WorldParts } from '../support/world.ts';

const BASE: WorldParts = { defs: [ORDER, DONE, schema('t/E@1', { variant: { Order: ref('t/Order@1') } }), reducer('t/R@1', { event: 't/E@1' })] };
const family = (type: Json) => withDefs(BASE, schema('t/E@1', type));

describe('an event family', () => {
  test('of plain types', () => expect(findingsOf(BASE, family({ variant: { Order: { text: {} } } }))).toMatchInlineSnapshot(`
    "w/air/defs.air.json:34:18 error bad_event_family
      defmodule t/R@1: module cannot take events of this schema
      expected a record, or a variant whose arms refer to distinct schemas, found t/E@1
      hint: Give every arm a schema of its own: \`{"ref": …}\`."
  `));
  test.each<[string, Json]>([
    ['the same schema twice', { variant: { A: ref('t/Order@1'), B: ref('t/Order@1') } }],
    ['a text', { text: {} }],
    ['a list', { list: ref('t/Order@1') }],
  ])('of %s', (_name, type) => expect(findingsOf(BASE, family(type))).toContain('bad_event_family'));
  test('of an unknown schema is that finding alone', () => expect(findingsOf(BASE, withDefs(BASE, reducer('t/R@1', { event: 't/Nope@1' }))).match(/ error /gu)).toHaveLength(1));
});

const FLOW: WorldParts = {
  manifest: { defaults: DEFAULTS, module_bindings: { 't/Flow@1': { slots: { clock: 'cap_timer' } } } },
  defs: [ORDER, DONE, FLOW_EVENT, workflow('t/Flow@1'), policy([{ effect_kind: 'timer.set' }])],
};

test('a workflow module that cannot take its receipts', () => {
  expect(findingsOf(FLOW, withDefs(FLOW, schema('t/FlowEvent@1', { variant: { Order: ref('t/Order@1') } })))).toMatchInlineSnapshot(`
    "w/air/defs.air.json:34:18 error no_receipt_arm
      defmodule t/Flow@1: module cannot take its receipts
      expected an arm for sys/EffectReceiptEnvelope@1 in t/FlowEvent@1, found emits timer.set
      hint: Add an arm \`{"ref": "sys/EffectReceiptEnvelope@1"}\` to the event schema."
  `);
});

test('a workflow module without effects needs no receipts', () => {
  expect(worldFindings({ defs: [ORDER, DONE, schema('t/FlowEvent@1', ref('t/Order@1')), workflow('t/Flow@1', { effects_emitted: [], cap_slots: {} })] })).toBe('');
});

test('effects of a reducer are not judged a second time: its shape is the finding', () => {
  expect(worldFindings(withDefs(BASE, reducer('t/R@1', { event: 't/E@1', effects_emitted: ['timer.set'] })))).toBe('');
});

test('effects of a reducer, where it is read', () => {
  const read = (abi: Json): string => {
    const text = `${JSON.stringify(reducer('t/R@1', abi), undefined, 1)}\n`;
    return shown(loadFile('w/air/r.air.json', encodeUtf8(text)).problems, new Map([['w/air/r.air.json', text]]));
  };
  expect(read({})).toBe('');
  expect(read({ effects_emitted: ['timer.set'] })).toMatchInlineSnapshot(`
    "w/air/r.air.json:9:4 error reducer_effects
      defmodule t/R@1: only workflow modules emit effects
      found \`effects_emitted\` in a reducer module
      hint: Set \`module_kind: "workflow"\` and move its abi to \`abi.workflow\`, or remove \`effects_emitted\`."
  `);
});
