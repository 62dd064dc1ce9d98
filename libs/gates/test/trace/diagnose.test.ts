// Causes of flows that failed or are stuck: each with its record, and a twin that has another cause or none.
import type { JournalRecord } from '@nx-air/kernel';
import { describe, expect, test } from 'vitest';
import { CAUSES, diagnose, followFlow, type Cause } from '../../src/summary.ts';
import * as r from '../summary/support/records.ts';

const go = [r.eventIn(0), r.started()];
const run = (...records: readonly JournalRecord[]) => diagnose([r.journal(records)]);
const found = (...records: readonly JournalRecord[]): readonly string[] =>
  run(...records).diagnoses.map(({ cause, detail, state, count, step, evidence, sinceNs }) => [cause, detail, state, count, step ?? '-', evidence.seq, `${sinceNs / r.SECOND}s`].join(' '));

const TABLE: Readonly<Record<Cause, { readonly is: readonly JournalRecord[]; readonly found: string; readonly not: readonly JournalRecord[] }>> = {
  policy_denied: { is: [...go, r.cap('allow'), r.policy('deny'), r.ended(1, { code: 'policy_denied', step: 'emit' })], found: 'policy_denied policy_denied failed 1 emit 3 0s', not: [...go, r.ended()] },
  cap_denied: { is: [...go, r.cap('deny'), r.ended(1, { code: 'cap_denied', step: 'emit' })], found: 'cap_denied cap_denied failed 1 emit 2 0s', not: [...go, r.ended()] },
  adapter_timeout: { is: [...go, r.intent('a'), r.receiptIn(3, 'a', 'timeout'), r.ended(1, { code: 'adapter_timeout', step: 'got' })], found: 'adapter_timeout adapter_timeout failed 1 got 3 3s', not: [...go, r.intent('a'), r.receiptIn(3, 'a', 'timeout'), r.ended()] },
  adapter_error: { is: [...go, r.intent('a'), r.receiptIn(3, 'a', 'error'), r.ended(1, { code: 'adapter_error', step: 'got' })], found: 'adapter_error adapter_error failed 1 got 3 3s', not: [...go, r.intent('a'), r.receiptIn(3, 'a', 'error'), r.ended()] },
  module_fault: { is: [r.eventIn(0), r.moduleFault('trap', { status: 'failed' })], found: 'module_fault trap failed 1 - 1 0s', not: [r.eventIn(0), r.call({ status: 'completed' })] },
  limit: { is: [...go, r.ended(1, { code: 'limit', step: 'loop' }), r.limit()], found: 'limit limit failed 1 loop 2 0s', not: [...go, r.ended()] },
  invariant_violation: { is: [...go, r.ended(1, { code: 'invariant_violation' })], found: 'invariant_violation invariant_violation failed 1 - 2 0s', not: [...go, r.ended()] },
  plan_fault: { is: [...go, r.ended(1, { code: 'guard_fault', step: 'choose' })], found: 'plan_fault guard_fault failed 1 choose 2 0s', not: [...go, r.ended()] },
  wait_fault: { is: [...go, r.eventIn(4), r.waitFault()], found: 'wait_fault type waiting 1 wait 3 4s', not: [...go, r.eventIn(4), r.waitFault(), r.eventIn(5), r.ended()] },
  waiting_receipt: { is: [...go, r.intent('a'), r.timer('t')], found: 'waiting_receipt http.request waiting 1 emit 2 0s', not: [...go, r.intent('a'), r.receiptIn(1, 'a'), r.ended()] },
  waiting_child: { is: [...go, r.spawned(1), r.started(2, { parent: 1, plan: 'w/core_child@1' })], found: 'waiting_child w/core_child@1 waiting 1 spawn 3 0s', not: [...go, r.spawned(1), r.started(2, { parent: 1, plan: 'w/core_child@1' }), r.ended(2, { plan: 'w/core_child@1' }), r.ended()] },
  waiting_event: { is: [...go, r.eventIn(7)], found: 'waiting_event  waiting 1 - 1 0s', not: [...go, r.eventIn(7), r.ended()] },
  waiting_timer: { is: [...go, r.timer('t')], found: 'waiting_timer timer.set waiting 1 timer 2 0s', not: [...go, r.timer('t'), r.receiptIn(60, 't'), r.ended()] },
};

describe.each(CAUSES)('%s', (cause) => {
  test('is found, with the record that shows it', () => {
    expect(found(...TABLE[cause].is)).toContain(TABLE[cause].found);
  });

  test('is not found in its twin', () => {
    expect(run(...TABLE[cause].not).diagnoses.map((each) => each.cause)).not.toContain(cause);
  });

  test('says what to do', () => {
    expect(run(...TABLE[cause].is).diagnoses.find((each) => each.cause === cause)!.next).not.toBe('');
  });
});

