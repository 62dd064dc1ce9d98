// Opens what a crash left behind, goes on to the end, and compares with the run that nothing happened to.
import { compareBytes, type Hash } from '@nx-air/canon';
import type { BytesJournal, Checkpoint, Kernel } from '@nx-air/kernel';
import { batchAt, checkpointBefore, type Reference } from './reference.ts';

export interface CrashOptions {
  /** Records that were acknowledged before the crash. */
  readonly acknowledged: number;
  /** Where the kernel begins; genesis without it. */
  readonly from?: Checkpoint;
  /** Things that come in before the comparison; up to the end without it. States that are equal have equal futures. */
  readonly horizon?: number;
}

/** What is wrong with a recovery; undefined when nothing is. */
export async function judgeCrash(reference: Reference, left: Uint8Array, options: CrashOptions): Promise<string | undefined> {
  const { subject } = reference;
  const open = (bytes: Uint8Array): BytesJournal => subject.doors.journal(bytes, checkedBefore(reference, options.from));
  const journal = open(left);
  if (journal.length < options.acknowledged) return `expected the ${options.acknowledged} acknowledged records, found ${journal.length}`;
  const kernel = await openFrom(reference, journal, options.from);
  const recovered = journal.bytes.slice();
  const wrong = compareState(reference, journal, kernel);
  if (wrong !== undefined) return `recovered: ${wrong}`;
  const twice = open(recovered);
  await openFrom(reference, twice, options.from);
  if (compareBytes(twice.bytes, recovered) !== 0) return 'expected the second recovery to leave the bytes of the first';
  await subject.proceed(kernel, journal, options.horizon === undefined ? {} : { most: options.horizon });
  if (options.horizon === undefined && journal.length !== reference.records.length) return `expected ${reference.records.length} records at the end, found ${journal.length}`;
  const end = compareState(reference, journal, kernel);
  return end && `continued: ${end}`;
}

export function openFrom({ subject }: Reference, journal: BytesJournal, from: Checkpoint | undefined): Promise<Kernel> {
  return subject.doors.kernel({ ...subject.options, journal, ...(from && from.seq > 0 && { from }) });
}

function checkedBefore({ journal }: Reference, from: Checkpoint | undefined): ReturnType<BytesJournal['checkedUpTo']> | undefined {
  return from && from.seq > 0 ? journal.checkedUpTo(from.seq) : undefined;
}

/** Between two batches: the bytes, the state and the intents under way are those of the whole run. */
export function compareState(reference: Reference, journal: BytesJournal, kernel: Kernel): string | undefined {
  const { length, bytes } = journal;
  const batch = length === 0 ? undefined : reference.batches[batchAt(reference, length - 1)];
  if (compareBytes(bytes, reference.bytes.subarray(0, reference.offsets[length] ?? 0)) !== 0) return `expected the first ${length} records of the whole run, found others`;
  if (length > 0 && batch?.end !== length) return `expected whole batches, found ${length} records`;
  if (batch && kernel.stateHash() !== batch.stateHash) return `expected the state ${batch.stateHash} after ${length} records, found ${kernel.stateHash()}`;
  const orphans = orphaned(reference, length);
  const [expected, found] = [intentsUnderWay(reference, length).map((id) => shown(id, orphans.has(id))), kernel.outbox().map(({ intentId, orphaned: isOrphan }) => shown(intentId, isOrphan))];
  return expected.join(' ') === found.join(' ') ? undefined : `expected the intents ${expected.join(' ') || 'none'} to be offered after ${length} records, found ${found.join(' ') || 'none'}`;
}

/** Intents for adapters without a receipt after so many records, from the records alone. */
export function intentsUnderWay({ records }: Reference, length: number): readonly Hash[] {
  const open = new Set<Hash>();
  for (const entry of records.slice(0, length)) {
    if (entry.k === 'intent' && !entry.internal && entry.same_as === undefined) open.add(entry.intent_id);
    else if (entry.k === 'receipt_in' || entry.k === 'receipt') open.delete(entry.intent_id);
  }
  return [...open];
}

/** Intents whose instance had ended before they were answered. */
function orphaned({ records }: Reference, length: number): ReadonlySet<Hash> {
  return new Set(records.slice(0, length).flatMap((entry) => (entry.k === 'plan_ended' ? entry.orphaned : [])));
}

function shown(id: Hash, isOrphan: boolean): string {
  return isOrphan ? `${id} (nobody waits)` : id;
}

/** Short runs are continued from the beginning to the end; of long ones each stretch is walked a few times. */
export function planOf(reference: Reference, seq: number): Pick<CrashOptions, 'from' | 'horizon'> {
  const long = reference.batches.length > SHORT;
  const whole = batchAt(reference, seq) % Math.ceil(reference.batches.length / SAMPLES) === 0;
  return long ? { from: checkpointBefore(reference, seq, 1), ...(whole ? {} : { horizon: 2 }) } : {};
}

const SHORT = 48;
const SAMPLES = 8;
