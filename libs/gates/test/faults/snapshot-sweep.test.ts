// Snapshots damaged and written in part.
import { BytesJournal } from '@nx-air/kernel';
import { expect, test } from 'vitest';
import { sweepSnapshots } from '../../src/faults/snapshot-sweep.ts';
import { Tally } from '../../src/faults/tally.ts';
import { shorter } from './fixture.ts';

test('no violation', async () => {
  const tally = new Tally();
  await sweepSnapshots({ reference: await shorter(), tally, seed: 1 });
  expect(tally.violations).toEqual([]);
  expect([...tally.counts.keys()]).toEqual(['snapshot-cut', 'snapshot-bit', 'crash-snapshot']);
});

test('a driver that starts over after a restart', async () => {
  const whole = await shorter();
  const { subject } = whole;
  const tally = new Tally();
  const forgetful = { ...subject, proceed: async (kernel: Parameters<typeof subject.proceed>[0]) => void (await kernel.submitEvent({ schema: 'w/Go@1', value: { id: 'a' } })) };
  await sweepSnapshots({ reference: { ...whole, subject: forgetful, batches: whole.batches.slice(0, 2) }, tally, seed: 1 });
  expect(tally.violations.map((violation) => violation.class)).toContain('crash-snapshot');
  expect(BytesJournal.open(whole.bytes).length).toBe(whole.records.length);
});
