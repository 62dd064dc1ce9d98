// One line about every kind of record: whose it is, what it says, whether it is a failure.
import type { JournalRecord } from '@nx-air/kernel';
import { describe, expect, test } from 'vitest';
import { describeRecord, type IntentName } from '../../src/trace/describe-record.ts';
import * as r from '../summary/support/records.ts';

const INTENT: IntentName = { kind: 'http.request', by: 'w/core_main@1', step: 'emit' };
const show = (record: JournalRecord, intent: IntentName | undefined = INTENT): string => {
  const { kind, subject, step, text, isFailure } = describeRecord(record, () => intent);
  return `${isFailure ? '! ' : ''}${kind} [${subject}${step === undefined ? '' : `:${step}`}] ${text.replaceAll(/sha256:[0-9a-f]{64}/gu, '#')}`;
};

test.each<[string, JournalRecord, string]>([
  ['an event', r.eventIn(0), 'event [] event w/Go@1 came in {id: "a"}'],
  ['an event with an id', r.eventIn(0, 'w/Go@1', { id: 'a' }, 'one'), 'event [] event w/Go@1 came in as one {id: "a"}'],
  ['the same event again', r.eventAgain(0), 'duplicate [] event came in again as one'],
  ['another manifest', r.manifestIn(0), 'instance [] manifest changed to #'],
  ['a start by a trigger', r.started(), 'instance [w/core_main@1] started by trigger 0'],
  ['a start with a correlation value', r.started(1, { correlation: 'order-1' }), 'instance [w/core_main@1] started by trigger 0, correlation "order-1"'],
  ['a child', r.started(2, { parent: 1, step: 'each', index: 3, plan: 'w/core_child@1' }), 'instance [w/core_child@1] started as child 3 of step each'],
  ['a spawn', r.spawned(4), 'instance [:spawn] spawned 4 of w/core_child@1'],
  ['a good end', r.ended(), 'instance [w/core_main@1] ended ok'],
  ['an end that leaves an effect', r.ended(1, { orphaned: ['a'] }), 'instance [w/core_main@1] ended ok, 1 effect orphaned'],
  ['an end that leaves two', r.ended(1, { orphaned: ['a', 'b'] }), 'instance [w/core_main@1] ended ok, 2 effects orphaned'],
  ['an end in error', r.ended(1, { code: 'no_result', step: 'done' }), '! instance [w/core_main@1:done] ended in error: no_result: why'],
  ['a raised event', r.raised(), 'event [w/core_main@1:raise] event w/Done@1 raised {id: "a"}'],
  ['an event of a module', r.raisedByModule(), 'event [w/Reduce@1] event w/Done@1 raised {}'],
  ['a trigger that was skipped', r.skipped(), '! fault [w/core_main@1] trigger 0 skipped: bad_input: why'],
  ['a wait that failed', r.waitFault(), '! fault [:wait] wait failed: type: why'],
  ['a grant that allows', r.cap('allow'), 'decision [w/core_main@1:emit] http.request through http: capability allows'],
  ['a grant that denies', r.cap('deny'), '! decision [w/core_main@1:emit] http.request through http: capability denies (grant): grant_missing: no grant http'],
  ['a rule that allows', r.policy('allow', r.planOrigin(), 'a', 2), 'decision [w/core_main@1:emit] http.request through http: policy allows (rule 2 of w/policy@1)'],
  ['no rule at all', r.policy('deny'), '! decision [w/core_main@1:emit] http.request through http: policy denies (no rule of w/policy@1 matches)'],
  ['an intent', r.intent('a'), 'effect [w/core_main@1:emit] http.request through http {}'],
  ['an intent like an earlier one', r.intent('a', r.planOrigin(), { sameAs: 'b' }), 'effect [w/core_main@1:emit] http.request through http, same as an earlier one {}'],
  ['an intent of a workflow', r.intent('a', r.flowOrigin()), 'effect [w/Flow@1] http.request through http {}'],
  ['a good receipt', r.receiptIn(1, 'a'), 'receipt [w/core_main@1:emit] ok for http.request from adapter.x {}'],
  ['a receipt of an error', r.receiptIn(1, 'a', 'error'), '! receipt [w/core_main@1:emit] error for http.request from adapter.x: busy: try later'],
  ['an answer from inside', r.receipt('a', 'internal'), 'receipt [w/core_main@1:emit] ok for http.request {}'],
  ['an answer of an earlier intent', r.receipt('a', 'same_as'), 'receipt [w/core_main@1:emit] ok for http.request (same_as) {}'],
  ['a receipt again', r.receiptAgain(1, 'a'), 'duplicate [w/core_main@1:emit] ok for http.request from adapter.x again'],
  ['a receipt that conflicts', r.receiptAgain(1, 'a', true), 'duplicate [w/core_main@1:emit] ok for http.request from adapter.x again, conflicting'],
  ['a call of a reducer', r.call({ module: 'w/Count@1' }), 'module [w/Count@1] called with event, key "k": applied, 0 events, 0 effects'],
  ['a call of a workflow', r.call({ status: 'waiting', effects: 1, events: 2 }), 'module [w/Flow@1] called with event, key "k": waiting, 2 events, 1 effect'],
  ['a call with a receipt', r.call({ status: 'failed', intent: 'a' }), '! module [w/Flow@1] called with receipt of http.request, key "k": failed, 0 events, 0 effects'],
  ['a fault of a module', r.moduleFault('trap'), '! fault [w/Flow@1] fault for key "k": trap: why'],
  ['the bound on records', r.limit(), '! fault [] limit of 10 derived records reached, 2 events dropped'],
])('%s', (_what, record, line) => {
  expect(show(record)).toBe(line);
});

describe('an intent that is not known', () => {
  test('is named by its hash', () => {
    expect(describeRecord(r.receiptIn(1, 'a'), () => undefined)).toMatchObject({ subject: '', text: expect.stringMatching(/^ok for sha256:[0-9a-f]{64} from adapter\.x/u) });
    expect(describeRecord(r.receiptIn(1, 'a'), () => undefined)).not.toHaveProperty('step');
  });

  test('a call says what it was called with', () => {
    expect(describeRecord(r.call({ status: 'completed', intent: 'a' }), () => undefined).text).toMatch(/^called with receipt, /u);
  });
});

describe('what is long is cut', () => {
  const long = 'x'.repeat(10_000);

  test.each<[string, JournalRecord]>([
    ['a name', r.started(1, { plan: long })],
    ['a step', r.ended(1, { code: 'c', step: long })],
    ['a message', r.ended(1, { code: 'c', message: long })],
    ['a value', r.eventIn(0, 'w/Go@1', { id: long })],
    ['a key', r.call({ key: long })],
  ])('%s', (_what, record) => {
    const { subject, step = '', text } = describeRecord(record, () => INTENT);
    expect(subject.length).toBeLessThanOrEqual(120);
    expect(step.length).toBeLessThanOrEqual(80);
    expect(text.length).toBeLessThanOrEqual(240);
  });

  test('control and direction characters are visible', () => {
    expect(describeRecord(r.ended(1, { code: 'c', message: 'a\u001b[31m\u202eb' }), () => INTENT).text).toBe('ended in error: c: a\\u{1b}[31m\\u{202e}b');
  });
});
