// Opens damaged bytes by the recovery entry and tells what it made of them.
import { compareBytes } from '@nx-air/canon';
import { KernelError, type CheckedPrefix } from '@nx-air/kernel';
import type { Reference } from './reference.ts';

export type BytesVerdict =
  | { readonly kind: 'refused'; readonly code: string; readonly offset: number | undefined; readonly record: number | undefined; readonly message: string }
  /** `kept`: records. `torn`: offset of the tail that was cut. */
  | { readonly kind: 'opened'; readonly kept: number; readonly torn: number | undefined; readonly created: boolean; /** Stands for everything that was kept. */ readonly link: Uint8Array | undefined; readonly size: number };

export function judgeBytes({ subject }: Reference, bytes: Uint8Array, checked?: CheckedPrefix): BytesVerdict {
  try {
    const journal = subject.doors.journal(bytes, checked);
    return { kind: 'opened', kept: journal.length, torn: journal.torn?.offset, created: journal.header !== undefined, link: journal.linkAt(journal.length), size: journal.bytes.length };
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    return { kind: 'refused', code: error.code, offset: error.place?.offset, record: error.place?.record, message: error.message };
  }
}

/** What is wrong with a verdict on damage in record `seq`, which is not the last: only a located refusal is right. */
export function expectDamage(reference: Reference, verdict: BytesVerdict, seq: number): string | undefined {
  if (verdict.kind === 'opened') return `expected journal_damaged at record ${seq}, found ${verdict.kept} records taken as whole${verdict.torn === undefined ? '' : ` and a torn tail at ${verdict.torn}`}`;
  if (verdict.code === 'journal_damaged' && verdict.record === seq && verdict.offset === reference.offsets[seq]) return undefined;
  return `expected journal_damaged at record ${seq}, offset ${reference.offsets[seq]}, found ${verdict.code}: ${verdict.message}`;
}

/** The same for an end that is not whole from record `seq` on: everything before is kept, the rest is cut. */
export function expectTorn(reference: Reference, verdict: BytesVerdict, seq: number, damaged: Uint8Array): string | undefined {
  const offset = reference.offsets[seq] ?? 0;
  if (verdict.kind === 'refused') return `expected a torn tail at ${offset}, found ${verdict.code}: ${verdict.message}`;
  const torn = damaged.length > offset ? offset : undefined;
  if (verdict.kept !== seq || verdict.torn !== torn) return `expected ${seq} records and a torn tail at ${torn ?? 'no place'}, found ${verdict.kept} and ${verdict.torn ?? 'no place'}`;
  const link = reference.journal.linkAt(seq);
  if (verdict.size !== offset || !link || !verdict.link || compareBytes(verdict.link, link) !== 0) return `expected the bytes before ${offset} to stay as they were`;
  return undefined;
}

/** The same for damage before the first record. */
export function expectNoJournal(verdict: BytesVerdict): string | undefined {
  return verdict.kind === 'refused' ? undefined : `expected damage before the first record to be refused, found ${verdict.kept} records`;
}
