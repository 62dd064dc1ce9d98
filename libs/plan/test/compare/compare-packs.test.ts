// Two versions of a pack: each change with its category, whether it breaks, and its nearest harmless twin.
import { describe, expect, it } from 'vitest';
import { comparePacks } from '../../src/check.ts';
import { DONE, ORDER, policy, record, ref, schema, text, workflow, FLOW_EVENT } from '../support/defs.ts';
import { packNodes, type Json } from '../support/world.ts';
import { awaitEvent, edges, end, eq, flow, http, key, raise, timer } from '../lints/lint-findings.ts';

const REPLY = schema('t/Reply@1', { variant: { Yes: { unit: {} }, No: { text: {} } } });
const steps = { pay: http('pay', 'POST', key()), tell: raise('tell'), done: { id: 'done', op: 'end', result: { variant: { tag: 'Yes' } } } };
const core = (name = 'p/core_pay@1', more: Json = {}, of: readonly (Json | readonly Json[])[] = [steps.pay, steps.tell, steps.done]): Json =>
  flow(name, of, edges('pay -> pay_done -> tell -> done'), { output: 't/Reply@1', ...more });
const BEFORE: readonly Json[] = [ORDER, DONE, REPLY, core()];

const show = (before: readonly Json[], after: readonly Json[]): readonly string[] =>
  comparePacks(packNodes(before), packNodes(after)).map(({ category, breaking, kind, name, what, side, pointer, before: old, after: now }) =>
    `${category}${breaking ? ' BREAKS' : ''}: ${kind} ${name}: ${what}${old === undefined ? '' : ` (${old} -> ${now})`} [${side} ${pointer}]`);
const from = (after: readonly Json[]): readonly string[] => show(BEFORE, after);
const order = (fields: Json): Json => schema('t/Order@1', record(fields));
const ID = { id: { text: {} }, count: { nat: {} } };

