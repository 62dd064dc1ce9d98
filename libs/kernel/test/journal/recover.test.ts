// A kernel on a journal file: a tail cut short is completed by what is derived again, and doing so twice changes nothing.
import { truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FileJournal, readJournalFile } from '../../src/fs.ts';
import { decodeRecord, isIngress, Kernel, replay } from '../../src/index.ts';
import { simple } from '../support/receipts.ts';
import { fired, run } from '../support/run.ts';
import { world } from '../support/world.ts';
import { disk } from './failing-disk.ts';
import { bytesOf, errorOf, offsetsOf, temporaryFile } from './fixture.ts';

/** Two instances, one answered: its options, and the journal file that it wrote. */
async function recorded() {
  const ran = await run(await simple());
  const file = temporaryFile();
  const journal = FileJournal.open(file);
  const kernel = await Kernel.open({ ...ran.options, journal });
  await Promise.all([kernel.submitEvent({ schema: 'w/Go@1', value: { id: 'a', key: null } }), kernel.submitEvent({ schema: 'w/Go@1', value: { id: 'b', key: null }, ingressId: 'b' })]);
  await kernel.submitEvent({ schema: 'w/Go@1', value: { id: 'b', key: null }, ingressId: 'b' });
  await kernel.submitReceipt({ intentId: kernel.outbox()[0]!.intentId, adapterId: 'test', answer: fired() });
  const stateHash = kernel.stateHash();
  await kernel.close();
  return { options: ran.options, file, whole: bytesOf(file), offsets: offsetsOf(file), stateHash };
}

test('the journal file holds what the kernel did', async () => {
  const { options, file, stateHash } = await recorded();
  const { header, records } = readJournalFile(file);
  expect(replay({ ...options, header, records: records() })).toMatchObject({ ok: true, stateHash, missing: 0 });
});

test('cut at every record: the last batch is completed, and the bytes are those that were written', async () => {
  const { options, file, whole, offsets } = await recorded();
  const kinds = [...readJournalFile(file).records()].map((record) => isIngress(decodeRecord(record)));
  for (const [kept, end] of offsets.entries()) {
    for (const torn of kept < offsets.length - 1 ? [0, 1, 51, 60] : [0]) {
      writeFileSync(file, whole.subarray(0, end + torn));
      const next = kinds.findIndex((isFirst, index) => index >= kept && isFirst);
      const batchEnd = offsets[next === -1 ? offsets.length - 1 : next];
      for (const turn of ['first', 'second']) {
        const journal = FileJournal.open(file, { durability: 'none' });
        const kernel = await Kernel.open({ ...options, journal });
        const completed = turn === 'first' ? (next === -1 ? offsets.length - 1 : next) - kept : 0;
        expect(kernel.recovery.completed, `${turn} after ${kept} records and ${torn} bytes`).toBe(completed);
        await kernel.close();
        expect(Buffer.compare(bytesOf(file), whole.subarray(0, batchEnd)), `${turn} after ${kept} records and ${torn} bytes`).toBe(0);
      }
    }
  }
});

test('what was completed is acknowledged only when it is durable', async () => {
  const { options, file, offsets } = await recorded();
  truncateSync(file, offsets[1]!);
  const journal = FileJournal.open(file, { durability: 'batch' });
  const kernel = await Kernel.open({ ...options, journal });
  expect(kernel.recovery.completed).toBeGreaterThan(0);
  expect(kernel.outbox()).toHaveLength(1);
  await kernel.close();
});

describe('refused', () => {
  test('a journal of another world', async () => {
    const { options, file, whole } = await recorded();
    const manifest = await world({ id: 'v' });
    const journal = FileJournal.open(file);
    const error = await errorOf(() => Kernel.open({ ...options, manifest, journal }));
    expect([error.code, error.message]).toEqual(['journal_mismatch', 'a journal of world w, opened for v']);
    await journal.close();
    expect(bytesOf(file)).toEqual(whole);
  });

  test('whole records that are not derived', async () => {
    const { options, file } = await recorded();
    const forged = temporaryFile();
    const { header, records } = readJournalFile(file);
    const journal = FileJournal.open(forged, { durability: 'none' });
    journal.create(header);
    journal.append([...records()].filter((_, index) => index !== 1));
    await expect(Kernel.open({ ...options, journal })).rejects.toMatchObject({ code: 'journal_diverges' });
    await journal.close();
  });
});

test('a full disk stops the kernel; what it acknowledged is there', async () => {
  const { options, file, offsets } = await recorded();
  const journal = FileJournal.open(file, { durability: 'none', io: disk({ space: 200 }) });
  const kernel = await Kernel.open({ ...options, journal });
  const event = { schema: 'w/Go@1', value: { id: 'c', key: null } };
  const error = await errorOf(() => kernel.submitEvent(event));
  expect([error.code, error.hint]).toEqual(['journal_io', 'open the journal again: what was acknowledged is in it']);
  expect((await errorOf(() => kernel.submitEvent(event))).code).toBe('closed');
  await kernel.close();
  expect(offsetsOf(file)).toEqual(offsets);
});
