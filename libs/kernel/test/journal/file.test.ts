// Journal files: what is written comes back; what is not as written is cut off and reported, or refused with its place.
import { appendFileSync, chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { concatBytes } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { DURABILITIES, FileJournal, readJournalFile } from '../../src/fs.ts';
import { bytesOf, errorOf, judge, judgeReadOnly, offsetsOf, read, same, temporaryFile, temporaryFolder, write } from './fixture.ts';
import { HEADER, recordAt, recordsUpTo } from './records.ts';

describe('a whole journal', () => {
  test.each(DURABILITIES)('comes back after %s', async (durability) => {
    const file = temporaryFile();
    const journal = FileJournal.open(file, { durability });
    expect([journal.header, journal.length, existsSync(file)]).toEqual([undefined, 0, false]);
    journal.create(HEADER);
    journal.append(recordsUpTo(3));
    await journal.commit();
    journal.append([recordAt(3), recordAt(4)]);
    expect([...journal.records()]).toEqual(recordsUpTo(5));
    await journal.close();
    const again = FileJournal.open(file, { durability });
    expect([again.header, again.length, again.recovery]).toEqual([HEADER, 5, {}]);
    expect([...again.records(3)]).toEqual([recordAt(3), recordAt(4)]);
    expect([...again.records(5)]).toEqual([]);
    await again.close();
    expect(readdirSync(dirname(file))).toEqual(['a.journal']);
  });

  test('has the same bytes however it was batched and made durable', async () => {
    const [one, two] = [temporaryFile(), temporaryFile()];
    await write(one, [1, 4, 2]);
    const journal = FileJournal.open(two, { durability: 'each' });
    journal.create(HEADER);
    for (const record of recordsUpTo(7)) journal.append([record]);
    await journal.close();
    expect(bytesOf(two)).toEqual(bytesOf(one));
  });

  test('longer than the buffer that it is read with, records and all', async () => {
    const file = temporaryFile();
    const records = [recordAt(0, 400_000), recordAt(1, 10), recordAt(2, 262_144), ...Array.from({ length: 3000 }, (_, index) => recordAt(3 + index, 100))];
    const journal = FileJournal.open(file, { durability: 'none' });
    journal.create(HEADER);
    journal.append(records);
    expect(same([...journal.records()], records)).toBe(true);
    expect(same([...journal.records(2500)], records.slice(2500))).toBe(true);
    await journal.close();
    expect(same(await read(file), records)).toBe(true);
    expect(same([...readJournalFile(file).records(1024)], records.slice(1024))).toBe(true);
    expect(same(await read(file), records.slice(1))).toBe(false);
  });

  test('records of one call do not change with the next', async () => {
    const file = temporaryFile();
    await write(file, [3]);
    const { records } = readJournalFile(file);
    const [first] = [...records()];
    first!.fill(0);
    expect([...records()]).toEqual(recordsUpTo(3));
  });

  test('is read without its lock, and while it grows', async () => {
    const file = temporaryFile();
    const journal = FileJournal.open(file, { durability: 'none' });
    journal.create(HEADER);
    journal.append([recordAt(0)]);
    const early = readJournalFile(file);
    const under = journal.records();
    under.next();
    journal.append([recordAt(1)]);
    expect([...early.records()]).toEqual(recordsUpTo(1));
    expect([...under]).toEqual([]);
    expect(readJournalFile(file).length).toBe(2);
    await journal.close();
  });
});

describe('cut short at every byte', () => {
  test('the records before are kept, the rest is reported and gone', async () => {
    const file = temporaryFile();
    await write(file, [1, 3, 1]);
    const whole = bytesOf(file);
    const offsets = offsetsOf(file);
    const [start = 0] = offsets;
    for (let length = 0; length < whole.length; length += 1) {
      const verdict = await judge(file, whole.subarray(0, length));
      if (length === 0) expect(verdict, 'empty').toMatchObject({ records: [], cut: 0, created: false });
      else if (length < 8) expect(verdict.error?.code, `at ${length}`).toBe('journal_mismatch');
      else if (length < start) expect(verdict.error, `at ${length}`).toMatchObject({ code: 'journal_damaged', place: { offset: 0 } });
      else {
        const kept = offsets.filter((offset) => offset <= length).length - 1;
        const end = offsets[kept] ?? 0;
        expect(verdict, `at ${length}`).toEqual({ records: recordsUpTo(kept), cut: length - end, created: true });
        expect(bytesOf(file), `at ${length}`).toEqual(whole.subarray(0, end));
        expect(await judge(file, bytesOf(file)), `again at ${length}`).toMatchObject({ cut: 0 });
      }
    }
  });

  test('where and what was cut', async () => {
    const file = temporaryFile();
    await write(file, [2]);
    const whole = bytesOf(file);
    const [, second = 0] = offsetsOf(file);
    writeFileSync(file, whole.subarray(0, whole.length - 1));
    expect(readJournalFile(file).torn).toEqual({ offset: second, bytes: whole.length - 1 - second, record: 1 });
    expect(bytesOf(file).length).toBe(whole.length - 1);
    const journal = FileJournal.open(file);
    expect(journal.recovery.torn).toEqual({ offset: second, bytes: whole.length - 1 - second, record: 1 });
    journal.append([recordAt(1)]);
    await journal.close();
    expect(bytesOf(file)).toEqual(whole);
  });
});

describe('every flipped bit', () => {
  test('is refused with its place, or the last record is no more', async () => {
    const file = temporaryFile();
    await write(file, [1, 2, 1]);
    const whole = bytesOf(file);
    const offsets = offsetsOf(file);
    const outcomes = new Map<string, number>();
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const at = bit >> 3;
      const flipped = whole.slice();
      flipped[at]! ^= 1 << (bit & 7);
      const verdict = judgeReadOnly(file, flipped);
      const record = offsets.filter((offset) => offset <= at).length - 1;
      const last = offsets.length - 2;
      if (verdict.error) {
        expect(record, `bit ${bit}`).toBeLessThan(last);
        if (record >= 0) expect(verdict.error.place, `bit ${bit}`).toEqual({ offset: offsets[record], record });
      } else {
        expect([record, verdict], `bit ${bit}`).toEqual([last, { records: recordsUpTo(last), cut: whole.length - offsets[last]!, created: true }]);
      }
      const outcome = verdict.error?.code ?? 'cut';
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    // Magic and version, and a header that says another format, are of another journal; nothing was accepted.
    expect([...outcomes.keys()].sort()).toEqual(['cut', 'journal_damaged', 'journal_mismatch']);
    expect([...outcomes.values()].reduce((sum, count) => sum + count)).toBe(whole.length * 8);
  });

  test('leaves the file as it is when it is refused', async () => {
    const file = temporaryFile();
    await write(file, [1, 2, 1]);
    const flipped = bytesOf(file);
    flipped[offsetsOf(file)[1]! + 60]! ^= 1;
    const { error } = await judge(file, flipped);
    expect(error?.message.replace(file, 'F')).toMatchInlineSnapshot(`"F is damaged at offset 472: record 1: it is not as it was written, and record 2 at offset 533 is"`);
    expect(bytesOf(file)).toEqual(flipped);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });
});

describe('a tail that is not from us', () => {
  const garbage = Uint8Array.from({ length: 5000 }, (_, index) => (index * index * 2654435761) >>> 13);
  test.each<[string, Uint8Array]>([
    ['one zero', new Uint8Array(1)],
    ['64 zeros', new Uint8Array(64)],
    ['a page of zeros', new Uint8Array(4096)],
    ['a megabyte of zeros', new Uint8Array(2 ** 20)],
    ['ones', new Uint8Array(4096).fill(255)],
    ['garbage', garbage],
    ['text', new TextEncoder().encode('not a journal\n'.repeat(99))],
  ])('%s', async (_name, tail) => {
    const file = temporaryFile();
    await write(file, [2, 1]);
    const whole = bytesOf(file);
    expect(await judge(file, concatBytes(whole, tail))).toEqual({ records: recordsUpTo(3), cut: tail.length, created: true });
    expect(bytesOf(file)).toEqual(whole);
  });

  test('zeros in place of the end of the last write', async () => {
    const file = temporaryFile();
    await write(file, [2, 3]);
    const whole = bytesOf(file);
    const offsets = offsetsOf(file);
    for (let from = offsets[2]!; from < whole.length; from += 1) {
      const kept = offsets.filter((offset) => offset <= from).length - 1;
      expect(await judge(file, whole.slice().fill(0, from)), `from ${from}`).toMatchObject({ records: recordsUpTo(kept), cut: whole.length - offsets[kept]! });
    }
  });
});

describe('records that do not belong', () => {
  const parts = async (): Promise<{ readonly file: string; readonly frames: readonly Uint8Array[]; readonly start: Uint8Array }> => {
    const file = temporaryFile();
    await write(file, [1, 1, 1, 1]);
    const whole = bytesOf(file);
    const offsets = offsetsOf(file);
    return { file, start: whole.subarray(0, offsets[0]), frames: offsets.slice(1).map((end, index) => whole.subarray(offsets[index], end)) };
  };
  test.each<[string, readonly number[], number]>([
    ['one taken out', [0, 2, 3], 1],
    ['the first taken out', [1, 2, 3], 0],
    ['two in another order', [0, 2, 1, 3], 1],
    ['one twice', [0, 1, 1, 2, 3], 2],
    ['the last twice', [0, 1, 2, 3, 3], 4],
  ])('%s', async (_name, order, record) => {
    const { file, start, frames } = await parts();
    const { error } = await judge(file, concatBytes(start, ...order.map((index) => frames[index]!)));
    expect(error).toMatchObject({ code: 'journal_damaged', place: { record } });
    expect(error!.message).toMatch(/^\/.*a\.journal is damaged at offset \d+: record \d+: it is numbered \d+$/);
  });

  test('one of another journal', async () => {
    const { file, frames } = await parts();
    const other = temporaryFile();
    await write(other, [1, 1], { ...HEADER, world_id: 'v' });
    const [, , end = 0] = offsetsOf(other);
    const { error } = await judge(other, concatBytes(bytesOf(other).subarray(0, end), frames[2]!));
    expect(error!.message.replace(other, 'F')).toBe(`F is damaged at offset ${end}: record 2: it does not follow the record before it`);
    expect(error!.hint).toBe(`restore the file from a copy; its first ${end} bytes are the journal up to record 2`);
    expect(existsSync(file)).toBe(true);
  });

  test('bytes missing in the middle, or too many', async () => {
    const { file, start, frames } = await parts();
    const [a, b, c, d] = frames as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    for (const middle of [b.subarray(0, 20), b.subarray(1), concatBytes(b, Uint8Array.of(0)), new Uint8Array(b.length)]) {
      const { error } = await judge(file, concatBytes(start, a, middle, c, d));
      expect(error).toMatchObject({ code: 'journal_damaged' });
      expect(error!.message).toContain('it is not as it was written, and record');
    }
  });

  test('a journal inside a record is no journal: the torn record is cut all the same', async () => {
    const { file, start, frames } = await parts();
    const journal = FileJournal.open(temporaryFile(), { durability: 'none' });
    journal.create(HEADER);
    journal.append([recordAt(0), concatBytes(start, ...frames), recordAt(2)]);
    await journal.close();
    const [, from = 0, to = 0] = offsetsOf(journal.file);
    for (const length of [from + 60, to - 1]) {
      expect(await judge(file, bytesOf(journal.file).subarray(0, length))).toEqual({ records: recordsUpTo(1), cut: length - from, created: true });
    }
  });
});

describe('what is no journal of ours', () => {
  test.each<[string, Uint8Array | string]>([
    ['text', 'hello'],
    ['JSON', '{"records":[]}'],
    ['zeros', new Uint8Array(100)],
  ])('%s', async (_name, bytes) => {
    const file = temporaryFile();
    writeFileSync(file, bytes);
    const error = await errorOf(() => FileJournal.open(file));
    expect([error.code, error.message.replace(file, 'F')]).toEqual(['journal_mismatch', 'F is no journal']);
    expect(bytesOf(file)).toEqual(new Uint8Array(Buffer.from(bytes)));
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  test('a newer framing', async () => {
    const file = temporaryFile();
    await write(file, [1]);
    const bytes = bytesOf(file);
    bytes[8] = 2;
    const { error } = await judge(file, bytes);
    expect([error?.code, error?.message.replace(file, 'F')]).toEqual(['journal_mismatch', 'F is a journal of framing 2, this kernel reads 1']);
  });

  test('a newer format', async () => {
    const file = temporaryFile();
    await write(file, [1], { ...HEADER, format: 2 });
    const error = await errorOf(() => FileJournal.open(file));
    expect([error.code, error.message]).toEqual(['journal_mismatch', 'journal format 2, this kernel reads 1']);
  });

  test('a link, a folder, a missing folder', async () => {
    const folder = temporaryFolder();
    const real = join(folder, 'real');
    await write(real, [1]);
    symlinkSync(real, join(folder, 'link'));
    mkdirSync(join(folder, 'folder'));
    for (const [name, reason] of [['link', 'it is a symbolic link'], ['folder', 'EISDIR'], [join('missing', 'a'), 'ENOENT']] as const) {
      const error = await errorOf(() => FileJournal.open(join(folder, name)));
      expect([error.code, error.message]).toEqual(['journal_io', expect.stringContaining(reason)]);
    }
    expect((await errorOf(() => readJournalFile(join(folder, 'none')))).message).toBe(`cannot open ${join(folder, 'none')}: no such file`);
    expect(readdirSync(folder).sort()).toEqual(['folder', 'link', 'real']);
  });

  test('an empty file is created, not read', async () => {
    const file = temporaryFile();
    writeFileSync(file, '');
    expect((await errorOf(() => readJournalFile(file))).code).toBe('journal_mismatch');
    const journal = FileJournal.open(file);
    journal.create(HEADER);
    await journal.close();
    expect(readJournalFile(file).header).toEqual(HEADER);
  });
});

describe('misuse', () => {
  test.each<[string, (journal: FileJournal) => unknown, string]>([
    ['append before create', (journal) => journal.append([recordAt(0)]), 'the journal has no header'],
    ['create twice', (journal) => [journal.create(HEADER), journal.create(HEADER)], 'the journal has a header already'],
    ['append after close', async (journal) => [await journal.close(), journal.append([recordAt(0)])], 'the journal is closed'],
    ['read after close', async (journal) => [await journal.close(), ...journal.records()], 'the journal is closed'],
  ])('%s', async (_name, action, message) => {
    const journal = FileJournal.open(temporaryFile());
    expect(await errorOf(() => action(journal))).toMatchObject({ code: 'journal_io', message });
    await journal.close();
  });

  test('reading on after close', async () => {
    const file = temporaryFile();
    await write(file, [3]);
    const journal = FileJournal.open(file);
    const records = journal.records();
    records.next();
    await journal.close();
    expect(() => records.next()).toThrow('the journal is closed');
  });

  test('a file that shrinks while it is read', async () => {
    const file = temporaryFile();
    await write(file, [3]);
    const read = readJournalFile(file);
    const whole = bytesOf(file);
    const size = whole.length - 4;
    writeFileSync(file, whole.subarray(0, size));
    for (const use of [() => [...read.records()], () => read.length, () => read.torn]) {
      expect(await errorOf(use)).toMatchObject({ code: 'journal_damaged', message: `${file} changed at offset ${size} while it was read: it had ${size + 4} bytes`, place: { offset: size } });
    }
  });

  test('a file that changes after it has been read', async () => {
    const file = temporaryFile();
    await write(file, [3]);
    const read = readJournalFile(file);
    expect(read.length).toBe(3);
    const whole = bytesOf(file);
    writeFileSync(file, whole.fill(0, whole.length - 4));
    expect(await errorOf(() => [...read.records()])).toMatchObject({ code: 'journal_damaged', place: { record: 2 } });
  });

  test('damage is met where it is read', async () => {
    const file = temporaryFile();
    await write(file, [3]);
    const whole = bytesOf(file);
    const second = Buffer.from(whole).indexOf(recordAt(1));
    whole[second] = (whole[second] ?? 0) ^ 1;
    writeFileSync(file, whole);
    const read = readJournalFile(file);
    const records = read.records()[Symbol.iterator]();
    expect(records.next().value).toEqual(recordAt(0));
    expect(await errorOf(() => records.next())).toMatchObject({ code: 'journal_damaged', place: { record: 1 } });
    expect(await errorOf(() => read.length)).toMatchObject({ code: 'journal_damaged', place: { record: 1 } });
  });

  test('the torn tail is known once the records are read', async () => {
    const file = temporaryFile();
    await write(file, [3]);
    const whole = bytesOf(file);
    writeFileSync(file, whole.subarray(0, whole.length - 4));
    const read = readJournalFile(file);
    expect([...read.records()]).toEqual(recordsUpTo(2));
    expect(read).toMatchObject({ length: 2, torn: { record: 2 } });
    expect([...read.records(1)]).toEqual([recordAt(1)]);
  });

  test('a leftover of a creation that was cut short', async () => {
    const file = temporaryFile();
    const other = temporaryFile();
    writeFileSync(`${file}.new`, 'leftover');
    await write(file, [2]);
    await write(other, [2]);
    expect(bytesOf(file)).toEqual(bytesOf(other));
    expect(existsSync(`${file}.new`)).toBe(false);
    copyFileSync(file, other);
    chmodSync(other, 0o444);
    expect(readJournalFile(other).length).toBe(2);
    appendFileSync(file, 'x');
    expect(readJournalFile(file).torn?.bytes).toBe(1);
  });
});

test('links identify positions', async () => {
  const [one, two] = [temporaryFile(), temporaryFile()];
  await write(one, [3000]);
  await write(two, [3000], { ...HEADER, world_id: 'v' });
  const [a, b] = [FileJournal.open(one), FileJournal.open(two)];
  const seen = new Set<string>();
  for (const seq of [0, 1, 1023, 1024, 1025, 2999, 3000]) {
    for (const journal of [a, b]) seen.add(Buffer.from(journal.linkAt(seq)!).toString('hex'));
  }
  expect(seen.size).toBe(14);
  expect(a.linkAt(3001)).toBeUndefined();
  await Promise.all([a.close(), b.close()]);
});
