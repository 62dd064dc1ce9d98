// A journal in bytes holds and judges what a journal file does.
import { expect, describe, test } from 'vitest';
import fc from 'fast-check';
import { BytesJournal, KernelError } from '../../src/index.ts';
import { property } from '../support/property.ts';
import { bytesOf, judge, offsetsOf, temporaryFile, write } from './fixture.ts';
import { HEADER, recordAt } from './records.ts';

const BATCHES = [1, 3, 2, 4];

function filled(batches: readonly number[] = BATCHES): BytesJournal {
  const journal = BytesJournal.open();
  journal.create(HEADER);
  for (const size of batches) journal.append(Array.from({ length: size }, (_, index) => recordAt(journal.length + index)));
  return journal;
}

async function fileOf(batches: readonly number[] = BATCHES): Promise<{ readonly bytes: Uint8Array; readonly offsets: readonly number[] }> {
  const file = temporaryFile();
  await write(file, batches);
  return { bytes: bytesOf(file), offsets: offsetsOf(file) };
}

function judgeBytes(bytes: Uint8Array, options = {}): object {
  try {
    const journal = BytesJournal.open(bytes, { name: 'x', ...options });
    return { records: [...journal.records()], cut: journal.torn?.bytes ?? 0, created: journal.header !== undefined };
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    return { code: error.code, place: error.place };
  }
}

test('the bytes and the offsets of a file', async () => {
  const { bytes, offsets } = await fileOf();
  expect(filled().bytes).toEqual(bytes);
  expect(filled().offsets).toEqual(offsets);
  expect(filled([]).bytes).toEqual((await fileOf([])).bytes);
});

test('opened again and appended to, the bytes given stay as they are', () => {
  const whole = filled();
  const before = whole.bytes.slice();
  const again = BytesJournal.open(before);
  again.append([recordAt(10)]);
  expect(before).toEqual(whole.bytes);
  expect(again.bytes).toEqual(filled([...BATCHES, 1]).bytes);
  expect([again.length, [...again.records(8)]]).toEqual([11, [8, 9, 10].map((seq) => recordAt(seq))]);
});

test('an empty file is a journal that has not been created', () => {
  const journal = BytesJournal.open();
  expect([journal.header, journal.length, journal.bytes.length, journal.offsets, [...journal.records()]]).toEqual([undefined, 0, 0, [], []]);
  expect(() => journal.append([recordAt(0)])).toThrow('no header');
  expect(() => filled().create(HEADER)).toThrow('a header already');
});

test('a closed journal', async () => {
  const journal = filled();
  await journal.close();
  expect(() => journal.append([])).toThrow('closed');
  await expect(journal.commit()).rejects.toThrow('closed');
});

test('links are those of the file', () => {
  const journal = filled();
  const again = BytesJournal.open(journal.bytes);
  for (let seq = 0; seq <= journal.length; seq += 1) expect(again.linkAt(seq)).toEqual(journal.linkAt(seq));
  expect(journal.linkAt(11)).toBeUndefined();
});

describe('the verdict on damaged bytes is that of a file', () => {
  const verdictOf = async (bytes: Uint8Array): Promise<object> => {
    const verdict = await judge(temporaryFile(), bytes);
    return verdict.error ? { code: verdict.error.code, place: verdict.error.place } : { records: verdict.records, cut: verdict.cut, created: verdict.created };
  };

  test('cut anywhere', async () => {
    const { bytes } = await fileOf([1, 2]);
    for (let cut = 0; cut < bytes.length; cut += 3) expect(judgeBytes(bytes.slice(0, cut)), `cut ${cut}`).toEqual(await verdictOf(bytes.slice(0, cut)));
  });

  test('changed anywhere', async () => {
    const { bytes } = await fileOf();
    await property(
      fc.tuple(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(40)),
      async ([at, value, more]) => {
        const damaged = bytes.slice();
        damaged.fill(value, at, at + 1 + more);
        expect(judgeBytes(damaged)).toEqual(await verdictOf(damaged));
      },
      200,
    );
  });
});

describe('behind a checked beginning', () => {
  test('every flipped bit behind it has the verdict that it has without', () => {
    const bytes = filled().bytes.slice();
    const whole = BytesJournal.open(bytes.slice());
    for (let bit = whole.offsets[4]! * 8; bit < bytes.length * 8; bit += 1) {
      const seq = whole.offsets.findLastIndex((offset) => offset * 8 <= bit);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      expect(judgeBytes(bytes, { checked: whole.checkedUpTo(seq) })).toEqual(judgeBytes(bytes));
      bytes[bit >> 3]! ^= 1 << (bit & 7);
    }
  });

  test('what lies before it is not read again', () => {
    const bytes = filled().bytes.slice();
    const { offsets } = filled();
    const checked = filled().checkedUpTo(4);
    bytes[offsets[2]!]! ^= 1;
    expect(judgeBytes(bytes)).toMatchObject({ code: 'journal_damaged' });
    expect(judgeBytes(bytes, { checked })).toMatchObject({ cut: 0 });
    expect(() => filled().checkedUpTo(11)).toThrow('no record 11');
  });
});