describe('comparePacks', () => {
  it('finds nothing where nothing changed', () => {
    expect(from(BEFORE)).toEqual([]);
    expect(from(BEFORE.toReversed())).toEqual([]);
    expect(from([ORDER, DONE, REPLY, core('p/core_pay@1', { $comment: 'words' })])).toEqual([]);
  });

  it('sees effects that move into a child', () => {
    const inner = core('p/internal_pay@1');
    const outer = flow('p/core_pay@1', [{ id: 'go', op: 'spawn_plan', plan: 'p/internal_pay@1', input: ref('@plan.input'), bind: { handle_as: 'h' } }, { id: 'wait', op: 'await_plan', for: ref('@var:h'), bind: { as: 'r' } }, steps.done], edges('go -> wait -> done'), { output: 't/Reply@1' });
    const found = from([ORDER, DONE, REPLY, inner, outer]).filter((line) => /defplan p\/core_pay@1: (?:slot|event|effect)/u.test(line));
    expect(found).toEqual(['authority BREAKS: defplan p/core_pay@1: effects are emitted by p/internal_pay@1 now [new /steps/0]']);
    expect(show([ORDER, DONE, REPLY, inner, outer], BEFORE).filter((line) => line.includes('core_pay@1: effects are emitted'))).toEqual(['authority BREAKS: defplan p/core_pay@1: effects are emitted by p/core_pay@1 now [new /steps]']);
  });

  const cases: readonly (readonly [what: string, after: readonly Json[], expected: readonly string[]])[] = [
    ['an input that takes more', [order({ ...ID, note: { option: { text: {} } } }), DONE, REPLY, core()], ['contract: defplan p/core_pay@1: input t/Order@1 takes more [new /input]']],
    ['an input that takes an int for a nat', [order({ id: { text: {} }, count: { int: {} } }), DONE, REPLY, core()], ['contract: defplan p/core_pay@1: input t/Order@1 takes more [new /input]']],
    ['an input with a new required field', [order({ ...ID, note: { text: {} } }), DONE, REPLY, core()], ['contract BREAKS: defplan p/core_pay@1: input t/Order@1 no longer takes every value it took [new /input]']],
    ['an input without a field', [order({ id: { text: {} } }), DONE, REPLY, core()], ['contract BREAKS: defplan p/core_pay@1: input t/Order@1 no longer takes every value it took [new /input]']],
    ['an input of another name', [ORDER, DONE, REPLY, schema('t/Ask@1', record(ID)), core('p/core_pay@1', { input: 't/Ask@1' })], [
      'contract BREAKS: defplan p/core_pay@1: input is another schema (t/Order@1 -> t/Ask@1) [new /input]',
      'contract: defschema t/Ask@1: schema added [new ]',
    ]],
    ['an output with an arm more', [ORDER, DONE, schema('t/Reply@1', { variant: { Yes: { unit: {} }, No: { text: {} }, Later: { unit: {} } } }), core()], ['contract BREAKS: defplan p/core_pay@1: output t/Reply@1 has values that it had not [new /output]']],
    ['an output with an arm less', [ORDER, DONE, schema('t/Reply@1', { variant: { Yes: { unit: {} } } }), core()], ['contract: defplan p/core_pay@1: output t/Reply@1 has fewer values [new /output]']],
    ['no output', [ORDER, DONE, REPLY, core('p/core_pay@1', { output: null }, [steps.pay, steps.tell, end('done')])], ['contract BREAKS: defplan p/core_pay@1: output removed [old /output]']],
    ['an event with a field more', [ORDER, schema('t/Done@1', record({ id: { text: {} }, at: { time: {} } })), REPLY, core()], ['contract BREAKS: defplan p/core_pay@1: event t/Done@1 has values that it had not [new /steps/2]']],
    ['an event less', [ORDER, DONE, REPLY, flow('p/core_pay@1', [steps.pay, steps.done], edges('pay -> pay_done -> done'), { output: 't/Reply@1' })], ['contract BREAKS: defplan p/core_pay@1: event t/Done@1 is no longer raised [old /steps]']],
    ['another slot', [ORDER, DONE, REPLY, core('p/core_pay@1', {}, [http('pay', 'POST', { ...key(), cap: 'cap_web' }), steps.tell, steps.done])], [
      'contract BREAKS: defplan p/core_pay@1: slot cap renamed to cap_web [new /steps/0]',
      'contract: defplan p/core_pay@1: slot cap removed [old /steps]',
      'durability: defplan p/core_pay@1: running instances still use slot cap: keep its grant until they end [old /steps]',
    ]],
    ['one more effect in a new slot', [ORDER, DONE, REPLY, core('p/core_pay@1', {}, [steps.pay, timer('nap', { ...key(), cap: 'cap_timer' }), steps.tell, steps.done])], [
      'contract BREAKS: defplan p/core_pay@1: slot cap_timer added [new /steps/2]',
      'authority BREAKS: defplan p/core_pay@1: effect timer.set added [new /steps/2]',
    ]],
    ['no effect', [ORDER, DONE, REPLY, flow('p/core_pay@1', [steps.tell, steps.done], edges('tell -> done'), { output: 't/Reply@1' })], [
      'contract: defplan p/core_pay@1: slot cap removed [old /steps]',
      'authority: defplan p/core_pay@1: effect http.request removed [old /steps]',
      'durability: defplan p/core_pay@1: running instances still use slot cap: keep its grant until they end [old /steps]',
    ]],
    ['a wait for an event', [ORDER, DONE, REPLY, core('p/core_pay@1', {}, [steps.pay, steps.tell, awaitEvent('hear', { where: eq(ref('@event.id'), ref('@plan.input.id')) }), steps.done])], [
      'contract BREAKS: defplan p/core_pay@1: waits for event t/Done@1 now [new /steps/3]',
      'contract BREAKS: defplan p/core_pay@1: waits correlate by id [new /steps]',
    ]],
    ['no plan', [ORDER, DONE, REPLY], ['contract BREAKS: defplan p/core_pay@1: plan removed [old ]', 'durability: defplan p/core_pay@1: running instances still use slot cap: keep its grant until they end [old /steps]']],
    ['another plan', [...BEFORE, core('p/core_more@1')], ['contract: defplan p/core_more@1: plan added [new ]']],
    ['other parameters', [ORDER, DONE, REPLY, core('p/core_pay@1', {}, [http('pay', 'PUT', key()), steps.tell, steps.done])], ['behaviour: defplan p/core_pay@1: steps changed: pay [new /steps/0]']],
    ['another step', [ORDER, DONE, REPLY, core('p/core_pay@1', {}, [steps.pay, { id: 'note', op: 'assign', expr: text('x'), bind: { as: 'note' } }, steps.tell, steps.done])], ['behaviour: defplan p/core_pay@1: steps added: note [new /steps/2]']],
    ['another edge', [ORDER, DONE, REPLY, { ...core(), edges: edges('pay -> pay_done -> tell -> done', 'pay -> tell') }], ['behaviour: defplan p/core_pay@1: other edges [new /edges]']],
    ['a secret', [...BEFORE, { $kind: 'defsecret', name: 'p/key@1', binding_id: 'k' }], ['authority BREAKS: defsecret p/key@1: secret added [new ]']],
    ['a policy', [...BEFORE, policy([{}])], ['authority: defpolicy t/policy@1: shipped policy added [new ]']],
  ];
  it.each(cases)('%s', (_what, after, expected) => {
    expect(from(after)).toEqual(expected);
  });

  it('keeps the contract of internal plans to the pack', () => {
    const internal = (input: string): readonly Json[] => [...BEFORE, schema('t/Ask@1', record(ID)), core('p/internal_pay@1', { input })];
    expect(show(internal('t/Order@1'), internal('t/Ask@1'))).toEqual(['contract: defplan p/internal_pay@1: input is another schema (t/Order@1 -> t/Ask@1) [new /input]']);
  });

  it('compares types behind references, recursive ones too', () => {
    const tree = (leaf: Json): Json => schema('t/Tree@1', { variant: { Leaf: leaf, Node: { list: ref('t/Tree@1') } } });
    const taking = (leaf: Json): readonly Json[] => [tree(leaf), flow('p/core_take@1', [end('done')], [], { input: 't/Tree@1' })];
    expect(show(taking({ nat: {} }), taking({ nat: {} }))).toEqual([]);
    expect(show(taking({ nat: {} }), taking({ int: {} }))).toEqual(['contract: defplan p/core_take@1: input t/Tree@1 takes more [new /input]']);
    expect(show(taking({ nat: {} }), taking({ text: {} }))).toEqual(['contract BREAKS: defplan p/core_take@1: input t/Tree@1 no longer takes every value it took [new /input]']);
  });
});

