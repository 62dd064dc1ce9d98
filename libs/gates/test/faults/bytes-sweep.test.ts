// Every bit, byte and tail of a journal; doors that are broken on purpose must be found.
import { BytesJournal, KernelError } from '@nx-air/kernel';
import { beforeAll, describe, expect, test } from 'vitest';
import { differingVerdicts, recordAt, sweepBytes } from '../../src/faults/bytes-sweep.ts';
import type { Reference } from '../../src/faults/reference.ts';
import type { Doors } from '../../src/faults/subject.ts';
import { Tally } from '../../src/faults/tally.ts';
import { reference, shorter } from './fixture.ts';

let whole: Reference;
beforeAll(async () => {
  whole = await shorter();
});

const sweepWith = (journal?: Doors['journal']): Tally => {
  const tally = new Tally();
  const { subject } = whole;
  sweepBytes({ reference: { ...whole, subject: { ...subject, doors: { ...subject.doors, ...(journal && { journal }) } } }, tally, seed: 1 });
  return tally;
};

test('no violation; every bit and every byte is counted once', () => {
  const { counts, violations, totals } = sweepWith();
  expect(violations).toEqual([]);
  expect(counts.get('flip-bit')?.injected).toBe((whole.bytes.length - whole.offsets[0]!) * 8);
  expect(counts.get('flip-header')?.injected).toBe(whole.offsets[0]! * 8);
  expect(counts.get('cut-byte')?.injected).toBe(whole.bytes.length);
  expect(totals.byKind.detected).toBe(totals.injected);
});

test('a header that another run of the world has damaged stays as it is', () => {
  const tally = new Tally();
  sweepBytes({ reference: whole, tally, seed: 1, isHeaderKnown: true });
  expect(tally.counts.get('flip-header')).toBeUndefined();
  expect(tally.counts.get('flip-bit')).toEqual(sweepWith().counts.get('flip-bit'));
  expect(tally.counts.get('cut-byte')?.injected).toBe(whole.bytes.length - whole.offsets[0]!);
});

test('reading behind a checked beginning changes no verdict', async () => {
  expect(differingVerdicts({ reference: whole })).toEqual([]);
});

test('a beginning that was not checked would change verdicts', () => {
  const last = whole.journal.checkedUpTo(whole.records.length);
  expect(differingVerdicts({ reference: whole }, { prefixes: () => last }).length).toBeGreaterThan(100);
});

test('the record of a byte', async () => {
  const { offsets, bytes } = await reference();
  const { length } = offsets;
  const at = (byte: number): number => recordAt({ ...whole, offsets }, byte);
  expect([at(0), at(offsets[0]! - 1), at(offsets[0]!), at(offsets[1]! - 1), at(offsets[1]!), at(bytes.length - 1)]).toEqual([-1, -1, 0, 0, 1, length - 2]);
});

describe('broken doors', () => {
  /** What the class finds, and after how many faults of all. */
  const found = (journal: Doors['journal']): readonly string[] => [...new Set(sweepWith(journal).violations.map((violation) => violation.class))];

  test('damage in the middle taken for a torn tail', () => {
    const cutting: Doors['journal'] = (bytes) => {
      try {
        return BytesJournal.open(bytes);
      } catch (error) {
        if (error instanceof KernelError && error.place?.record !== undefined) return BytesJournal.open(bytes.slice(0, error.place.offset));
        throw error;
      }
    };
    expect(found(cutting)).toEqual(['flip-bit', 'hole']);
  });

  test('a torn tail that is refused', () => {
    const strict: Doors['journal'] = (bytes, checked) => {
      const journal = BytesJournal.open(bytes, checked && { checked });
      if (journal.torn) throw new KernelError('journal_damaged', 'torn', { place: { offset: 0, record: 0 } });
      return journal;
    };
    expect(found(strict)).toEqual(expect.arrayContaining(['cut-byte', 'tail-zeros', 'tail-garbage', 'flip-bit']));
  });

  test('a record cut off too many', () => {
    const greedy: Doors['journal'] = (bytes, checked) => {
      const journal = BytesJournal.open(bytes, checked && { checked });
      const before = journal.offsets.at(-2);
      return journal.torn && before !== undefined ? BytesJournal.open(bytes.slice(0, before)) : journal;
    };
    expect(found(greedy)).toEqual(expect.arrayContaining(['cut-byte', 'tail-zeros', 'tail-garbage']));
  });

  test('a skipped checksum', () => {
    // What stands there is read as it was written before the damage.
    const blind: Doors['journal'] = () => BytesJournal.open(whole.bytes);
    expect(found(blind)).toEqual(['flip-bit', 'flip-header', 'cut-byte', 'tail-zeros', 'tail-garbage', 'hole']);
  });

  test('the violation holds what to try again with', () => {
    const [violation] = sweepWith(() => BytesJournal.open(whole.bytes)).violations;
    expect(violation).toMatchObject({ class: 'flip-bit', subject: 'two instances', fault: `bit ${whole.offsets[0]! * 8}`, message: 'expected journal_damaged at record 0, found 3 records taken as whole' });
    const at = whole.offsets[0]!;
    expect(violation?.journal?.[at]).toBe(whole.bytes[at]! ^ 1);
  });
});
