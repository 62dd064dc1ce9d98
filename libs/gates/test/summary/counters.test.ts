// Every counter: the records that raise it to the given number, and a twin that differs in one thing and does not.
import { describe, expect, test } from 'vitest';
import type { JournalRecord } from '@nx-air/kernel';
import { COUNTERS, summarise, type CounterName } from '../../src/summary.ts';
import { sumCounts } from '../../src/summary/counters.ts';
import * as r from './support/records.ts';

type Journal = readonly JournalRecord[];

const go = [r.eventIn(0), r.started()];
const flow = [r.eventIn(0), r.call({ status: 'waiting', effects: 1 })];

/** Records, the number, and the records of the twin, for which it is 0. */
const TABLE: Readonly<Record<CounterName, { readonly is: Journal; readonly count: number; readonly not: Journal }>> = {
  'instances.started': { is: [...go, ...flow], count: 2, not: [r.eventIn(0), r.call(), r.moduleFault('bad_key')] },
  'instances.child': { is: [...go, r.started(2, { parent: 1 })], count: 1, not: [...go, r.started(2)] },
  'instances.ok': { is: [...go, r.ended(), ...flow, r.call({ status: 'completed' })], count: 2, not: [...go, r.ended(1, { code: 'no_result' }), ...flow, r.call({ status: 'failed' })] },
  'instances.error': { is: [...go, r.ended(1, { code: 'no_result' }), ...flow, r.moduleFault('trap', { status: 'failed' })], count: 2, not: [...go, r.ended(), ...flow, r.moduleFault('bad_event', { status: 'waiting' })] },
  'instances.running': { is: [...go, ...flow], count: 2, not: [...go, r.ended(), ...flow, r.call({ status: 'failed' })] },
  'instances.timeout_branch': {
    is: [...go, r.timer('t'), r.receiptIn(60, 't'), r.ended()],
    count: 1,
    // The event came first; the timer fires when nobody waits for it any more.
    not: [...go, r.timer('t'), r.eventIn(30), r.ended(1, { orphaned: ['t'] }), r.receiptIn(60, 't')],
  },
  'effects.intents': { is: [...go, r.intent('a'), r.intent('b', r.flowOrigin())], count: 2, not: [...go, r.cap('deny'), r.policy('deny')] },
  'effects.internal': { is: [...go, r.intent('a', r.planOrigin(), { internal: true }), r.receipt('a', 'internal')], count: 1, not: [...go, r.intent('a')] },
  'effects.same_as': { is: [...go, r.intent('a'), r.intent('b', r.planOrigin(), { sameAs: 'a' })], count: 1, not: [...go, r.intent('a'), r.intent('b')] },
  'effects.in_flight': { is: [...go, r.intent('a'), r.intent('b')], count: 2, not: [...go, r.intent('a'), r.intent('b'), r.receiptIn(1, 'a'), r.receiptIn(1, 'b')] },
  'effects.orphaned': { is: [...go, r.intent('a'), r.intent('b'), r.ended(1, { orphaned: ['a', 'b'] })], count: 2, not: [...go, r.intent('a'), r.receiptIn(1, 'a'), r.ended()] },
  'receipts.ok': { is: [...go, r.intent('a'), r.receiptIn(1, 'a'), r.intent('b'), r.receipt('b', 'internal')], count: 2, not: [...go, r.intent('a'), r.receiptIn(1, 'a', 'error'), r.receiptAgain(1, 'a')] },
  'receipts.error': { is: [...go, r.intent('a'), r.receiptIn(1, 'a', 'error')], count: 1, not: [...go, r.intent('a'), r.receiptIn(1, 'a', 'timeout')] },
  'receipts.timeout': { is: [...go, r.intent('a'), r.receiptIn(1, 'a', 'timeout')], count: 1, not: [...go, r.intent('a'), r.receiptIn(1, 'a', 'error')] },
  'receipts.denied': { is: [...flow, r.cap('deny', r.flowOrigin()), r.receipt('denied', 'gate', 'denied')], count: 1, not: [...flow, r.cap('deny', r.flowOrigin())] },
  'receipts.late': { is: [...go, r.intent('a'), r.ended(1, { orphaned: ['a'] }), r.receiptIn(9, 'a')], count: 1, not: [...go, r.intent('a'), r.receiptIn(9, 'a'), r.ended()] },
  'cap.allow': { is: [...go, r.cap('allow'), r.cap('allow', r.flowOrigin())], count: 2, not: [...go, r.cap('deny')] },
  'cap.deny': { is: [...go, r.cap('deny'), r.cap('deny', r.flowOrigin())], count: 2, not: [...go, r.cap('allow')] },
  'policy.allow': { is: [...go, r.policy('allow')], count: 1, not: [...go, r.policy('deny')] },
  'policy.deny': { is: [...go, r.policy('deny'), r.policy('deny', r.flowOrigin())], count: 2, not: [...go, r.policy('allow')] },
  'failures.policy_deny': { is: [...go, r.policy('deny'), r.ended(1, { code: 'policy_denied' })], count: 1, not: [...go, r.policy('allow'), r.ended()] },
  'failures.cap_deny': { is: [...go, r.cap('deny'), r.ended(1, { code: 'cap_denied' })], count: 1, not: [...go, r.cap('allow'), r.ended()] },
  'failures.timeout': { is: [...go, r.intent('a'), r.receiptIn(1, 'a', 'timeout'), r.ended(1, { code: 'adapter_timeout' })], count: 1, not: [...go, r.intent('a'), r.receiptIn(1, 'a'), r.ended()] },
  'failures.adapter_error': { is: [...go, r.intent('a'), r.receiptIn(1, 'a', 'error'), r.ended(1, { code: 'adapter_error' })], count: 1, not: [...go, r.intent('a'), r.receiptIn(1, 'a'), r.ended()] },
  'failures.module_fault': { is: [r.eventIn(0), r.moduleFault(), r.moduleFault('bad_key', { module: 'w/Reduce@1' })], count: 2, not: [r.eventIn(0), r.moduleFault('limit_exceeded')] },
  'failures.limit': { is: [...go, r.ended(1, { code: 'limit' }), r.limit(), r.eventIn(1), r.limit(), r.eventIn(2), r.moduleFault('limit_exceeded')], count: 3, not: [...go, r.ended(1, { code: 'stalled' }), r.moduleFault('trap')] },
  'failures.plan_fault': { is: [...go, r.ended(1, { code: 'guard_fault' })], count: 1, not: [...go, r.ended(1, { code: 'policy_denied' }), r.eventIn(1), r.started(2), r.ended(2, { code: 'limit' })] },
  'failures.invariant_violation': { is: [...go, r.ended(1, { code: 'invariant_violation' })], count: 1, not: [...go, r.ended(1, { code: 'guard_fault' })] },
  'events.in': { is: [r.eventIn(0), r.eventIn(1)], count: 2, not: [r.eventAgain(0), r.manifestIn(0)] },
  'events.raised': { is: [...go, r.raised(), r.raisedByModule()], count: 2, not: go },
  'modules.calls': { is: [r.eventIn(0), r.call(), r.call({ status: 'running' })], count: 2, not: [r.eventIn(0), r.moduleFault()] },
  'duplicates.events': { is: [r.eventAgain(0), r.eventAgain(0)], count: 2, not: [r.eventIn(0), r.eventIn(0)] },
  'duplicates.receipts': { is: [...go, r.intent('a'), r.receiptIn(1, 'a'), r.receiptAgain(2, 'a'), r.receiptAgain(2, 'a', true)], count: 2, not: [...go, r.intent('a'), r.receiptIn(1, 'a')] },
  'duplicates.conflicts': { is: [...go, r.intent('a'), r.receiptIn(1, 'a'), r.receiptAgain(2, 'a', true)], count: 1, not: [...go, r.intent('a'), r.receiptIn(1, 'a'), r.receiptAgain(2, 'a')] },
  'skipped.triggers': { is: [r.eventIn(0), r.skipped()], count: 1, not: go },
  'skipped.wait_faults': { is: [...go, r.eventIn(1), r.waitFault()], count: 1, not: [...go, r.eventIn(1)] },
};

