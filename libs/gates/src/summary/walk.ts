// Goes through a journal record by record and says of each when and by what it came about.
import { decodeRecord, type IngressRecord, type JournalRecord } from '@nx-air/kernel';
import type { JournalInput } from './journal-input.ts';

/** An ingress record and what follows from it; the same object for all of its records. */
export interface BatchFacts {
  /** From 0, in the order of the journal. Duplicates are batches of their own. */
  readonly number: number;
  /** Undefined for a record that changed nothing. */
  readonly cause: number | undefined;
  readonly ingress: IngressRecord;
  /** Logical time. */
  readonly ns: bigint;
}

export interface PlacedRecord {
  /** Position in the journal. */
  readonly seq: number;
  readonly record: JournalRecord;
  readonly batch: BatchFacts;
}

/**
 * One record in memory at a time. Throws `KernelError` `bad_record` for bytes that are no record, and `SummaryError`
 * `bad_journal` when the first record is derived.
 */
export function* walkJournal({ name, records }: Pick<JournalInput, 'name' | 'records'>): Generator<PlacedRecord, void> {
  let batch: BatchFacts | undefined;
  let seq = 0;
  for (const bytes of records) {
    const record = decodeRecord(bytes);
    const ingress = asIngress(record);
    if (ingress) batch = { number: (batch?.number ?? -1) + 1, cause: 'cause' in ingress ? ingress.cause : undefined, ingress, ns: ingress.stamp.logical_now_ns };
    if (!batch) throw new SummaryError('bad_journal', `${name}: the first record is \`${record.k}\`, which follows from nothing`, 'Name a whole journal, from its first record on.');
    yield { seq, record, batch };
    seq += 1;
  }
}

/** As `isIngress`, by fields: every ingress record is stamped, and no other. */
const asIngress = (record: JournalRecord): IngressRecord | undefined => ('stamp' in record ? record : undefined);

export type SummaryErrorCode = 'bad_journal';

/** Records that cannot be those of a journal. */
export class SummaryError extends Error {
  override readonly name = 'SummaryError';
  readonly code: SummaryErrorCode;
  readonly hint: string;

  constructor(code: SummaryErrorCode, message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
