// Crashes: in every append, between intent, dispatch and receipt, and again inside recovery.
import type { BytesJournal } from '@nx-air/kernel';
import { isAwaiting, type Awaiting } from './awaiting.ts';
import { isLarge } from './bounds.ts';
import type { FaultClassName } from './fault-class.ts';
import { isAt, judgeCrash, openFrom, planOf } from './judge-crash.ts';
import { dies, killing } from './killed.ts';
import { Seeded } from './random.ts';
import { isLong, startBefore, type Batch, type Reference } from './reference.ts';
import { attempt, record, type Sweep } from './sweep.ts';
import { intentsUnderWay } from './under-way.ts';

/** Crashes while something was parked: a sweep that never met one has not shown much. */
export interface CutsWhileWaiting {
  readonly await_event: number;
  readonly await_receipt: number;
}

/** Of a long run: states that are restored from their bytes. */
const SNAPSHOTS = 64;

export async function sweepCrashes(sweep: Sweep): Promise<CutsWhileWaiting> {
  const { reference } = sweep;
  const { batches } = reference;
  const cuts = { await_event: 0, await_receipt: 0 };
  const random = new Seeded(sweep.seed);
  const stride = isLong(reference) ? Math.ceil(batches.length / SNAPSHOTS) : 1;
  for (const [index, batch] of batches.entries()) {
    const waiting = isAwaiting(reference, batch.start);
    let meant: Meant | undefined;
    for (let written = 0; written <= batch.end - batch.start; written += 1) {
      const name = written === 0 ? 'crash-receipt' : 'crash-record';
      meant = await crashInAppend(sweep, name, batch, written, isLong(reference) ? meant : undefined);
      note(cuts, waiting);
    }
    await crashBehind(sweep, batch);
    note(cuts, isAwaiting(reference, batch.end));
    await crashInRecovery(sweep, batch, random);
    if (index % stride === 0) await openFromSnapshot(sweep, batch);
  }
  return cuts;
}

function note(cuts: { await_event: number; await_receipt: number }, { event, receipt }: Awaiting): void {
  if (event) cuts.await_event += 1;
  if (receipt) cuts.await_receipt += 1;
}

/** What a kernel was about to append. */
type Meant = readonly Uint8Array[];

/** The kernel runs up to the batch, and dies while it is appended. Up to the append it did the same each time: in a long run once for the batch, as `known`. */
async function crashInAppend(sweep: Sweep, name: FaultClassName, batch: Batch, written: number, known?: Meant): Promise<Meant | undefined> {
  const { reference } = sweep;
  const { subject } = reference;
  const before = startBefore(reference, batch.start);
  const journal = journalUpTo(reference, batch.start);
  let meant = known;
  const dying = killing(journal, written, (records) => void (meant = records));
  let died = known !== undefined;
  const message = await attempt(async () => {
    if (known && written > 0) journal.append(known.slice(0, written));
    else if (!known) {
      died = await dies(async () => {
        const kernel = await subject.doors.kernel({ ...subject.options, journal: dying, ...(before.seq > 0 && { from: before }) });
        await subject.proceed(kernel, dying, { most: 1 });
      });
    }
    if (!died) return `expected something to come in after ${batch.start} records, found nothing`;
    return judgeCrash(reference, leftBy(reference, journal), { ...planOf(reference, batch.start, { toEnd: written === 1 }), acknowledged: batch.start });
  });
  record(sweep, name, { fault: `batch at record ${batch.start}, ${written} written`, message, reached: died, ...(message !== undefined && { journal: journal.bytes }) });
  return meant;
}

/** What is on the disk: the bytes of the whole run where it is that, without a copy. */
function leftBy(reference: Reference, journal: BytesJournal): Uint8Array {
  return isAt(reference, journal, journal.length) ? reference.bytes.subarray(0, reference.offsets[journal.length] ?? 0) : journal.bytes.slice();
}

