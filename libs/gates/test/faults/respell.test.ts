// Other spellings of one outcome; a kernel that hashes receipts as they were written must be found.
import { encodeCanonical } from '@nx-air/canon';
import { Kernel, type KernelOptions } from '@nx-air/kernel';
import { expect, test } from 'vitest';
import { sweepIngress } from '../../src/faults/ingress-sweep.ts';
import { respell } from '../../src/faults/respell.ts';
import { Tally } from '../../src/faults/tally.ts';
import { reference } from './fixture.ts';

test.each([
  [new Map<string, number | null>([['a', 1], ['b', null]]), new Map([['a', 1n]])],
  [new Map([['$tag', 'A'], ['$value', 'x']]), new Map([['A', 'x']])],
  [[new Map([['a', 'x'], ['b', 'y']])], [new Map([['b', 'y'], ['a', 'x']])]],
  ['x', undefined],
  [new Map([['a', 'x']]), undefined],
])('%j', (payload, other) => {
  const found = respell({ status: 'ok', payload });
  expect(found).toEqual(other === undefined ? undefined : { status: 'ok', payload: other });
});

test('a fault has one spelling', () => {
  expect(respell({ status: 'error', fault: { code: 'x', message: '' } })).toBeUndefined();
});

test('a kernel that compares receipts as they were written', async () => {
  const literal = async (options: KernelOptions): Promise<Kernel> => {
    const kernel = await Kernel.open(options);
    const submit = kernel.submitReceipt.bind(kernel);
    const typed = encodeCanonical(new Map<string, number | null>([['key', null], ['delivered_at_ns', 1000]])).length;
    kernel.submitReceipt = async (receipt, more) => {
      const submitted = await submit(receipt, more);
      const isOther = receipt.answer.status === 'ok' && encodeCanonical(receipt.answer.payload).length !== typed;
      return submitted.status === 'duplicate' ? { ...submitted, conflict: submitted.conflict || isOther } : submitted;
    };
    return kernel;
  };
  const tally = new Tally();
  await sweepIngress({ reference: await reference({ doors: { kernel: literal } }), tally, seed: 1 });
  expect([...new Set(tally.violations.map((violation) => violation.class))]).toEqual(['receipt-respelt']);
  expect(tally.violations[0]?.message).toBe('expected a duplicate, found a duplicate in conflict');
});
