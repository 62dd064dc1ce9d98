// The run that nothing happens to, with the state after each batch: what every faulty run is compared with.
import type { Hash } from '@nx-air/canon';
import { hashBytes } from '@nx-air/canon';
import { BytesJournal, decodeRecord, isIngress, Kernel, type Mark, type Checkpoint, type IngressRecord, type JournalHeader, type JournalRecord } from '@nx-air/kernel';
import { LONG_BATCHES } from './bounds.ts';
import { forwarding } from './forwarding.ts';
import type { LinkedJournal } from './linked-journal.ts';
import type { Subject } from './subject.ts';

/** An ingress record and everything derived from it. */
export interface Batch {
  readonly ingress: IngressRecord;
  /** Position of the ingress record, and of the record behind the batch. */
  readonly start: number;
  readonly end: number;
  /** After the batch. */
  readonly mark: Mark;
  /** The same as bytes; made at each call. */
  readonly after: Checkpoint;
  readonly stateHash: Hash;
}

export interface Reference {
  readonly subject: Subject;
  readonly header: JournalHeader;
  /** Whole. */
  readonly journal: BytesJournal;
  readonly bytes: Uint8Array;
  /** Where each record begins, and the end. */
  readonly offsets: readonly number[];
  readonly records: readonly JournalRecord[];
  readonly batches: readonly Batch[];
  /** Before the first batch. */
  readonly begin: Mark;
  readonly stateHash: Hash;
  /** Nothing is due any more: running on brings nothing in. */
  readonly isAtRest: boolean;
}

/** Runs a subject from nothing to rest. */
export async function runReference(subject: Subject): Promise<Reference> {
  const journal = BytesJournal.open();
  const after: Mark[] = [];
  let kernel: Kernel | undefined;
  const observed = observe(journal, () => {
    if (kernel) after.push(kernel.mark());
  });
  kernel = await Kernel.open({ ...subject.options, journal: observed });
  const begin = kernel.mark();
  await subject.proceed(kernel, observed);
  const { length } = journal;
  const stateHash = kernel.stateHash();
  await subject.proceed(kernel, observed, { most: 1 });
  const { header } = journal;
  if (!header) throw new RangeError('an open kernel has a header');
  const records = [...journal.records()].map(decodeRecord);
  return {
    subject,
    header,
    journal,
    bytes: journal.bytes.slice(),
    offsets: journal.offsets,
    records,
    batches: batchesOf(records, after),
    begin,
    stateHash,
    isAtRest: journal.length === length,
  };
}

function batchesOf(records: readonly JournalRecord[], after: readonly Mark[]): readonly Batch[] {
  const starts = records.flatMap((record, seq) => (isIngress(record) ? [{ ingress: record, start: seq }] : []));
  return starts.map(({ ingress, start }, index) => {
    const end = starts[index + 1]?.start ?? records.length;
    const mark = after[index];
    if (mark?.seq !== end) throw new RangeError(`batch ${index} ends at ${end}, its state is of ${mark?.seq ?? 'nowhere'}`);
    let hash: Hash | undefined;
    return {
      ingress,
      start,
      end,
      mark,
      get after() {
        return mark.checkpoint();
      },
      get stateHash() {
        return (hash ??= hashBytes(mark.checkpoint().state));
      },
    };
  });
}

/** A journal that tells when a batch has been appended and is about to be made durable. */
export function observe(journal: BytesJournal, appended: () => void): LinkedJournal {
  let waiting = false;
  return forwarding(journal, {
    append(batch) {
      journal.append(batch);
      waiting = true;
    },
    commit() {
      if (waiting) appended();
      waiting = false;
      return journal.commit();
    },
  });
}

/** The batch in which a record stands, or which it would begin. */
export function batchAt({ batches }: Reference, seq: number): number {
  let [low, high] = [0, batches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((batches[middle]?.end ?? Infinity) <= seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Walked piece by piece, from marks. */
export function isLong({ batches }: Reference): boolean {
  return batches.length > LONG_BATCHES;
}

/** Where a kernel is opened: between two batches at or before a record, `back` batches earlier still. Bytes, of long runs a mark. */
export function startBefore(reference: Reference, seq: number, back = 0): Checkpoint | Mark {
  const mark = reference.batches[batchAt(reference, seq) - 1 - back]?.mark ?? reference.begin;
  return isLong(reference) ? mark : mark.checkpoint();
}

/** What is wrong with the state of a kernel after a batch, compared as bytes, of long runs by what has changed. */
export function compareStates(reference: Reference, kernel: Kernel, batch: Pick<Batch, 'mark' | 'stateHash' | 'end'>): string | undefined {
  if (isLong(reference) ? kernel.isAt(batch.mark) : kernel.stateHash() === batch.stateHash) return undefined;
  return `expected the state ${batch.stateHash} after ${batch.end} records, found ${kernel.stateHash()}`;
}