describe.each(COUNTERS.map(({ name }) => name))('%s', (name) => {
  test('counts', () => {
    expect(summarise([r.journal(TABLE[name].is)]).totals[name]).toBe(TABLE[name].count);
  });

  test('does not count its twin', () => {
    expect(summarise([r.journal(TABLE[name].not)]).totals[name]).toBe(0);
  });

  test('adds up over rows and what belongs to none', () => {
    const { totals, worlds, plans, workflows, modules } = summarise([r.journal(TABLE[name].is), r.journal(TABLE[name].is, 'v')]);
    expect(totals[name]).toBe(2 * TABLE[name].count);
    expect(sumCounts([...plans, ...workflows, ...modules].map(({ counts }) => counts))[name] + sumCounts(worlds.map(({ unattributed }) => unattributed))[name]).toBe(totals[name]);
  });
});

describe('whose they are', () => {
  test('a denied effect counts for the plan that asked for it, although it has no intent', () => {
    const [row] = summarise([r.journal([...go, r.cap('allow'), r.policy('deny'), r.ended(1, { code: 'policy_denied', step: 'emit' })])]).plans;
    expect(row).toMatchObject({ name: 'w/core_main@1', counts: { 'cap.allow': 1, 'policy.deny': 1, 'failures.policy_deny': 1, 'effects.intents': 0 }, errors: [{ code: 'policy_denied', count: 1 }] });
  });

  test('a repeated receipt counts for the plan of its intent', () => {
    const { plans, worlds } = summarise([r.journal([...go, r.intent('a'), r.receiptIn(1, 'a'), r.receiptAgain(2, 'a')])]);
    expect(plans[0]!.counts['duplicates.receipts']).toBe(1);
    expect(worlds[0]!.unattributed['duplicates.receipts']).toBe(0);
  });

  test('a refusal told to a workflow counts for the workflow', () => {
    const { workflows } = summarise([r.journal([...flow, r.policy('deny', r.flowOrigin()), r.receipt('denied', 'gate', 'denied'), r.call({ status: 'waiting', intent: 'denied' })])]);
    expect(workflows).toMatchObject([{ name: 'w/Flow@1', counts: { 'policy.deny': 1, 'receipts.denied': 1, 'modules.calls': 2 } }]);
  });

  test('a module is a workflow once one record says so; reducers stand apart', () => {
    const { workflows, modules } = summarise([r.journal([r.eventIn(0), r.moduleFault('bad_key'), r.call({ status: 'running' }), r.call({ module: 'w/Reduce@1' })])]);
    expect(workflows.map(({ name, counts }) => [name, counts['failures.module_fault']])).toEqual([['w/Flow@1', 1]]);
    expect(modules.map(({ name }) => name)).toEqual(['w/Reduce@1']);
  });

  test('an event for a failed workflow instance ends it no second time', () => {
    const { workflows } = summarise([r.journal([...flow, r.moduleFault('trap', { status: 'failed' }), r.eventIn(1), r.moduleFault('instance_ended', { status: 'failed' })])]);
    expect(workflows[0]!.counts).toMatchObject({ 'instances.started': 1, 'instances.error': 1, 'instances.running': 0, 'failures.module_fault': 2 });
  });

  test('a workflow that has ended starts anew with the next call of its key', () => {
    const { workflows } = summarise([r.journal([...flow, r.call({ status: 'completed' }), r.eventIn(1), r.call({ status: 'running' })])]);
    expect(workflows[0]!.counts).toMatchObject({ 'instances.started': 2, 'instances.ok': 1, 'instances.running': 1 });
  });
});
