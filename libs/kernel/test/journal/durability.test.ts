// Durability modes: who flushes when, and that commits which meet share a flush.
import { describe, expect, test } from 'vitest';
import { FileJournal, type Durability } from '../../src/fs.ts';
import { GroupSync } from '../../src/journal/durability.ts';
import { disk } from './failing-disk.ts';
import { temporaryFile, write } from './fixture.ts';
import { HEADER, recordAt } from './records.ts';

describe('flushes of ten batches in one tick, after creation', () => {
  test.each<[Durability, { readonly flushes: number; readonly writes: number }]>([
    ['none', { flushes: 0, writes: 10 }],
    ['batch', { flushes: 1, writes: 10 }],
    ['each', { flushes: 10, writes: 10 }],
  ])('%s', async (durability, expected) => {
    const io = disk();
    const journal = FileJournal.open(temporaryFile(), { durability, io });
    journal.create(HEADER);
    const before = { flushes: io.flushes, writes: io.writes };
    const commits = Array.from({ length: 10 }, (_, seq) => {
      journal.append([recordAt(seq), recordAt(seq), recordAt(seq)]);
      return journal.commit();
    });
    await Promise.all(commits);
    await journal.commit();
    expect({ flushes: io.flushes - before.flushes, writes: io.writes - before.writes }).toEqual(expected);
    await journal.close();
    expect(io.flushes - before.flushes).toBe(expected.flushes);
  });

  test.each<[Durability, number]>([
    ['none', 0],
    ['batch', 1],
    ['each', 1],
  ])('%s: creation', async (durability, flushes) => {
    const io = disk();
    const journal = FileJournal.open(temporaryFile(), { durability, io });
    journal.create(HEADER);
    await journal.commit();
    expect(io.flushes).toBe(flushes);
    await journal.close();
  });

  test.each<[Durability, number]>([
    ['none', 0],
    ['batch', 1],
    ['each', 1],
  ])('%s: what another process may have left unflushed', async (durability, flushes) => {
    const file = temporaryFile();
    await write(file, [2]);
    const io = disk();
    const journal = FileJournal.open(file, { durability, io });
    await journal.commit();
    await journal.commit();
    expect(io.flushes).toBe(flushes);
    await journal.close();
  });
});

test('what was appended and not committed is durable after close', async () => {
  const io = disk();
  const journal = FileJournal.open(temporaryFile(), { durability: 'batch', io });
  journal.create(HEADER);
  journal.append([recordAt(0)]);
  const before = io.flushes;
  await Promise.all([journal.close(), journal.close()]);
  expect(io.flushes).toBe(before + 1);
});

describe('group commit', () => {
  const manual = () => {
    const running: { resolve: () => void; reject: (error: Error) => void }[] = [];
    const group = new GroupSync(() => new Promise((resolve, reject) => void running.push({ resolve, reject })));
    return { group, running };
  };
  const tick = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

  test('requests during a flush wait for the next one, and share it', async () => {
    const { group, running } = manual();
    const order: string[] = [];
    void group.request().then(() => order.push('a'));
    void group.request().then(() => order.push('b'));
    await tick();
    void group.request().then(() => order.push('c'));
    void group.request().then(() => order.push('d'));
    await tick();
    expect([running.length, order]).toEqual([1, []]);
    running[0]!.resolve();
    await tick();
    expect([running.length, order]).toEqual([2, ['a', 'b']]);
    running[1]!.resolve();
    await group.idle();
    expect([running.length, order]).toEqual([2, ['a', 'b', 'c', 'd']]);
  });

  test('a failure rejects what waits for it and everything later', async () => {
    const { group, running } = manual();
    const results = Promise.allSettled([group.request()]);
    await tick();
    const later = Promise.allSettled([group.request()]);
    running[0]!.reject(new Error('EIO'));
    expect([...(await results), ...(await later), ...(await Promise.allSettled([group.request()]))].map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await group.idle();
    expect(running.length).toBe(1);
  });
});