/** The batch is acknowledged; its intents are offered to nobody, or to adapters that never answer. */
async function crashBehind(sweep: Sweep, batch: Batch): Promise<void> {
  const { reference } = sweep;
  const issues = reference.records.slice(batch.start, batch.end).some((entry) => entry.k === 'intent' && !entry.internal && entry.same_as === undefined);
  if (!issues) return;
  const here = startBefore(reference, batch.end);
  for (const name of ['crash-dispatch', 'crash-offered'] as const) {
    const journal = journalUpTo(reference, batch.end);
    let reached = name === 'crash-dispatch';
    const message = await attempt(async () => {
      const kernel = await openFrom(reference, journal, here);
      const offered = reached ? [] : kernel.takeNewIntents().map(({ intentId }) => intentId);
      reached ||= offered.length > 0;
      const due = intentsUnderWay(reference, batch.end);
      if (name === 'crash-offered' && offered.join(' ') !== due.join(' ')) return `expected ${due.join(' ')} to be offered, found ${offered.join(' ') || 'none'}`;
      if (name === 'crash-offered' && kernel.takeNewIntents().length > 0) return 'expected each intent to be handed out once while the process lives';
      const left = leftBy(reference, journal);
      return (await judgeCrash(reference, left, { ...planOf(reference, batch.end, { toEnd: false }), acknowledged: batch.end })) ?? (await offersAgain(reference, left, offered, planOf(reference, batch.end).from));
    });
    record(sweep, name, { fault: `behind batch at record ${batch.start}`, message, reached, ...(message !== undefined && { journal: journal.bytes }) });
  }
}

/** Everything that an adapter has seen comes again under the same id. */
async function offersAgain(reference: Reference, left: Uint8Array, offered: readonly string[], from: ReturnType<typeof planOf>['from']): Promise<string | undefined> {
  if (offered.length === 0) return undefined;
  const kernel = await openFrom(reference, journalOf(reference, left, from?.seq ?? 0), from);
  const again = new Set<string>(kernel.takeNewIntents().map(({ intentId }) => intentId));
  const lost = offered.filter((id) => !again.has(id));
  return lost.length === 0 ? undefined : `expected ${lost.join(' ')} to be offered again`;
}

/** A batch that was cut is completed; the process dies in that, and once more everything is opened. In a large journal once for each cut. */
async function crashInRecovery(sweep: Sweep, batch: Batch, random: Seeded): Promise<void> {
  const { reference } = sweep;
  const { subject } = reference;
  if (batch.end - batch.start < 2) return;
  const before = startBefore(reference, batch.start);
  for (let cut = batch.start + 1; cut < batch.end; cut += 1) {
    const missing = batch.end - cut;
    const points = isLarge(reference) ? [random.next(missing + 1)] : Array.from({ length: missing + 1 }, (_, point) => point);
    for (const written of points) {
      const journal = journalUpTo(reference, cut, before.seq);
      let died = false;
      const message = await attempt(async () => {
        died = await dies(() => subject.doors.kernel({ ...subject.options, journal: killing(journal, written), ...(before.seq > 0 && { from: before }) }));
        if (!died) return 'expected recovery to complete the batch';
        const third = journalOf(reference, leftBy(reference, journal), before.seq);
        await openFrom(reference, third, before);
        return isAt(reference, third, batch.end) ? undefined : `expected the whole batch up to record ${batch.end}, found ${third.length} records`;
      });
      record(sweep, 'crash-recovery', { fault: `cut at record ${cut}, recovery killed after ${written}`, message, reached: died, ...(message !== undefined && { journal: journal.bytes }) });
    }
  }
}

/** From its bytes, whatever the length of the run. */
async function openFromSnapshot(sweep: Sweep, batch: Batch): Promise<void> {
  const { reference } = sweep;
  const { horizon } = planOf(reference, batch.end, { toEnd: false });
  const left = reference.bytes.subarray(0, reference.offsets[batch.end]);
  const message = await attempt(async () => {
    const restored = await openFrom(reference, journalUpTo(reference, batch.end), batch.after);
    if (restored.stateHash() !== batch.stateHash) return `expected the state ${batch.stateHash}, found ${restored.stateHash()}`;
    return judgeCrash(reference, left, { acknowledged: batch.end, from: batch.after, ...(horizon !== undefined && { horizon }) });
  });
  record(sweep, 'from-snapshot', { fault: `snapshot at record ${batch.end}`, message, ...(message !== undefined && { journal: left }) });
}

function journalUpTo(reference: Reference, seq: number, checked = seq): BytesJournal {
  return journalOf(reference, reference.bytes.subarray(0, reference.offsets[seq] ?? 0), checked);
}

function journalOf({ subject, journal }: Reference, bytes: Uint8Array, checked: number): BytesJournal {
  return subject.doors.journal(bytes, journal.checkedUpTo(checked));
}
