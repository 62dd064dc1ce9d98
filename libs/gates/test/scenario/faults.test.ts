// Faults that a run shows: each denial is counted once, whichever of grant, policy or key made it.
import { expect, test } from 'vitest';
import type { JournalRecord } from '@nx-air/kernel';
import { faultsIn, matchesFault } from '../../src/scenario/faults.ts';
import * as r from '../summary/support/records.ts';

const flow = r.flowOrigin('k');
const conflict: JournalRecord = { k: 'receipt', intent_id: r.hash('x'), source: 'gate', status: 'denied', fault: { code: 'idempotency_conflict', message: 'the key stands for another effect' } };
const allowed = [r.cap('allow', flow, 'x'), r.policy('allow', flow, 'x', 0)];

test.each<[string, readonly JournalRecord[], readonly string[]]>([
  ['no grant', [r.cap('deny', flow, 'x'), r.receipt('x', 'gate', 'denied')], ['denied w/Flow@1 grant_missing http.request']],
  ['no rule', [r.cap('allow', flow, 'x'), r.policy('deny', flow, 'x'), r.receipt('x', 'gate', 'denied')], ['denied w/Flow@1 policy_denied http.request']],
  ['a key that stands for another effect', [...allowed, conflict], ['denied w/Flow@1 idempotency_conflict http.request']],
  ['the same effect again', [...allowed, r.intent('x', flow, { sameAs: 'y' }), r.receipt('x', 'same_as')], []],
  ['an answer from inside', [...allowed, r.intent('x', flow, { internal: true }), r.receipt('x', 'internal', 'error')], []],
  ['an adapter that fails', [...allowed, r.intent('x', flow), r.receiptIn(1, 'x', 'error')], []],
  ['a fault of the module', [r.moduleFault('trap', { status: 'failed' })], ['module_fault w/Flow@1 trap why']],
])('%s', (_name, records, expected) => {
  expect(faultsIn([r.eventIn(0), ...records]).map(({ fault, name, code, message }) => [fault, name, code, message].join(' '))).toEqual(expected);
});

test('a conflict is expected by name and code as other denials are', () => {
  const [fault] = faultsIn([...allowed, conflict]);
  const expecting = (code: string) => matchesFault(fault!, { pointer: '', fault: 'denied', name: 'w/Flow@1', code, count: undefined });
  expect([expecting('idempotency_conflict'), expecting('policy_denied')]).toEqual([true, false]);
});