describe('a report', () => {
  test('counts alike flows together and tells of the first', () => {
    const many = Array.from({ length: 30 }, (_, index) => [r.eventIn(index), r.started(index + 1), r.cap('deny', r.planOrigin(index + 1)), r.ended(index + 1, { code: 'cap_denied', step: 'emit' })]).flat();
    const report = run(...many);
    expect(report).toMatchObject({ ok: 0, failed: 30, waiting: 0 });
    expect(report.diagnoses).toHaveLength(1);
    expect(report.diagnoses[0]).toMatchObject({ count: 30, instance: r.id(1), evidence: { seq: 2, record: 'cap_decision', text: 'http.request through http: capability denies (grant): grant_missing: no grant http' } });
  });

  test('a child that never ends is named by the parent that waits for it, and diagnosed itself', () => {
    const report = run(...go, r.spawned(1), r.started(2, { parent: 1, plan: 'w/core_child@1' }), r.intent('a', r.planOrigin(2, 'call', 'w/core_child@1')));
    expect(report.diagnoses.map(({ cause, subject, detail, next }) => [cause, subject, detail, next])).toEqual([
      ['waiting_receipt', 'w/core_child@1', 'http.request', 'find out why no receipt for http.request came in: the adapter did not answer, or the scenario has no rule for it'],
      ['waiting_child', 'w/core_main@1', 'w/core_child@1', `find out why child ${r.id(2)} does not end: it is diagnosed under w/core_child@1`],
    ]);
  });

  test.each<[string, readonly JournalRecord[], unknown]>([
    ['none of two has ended', [], { count: 2, ended: 0, running: [r.id(2), r.id(3)] }],
    ['one of two', [r.ended(2, { plan: 'w/core_child@1' })], { count: 2, ended: 1, running: [r.id(3)] }],
    ['one in error', [r.ended(3, { plan: 'w/core_child@1', code: 'no_result' })], { count: 2, ended: 1, running: [r.id(2)] }],
  ])('a barrier: %s', (_name, records, children) => {
    const child = { parent: 1, plan: 'w/core_child@1' };
    const found = run(...go, r.spawned(2), r.started(2, child), r.started(3, { ...child, index: 1 }), ...records).diagnoses.find(({ cause }) => cause === 'waiting_child');
    expect(found).toMatchObject({ subject: 'w/core_main@1', step: 'spawn', instance: r.id(1), children });
  });

  test('a barrier that all have reached waits for none', () => {
    const report = run(...go, r.spawned(1), r.started(2, { parent: 1, plan: 'w/core_child@1' }), r.ended(2, { plan: 'w/core_child@1' }));
    expect(report.diagnoses.map(({ cause, children }) => [cause, children])).toEqual([['waiting_event', undefined]]);
  });

  test('a denied effect of an earlier batch is not the reason of a later end', () => {
    const [diagnosis] = run(...go, r.intent('a'), r.receiptIn(1, 'a', 'error'), r.intent('b'), r.receiptIn(2, 'b', 'timeout'), r.ended(1, { code: 'adapter_timeout', step: 'got' })).diagnoses;
    expect(diagnosis!.evidence.seq).toBe(5);
  });

  test('workflow instances: one fails, one waits for a receipt, one has ended', () => {
    const report = run(r.eventIn(0), r.call({ key: 'a', status: 'waiting', effects: 1 }), r.intent('x', r.flowOrigin('a')), r.call({ key: 'b', status: 'completed' }), r.call({ key: 'c', status: 'running' }), r.moduleFault('limit_exceeded', { key: 'c', status: 'failed' }));
    expect(report).toMatchObject({ ok: 1, failed: 1, waiting: 1 });
    expect(report.diagnoses.map(({ cause, instance }) => [cause, instance])).toEqual([['limit', '"c"'], ['waiting_receipt', '"a"']]);
  });

  test('a call that answered too much is no loop of events', () => {
    const next = (...records: readonly JournalRecord[]): string | undefined => run(...records).diagnoses[0]?.next;
    expect(next(r.eventIn(0), r.moduleFault('limit_exceeded', { status: 'failed' }))).toBe('make the module answer less in one call; `defaults.limits` of the manifest says how much it may');
    expect(next(...go, r.ended(1, { code: 'limit', step: 'loop' }))).toContain('loop of events');
  });

  test.each(['completed', 'failed'] as const)('an event for a %s workflow instance is no second failure', (status) => {
    const report = run(r.eventIn(0), status === 'failed' ? r.moduleFault('trap', { status }) : r.call({ status }), r.eventIn(1), r.moduleFault('instance_ended', { status }));
    expect(report).toMatchObject({ ok: status === 'completed' ? 1 : 0, failed: status === 'failed' ? 1 : 0, waiting: 0 });
  });

  test('of one flow only', () => {
    const journals = [r.journal([...go, r.eventIn(1, 'w/Go@1', { id: 'b' }), r.started(2, { correlation: 'b' }), r.intent('x', r.planOrigin(2))])];
    expect(diagnose(journals).waiting).toBe(2);
    expect(diagnose(journals, followFlow(journals, 'b').flow)).toMatchObject({ waiting: 1, diagnoses: [{ cause: 'waiting_receipt', instance: r.id(2) }] });
  });

  test('nothing to say of a world in which everything ended well', () => {
    expect(run(...go, r.ended())).toEqual({ diagnoses: [], ok: 1, failed: 0, waiting: 0, endNs: 0n });
  });
});
