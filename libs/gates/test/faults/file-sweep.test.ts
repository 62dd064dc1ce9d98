// The journal as a file: power failures, torn ends, second writers.
import { expect, test } from 'vitest';
import { sweepFile } from '../../src/faults/file-sweep.ts';
import { Tally } from '../../src/faults/tally.ts';
import { shorter } from './fixture.ts';

test('no violation', async () => {
  const tally = new Tally();
  const reference = await shorter();
  await sweepFile({ reference, tally, seed: 1 });
  expect(tally.violations).toEqual([]);
  expect([...tally.counts.keys()]).toEqual(['second-writer', 'crash-power', 'crash-torn-file']);
  expect(tally.counts.get('crash-power')?.injected).toBe(reference.batches.length);
});

test('a run that brings nothing in has acknowledged nothing', async () => {
  const whole = await shorter();
  const tally = new Tally();
  await sweepFile({ reference: { ...whole, subject: { ...whole.subject, proceed: () => Promise.resolve() } }, tally, seed: 1 });
  expect(new Set(tally.violations.map((violation) => violation.class))).toEqual(new Set(['crash-power', 'crash-torn-file']));
});

test('the first violation ends a sweep that is to end there', async () => {
  const whole = await shorter();
  const tally = new Tally({ stopAtFirst: true });
  const idle = { ...whole, subject: { ...whole.subject, proceed: () => Promise.resolve() } };
  await expect(sweepFile({ reference: idle, tally, seed: 1 })).rejects.toThrow('the first violation was found');
  expect(tally.violations).toHaveLength(1);
});