describe('schemas that no plan speaks for', () => {
  const shared = (type: Json): readonly Json[] => [schema('p/Shared@1', type)];
  const NAT = { nat: {} };
  it.each([
    [NAT, { int: {} }, 'schema has more values'],
    [{ int: {} }, NAT, 'schema has fewer values'],
    [NAT, { text: {} }, 'schema has other values'],
  ])('%j -> %j', (before, after, what) => {
    expect(show(shared(before), shared(after))).toEqual([`contract BREAKS: defschema p/Shared@1: ${what} [new /type]`]);
  });

  it('may stay and may go', () => {
    expect(show(shared(NAT), shared(NAT))).toEqual([]);
    expect(show(shared(NAT), [])).toEqual(['contract BREAKS: defschema p/Shared@1: schema removed [old ]']);
  });
});

describe('durability', () => {
  const waiting = (more: readonly Json[] = []): readonly Json[] => [ORDER, flow('p/core_wait@1', [awaitEvent('hear'), end('done')], edges('hear -> done')), ...more];
  const telling = flow('p/internal_tell@1', [raise('tell')]);

  it('reads the events that it waits for', () => {
    const wider = schema('t/Done@1', record({ id: { text: {} }, at: { time: {} } }));
    expect(show(waiting([DONE]), waiting([wider]))).toContain('durability BREAKS: defplan p/core_wait@1: waits for event t/Done@1, which has values that it had not [old /steps/0]');
  });

  it('hears nothing from a plan that is gone', () => {
    const lost = 'durability BREAKS: defplan p/core_wait@1: waits for event t/Done@1, which nothing in the pack raises any more [old /steps/0]';
    expect(show(waiting([DONE, telling]), waiting([DONE]))).toContain(lost);
    expect(show(waiting([DONE]), waiting([DONE]))).toEqual([]);
  });

  const effect = (more: Json = {}): Json => ({ $kind: 'defeffect', name: 'p/ask@1', kind: 'ask', params_schema: 't/Order@1', receipt_schema: 't/Done@1', cap_type: 'ask', origin_scope: 'plan', ...more });
  const asking = (...effects: readonly Json[]): readonly Json[] => [
    ORDER, DONE, schema('t/Less@1', record({ id: { text: {} } })), schema('t/Other@1', { nat: {} }), ...effects,
    flow('p/core_ask@1', [{ id: 'ask', op: 'emit_effect', kind: 'ask', params: ref('@plan.input'), cap: 'cap_ask', bind: { effect_id_as: 'asked' } }]),
  ];
  const effects: readonly (readonly [what: string, after: Json | undefined, expected: readonly string[]])[] = [
    ['the same effect', effect(), []],
    ['no effect', undefined, ['contract BREAKS: defeffect p/ask@1: effect removed [old ]', 'durability BREAKS: defplan p/core_ask@1: emits ask, which is gone [old /steps/0]']],
    ['parameters that are not taken', effect({ params_schema: 't/Less@1' }), [
      'contract BREAKS: defeffect p/ask@1: parameters no longer take every value they took [new /params_schema]',
      'durability BREAKS: defplan p/core_ask@1: emits ask with parameters that are no longer taken [old /steps/0]',
    ]],
    ['another receipt', effect({ receipt_schema: 't/Other@1' }), [
      'contract BREAKS: defeffect p/ask@1: receipt has values that it had not [new /receipt_schema]',
      'durability BREAKS: defplan p/core_ask@1: waits for a receipt of ask that it cannot read [old /steps/0]',
    ]],
    ['another cap type', effect({ cap_type: 'query' }), ['contract BREAKS: defeffect p/ask@1: cap_type changed (ask -> query) [new /cap_type]']],
  ];
  it.each(effects)('%s', (_what, after, expected) => {
    expect(show(asking(effect()), asking(...(after ? [after] : [])))).toEqual(expected);
  });
});

