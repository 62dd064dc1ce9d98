// Counts of a run on the kernel against what was put into it: of ten quotes six in time, two late, one busy, one refused.
import { expect, test } from 'vitest';
import { diagnose, summarise, traceFlow } from '../../src/summary.ts';
import { sampleRun } from './support/sample-run.ts';

test('every outcome is counted in its category', async () => {
  const { journal } = await sampleRun(30);
  const { totals, plans } = summarise([journal]);
  const call = plans.find(({ name }) => name === 'timeout/entry_call_with_deadline@1')!;
  expect(call.counts).toMatchObject({
    'instances.started': 30, 'instances.ok': 27, 'instances.error': 3, 'instances.running': 0, 'instances.timeout_branch': 6,
    'failures.cap_deny': 3, 'failures.policy_deny': 0, 'failures.adapter_error': 3, 'failures.timeout': 0, 'cap.deny': 3,
  });
  // Each call sets a deadline, which the answered and the refused ones leave behind.
  expect([totals['effects.orphaned'], totals['receipts.late'], totals['effects.in_flight']]).toEqual([24, 24, 0]);
  expect(call.awaits.map(({ step, times }) => [step, times.count])).toEqual([['call', 27], ['set_deadline', 6], ['set_grace', 6]]);
  expect(totals['events.in']).toBe(30);
});

test('a refused call is diagnosed, and the flow that waits for it is found by its correlation value', async () => {
  const { journal } = await sampleRun(10);
  expect(diagnose([journal]).diagnoses.map(({ cause, subject, step }) => [cause, subject, step])).toEqual([['cap_denied', 'timeout/entry_call_with_deadline@1', 'call'], ['waiting_event', 'rate-quotes/adapter_ask_supplier@1', undefined]]);
  const { entries } = traceFlow([journal], 'quote-009');
  expect(entries.filter(({ kind }) => kind === 'instance').map(({ subject }) => subject)).toEqual(['rate-quotes/adapter_ask_supplier@1', 'timeout/entry_call_with_deadline@1', 'timeout/entry_call_with_deadline@1']);
});
