// Opens what a crash left behind, goes on to the end, and compares with the run that nothing happened to.
import { compareBytes, type Hash } from '@nx-air/canon';
import type { BytesJournal, Checkpoint, Kernel, Mark } from '@nx-air/kernel';
import { batchAt, compareStates, isLong, startBefore, type Reference } from './reference.ts';
import { intentsUnderWay, isOrphaned } from './under-way.ts';

export interface CrashOptions {
  /** Records that were acknowledged before the crash. */
  readonly acknowledged: number;
  /** Where the kernel begins; genesis without it. */
  readonly from?: Checkpoint | Mark;
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
  const wrong = compareState(reference, journal, kernel);
  if (wrong !== undefined) return `recovered: ${wrong}`;
  const { length } = journal;
  // Found equal just now: nothing is copied.
  const twice = open(reference.bytes.subarray(0, reference.offsets[length]));
  await openFrom(reference, twice, options.from);
  if (!isAt(reference, twice, length)) return 'expected the second recovery to leave the bytes of the first';
  await subject.proceed(kernel, journal, options.horizon === undefined ? {} : { most: options.horizon });
  if (options.horizon === undefined && journal.length !== reference.records.length) return `expected ${reference.records.length} records at the end, found ${journal.length}`;
  const end = compareState(reference, journal, kernel);
  return end && `continued: ${end}`;
}

export function openFrom({ subject }: Reference, journal: BytesJournal, from: Checkpoint | Mark | undefined): Promise<Kernel> {
  return subject.doors.kernel({ ...subject.options, journal, ...(from && from.seq > 0 && { from }) });
}

function checkedBefore({ journal }: Reference, from: Checkpoint | Mark | undefined): ReturnType<BytesJournal['checkedUpTo']> | undefined {
  return from && from.seq > 0 ? journal.checkedUpTo(from.seq) : undefined;
}

/** Whether a journal is so many records of the whole run and nothing else: their last link stands for all their bytes. */
export function isAt(reference: Reference, journal: BytesJournal, length: number): boolean {
  const [expected, found] = [reference.journal.linkAt(length), journal.linkAt(length)];
  if (journal.length !== length) return false;
  return expected === undefined || found === undefined ? expected === found || length === 0 : compareBytes(expected, found) === 0;
}

/** Between two batches: the bytes, the state and the intents under way are those of the whole run. */
export function compareState(reference: Reference, journal: BytesJournal, kernel: Kernel): string | undefined {
  const { length } = journal;
  const batch = length === 0 ? undefined : reference.batches[batchAt(reference, length - 1)];
  if (!isAt(reference, journal, length)) return `expected the first ${length} records of the whole run, found others`;
  if (length > 0 && batch?.end !== length) return `expected whole batches, found ${length} records`;
  const wrong = batch && compareStates(reference, kernel, batch);
  if (wrong !== undefined) return wrong;
  // Follows from the state: of long runs, whose state is equal, it is looked at now and then.
  if (isLong(reference) && !isSample(reference, length)) return undefined;
  const expected = intentsUnderWay(reference, length).map((id) => shown(id, isOrphaned(reference, id, length)));
  const found = kernel.outbox().map(({ intentId, orphaned }) => shown(intentId, orphaned));
  return expected.join(' ') === found.join(' ') ? undefined : `expected the intents ${expected.join(' ') || 'none'} to be offered after ${length} records, found ${found.join(' ') || 'none'}`;
}

function shown(id: Hash, isOrphan: boolean): string {
  return isOrphan ? `${id} (nobody waits)` : id;
}

/** Short runs are continued from the beginning to the end; of long ones each stretch is walked a few times, and eight points go on to the end. */
export function planOf(reference: Reference, seq: number, { toEnd = true }: { readonly toEnd?: boolean } = {}): Pick<CrashOptions, 'from' | 'horizon'> {
  if (!isLong(reference)) return {};
  return { from: startBefore(reference, seq, 1), ...(toEnd && isSample(reference, seq) ? {} : { horizon: 2 }) };
}

function isSample(reference: Reference, seq: number): boolean {
  return batchAt(reference, seq) % Math.ceil(reference.batches.length / SAMPLES) === 0;
}

const SAMPLES = 8;
