// Records dropped, repeated, swapped and forged; a kernel that believes them must be found.
import { BytesJournal, decodeRecord, isIngress, Kernel, MemoryJournal } from '@nx-air/kernel';
import { expect, test } from 'vitest';
import { sweepRecords } from '../../src/faults/records-sweep.ts';
import { Tally } from '../../src/faults/tally.ts';
import { reference, shorter, type SubjectParts } from './fixture.ts';

async function sweepWith(doors: SubjectParts['doors'] = {}, run = shorter): Promise<Tally> {
  const tally = new Tally();
  await sweepRecords({ reference: await run(doors), tally, seed: 1 });
  return tally;
}
const found = (tally: Tally): readonly string[] => [...new Set(tally.violations.map((violation) => violation.class))];

test('no violation', async () => {
  const { violations, counts } = await sweepWith({}, (doors) => reference(doors && { doors }));
  expect(violations).toEqual([]);
  expect([...counts.keys()]).toEqual(['record-dropped', 'record-repeated', 'record-swapped', 'record-replaced', 'forged-dropped', 'forged-repeated', 'forged-swapped', 'forged-bit']);
});

test('a reader that only looks at the end of the file', async () => {
  const whole = await shorter();
  expect(found(await sweepWith({ journal: () => BytesJournal.open(whole.bytes) }))).toEqual(['record-dropped', 'record-repeated', 'record-swapped', 'record-replaced']);
});

test('a kernel that believes what is derived, and derives it anew from what came in', async () => {
  const believing = async (options: Parameters<typeof Kernel.open>[0]): Promise<Kernel> => {
    const { header } = options.journal;
    const kernel = await Kernel.open({ ...options, journal: new MemoryJournal({ ...(header && { header }), records: [] }), from: undefined as never });
    for (const bytes of options.journal.records()) {
      const entry = decodeRecord(bytes);
      if (!isIngress(entry)) continue;
      if (entry.k === 'event_in') await kernel.submitEvent({ schema: entry.schema, value: new Map([['id', 'forged']]) });
    }
    return kernel;
  };
  expect(found(await sweepWith({ kernel: believing }))).toEqual(['forged-dropped', 'forged-repeated', 'forged-swapped']);
});
