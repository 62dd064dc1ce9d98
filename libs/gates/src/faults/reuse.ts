// Whether what is shared changes nothing: recoveries from a mark and behind a checked beginning, beside those that read everything.
import { bytesToHex } from '@nx-air/canon';
import type { Checkpoint, Mark } from '@nx-air/kernel';
import { isLarge } from './bounds.ts';
import { openFrom } from './judge-crash.ts';
import { batchAt, type Reference } from './reference.ts';

/** Batches of a run that are recovered in each way; of a large one each costs as much as the journal is long. */
const MOST = 12;
const MOST_OF_LARGE = 3;

export interface RecoveryWays {
  readonly compared: number;
  /** Records at which a crash was recovered otherwise. */
  readonly differing: readonly number[];
}

/** A crash behind the first record of a batch, recovered from a mark, from the same state as bytes, and from the first record of the journal. */
export async function differingRecoveries(reference: Reference): Promise<RecoveryWays> {
  const { batches } = reference;
  const stride = Math.ceil(batches.length / (isLarge(reference) ? MOST_OF_LARGE : MOST));
  const chosen = batches.filter((_batch, index) => index % stride === stride - 1);
  const differing: number[] = [];
  for (const { start } of chosen) {
    const mark = reference.batches[batchAt(reference, start) - 1]?.mark ?? reference.begin;
    const ways = [await recover(reference, start + 1, mark), await recover(reference, start + 1, mark.checkpoint()), await recover(reference, start + 1, undefined)];
    if (new Set(ways).size > 1) differing.push(start);
  }
  return { compared: chosen.length, differing };
}

/** Journal, state and intents as one text. */
async function recover(reference: Reference, length: number, from: Checkpoint | Mark | undefined): Promise<string> {
  const { subject, bytes, offsets } = reference;
  const journal = subject.doors.journal(bytes.subarray(0, offsets[length]), from && reference.journal.checkedUpTo(from.seq));
  const kernel = await openFrom(reference, journal, from);
  const link = journal.linkAt(journal.length);
  return [link ? bytesToHex(link) : '', kernel.stateHash(), ...kernel.outbox().map(({ intentId }) => intentId)].join(' ');
}