describe('modules', () => {
  const desk = (abi: Json = {}): readonly Json[] => [ORDER, DONE, FLOW_EVENT, schema('t/Kept@1', record({ id: { text: {} }, more: { option: { text: {} } } })), workflow('p/Desk@1', abi)];
  const from_ = (abi: Json): readonly string[] => show(desk(), desk(abi));

  it('may keep more state, not other state', () => {
    expect(from_({ state: 't/Kept@1' })).toEqual([]);
    expect(from_({ state: 't/Order@1' })).toEqual(['durability BREAKS: defmodule p/Desk@1: state that is kept does not fit the new state [new /abi/workflow/state]']);
  });

  it('take the events that they took', () => {
    expect(from_({ event: 't/Order@1' })).toEqual(['contract BREAKS: defmodule p/Desk@1: events that it took are not taken [new /abi/workflow/event]']);
  });

  it('gain authority', () => {
    expect(from_({ effects_emitted: ['timer.set', 'blob.put'], cap_slots: { clock: 'timer', store: 'blob' } })).toEqual([
      'contract BREAKS: defmodule p/Desk@1: slot store added [new /abi/workflow/cap_slots]',
      'authority BREAKS: defmodule p/Desk@1: effect blob.put added [new /abi/workflow/effects_emitted]',
    ]);
  });
});
