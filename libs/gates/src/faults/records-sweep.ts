// Faults in the order of records: dropped, repeated, swapped, forged, as bytes or behind valid checksums and links.
import { BytesJournal, isIngress, KernelError, replay, type CheckedPrefix, type Journal } from '@nx-air/kernel';
import { isLarge, strideOf } from './bounds.ts';
import type { FaultClassName } from './fault-class.ts';
import { expectDamage, expectTorn, judgeBytes } from './judge-bytes.ts';
import { Seeded } from './random.ts';
import { compareStates, startBefore, type Reference } from './reference.ts';
import { record, type Sweep } from './sweep.ts';

/** Records of a large journal that stand behind a fault. */
const BEHIND = 24;

export async function sweepRecords(sweep: Sweep): Promise<void> {
  moveBytes(sweep);
  replaceRecords(sweep);
  await forgeOrder(sweep);
  forgeBits(sweep);
}

/** What a large journal had before the fault is not read again. */
function checkedBefore(reference: Reference, seq: number): CheckedPrefix | undefined {
  return isLarge(reference) ? reference.journal.checkedUpTo(seq) : undefined;
}

function endOf(reference: Reference, seq: number): number {
  return isLarge(reference) ? Math.min(reference.records.length, seq + BEHIND) : reference.records.length;
}

/** The frames as they are: numbers and links do not fit any more. */
function moveBytes(sweep: Sweep): void {
  const { reference } = sweep;
  const { offsets, bytes, records } = reference;
  const part = (from: number, to: number): Uint8Array => bytes.subarray(offsets[from] ?? 0, offsets[to] ?? bytes.length);
  const longest = records.reduce((most, _entry, seq) => Math.max(most, part(seq, seq + 1).length), 0);
  const scratch = new Uint8Array(bytes.length + longest);
  scratch.set(bytes);
  for (let seq = 0; seq < records.length; seq += 1) {
    const [end, last] = [endOf(reference, seq), seq === records.length - 1];
    moved(seq, [part(seq + 1, end)], (damaged) => {
      const verdict = judgeBytes(reference, damaged, checkedBefore(reference, seq));
      keep('record-dropped', seq, last ? expectTorn(reference, verdict, seq, damaged) : expectDamage(reference, verdict, seq), damaged);
    });
    moved(seq, [part(seq, seq + 1), part(seq, end)], (damaged) => keep('record-repeated', seq, expectDamage(reference, judgeBytes(reference, damaged, checkedBefore(reference, seq)), seq + 1), damaged));
    if (last) continue;
    moved(seq, [part(seq + 1, seq + 2), part(seq, seq + 1), part(seq + 2, end)], (damaged) => keep('record-swapped', seq, expectDamage(reference, judgeBytes(reference, damaged, checkedBefore(reference, seq)), seq), damaged));
  }
  /** The journal with other bytes from record `seq` on; they are put back afterwards. */
  function moved(seq: number, parts: readonly Uint8Array[], judge: (damaged: Uint8Array) => void): void {
    const from = offsets[seq] ?? 0;
    let at = from;
    for (const bytesOf of parts) {
      scratch.set(bytesOf, at);
      at += bytesOf.length;
    }
    judge(scratch.subarray(0, at));
    scratch.set(bytes.subarray(from, at), from);
  }
  function keep(name: FaultClassName, seq: number, message: string | undefined, journal: Uint8Array): void {
    record(sweep, name, { fault: `record ${seq}`, message, ...(message !== undefined && { journal }) });
  }
}

/** Only the link of the record behind it tells. */
function replaceRecords(sweep: Sweep): void {
  const { reference } = sweep;
  const { bytes, offsets, records } = reference;
  const scratch = bytes.slice();
  for (let seq = 0; seq < records.length - 1; seq += 1) {
    const [other] = recordsOf(reference, seq, seq + 1);
    if (!other) continue;
    other[other.length - 1] = (other[other.length - 1] ?? 0) ^ 1;
    const [from, to] = [offsets[seq] ?? 0, offsets[seq + 1] ?? 0];
    scratch.set(forged(reference, seq, [other]).bytes.subarray(from), from);
    const damaged = scratch.subarray(0, offsets[endOf(reference, seq)]);
    const message = expectDamage(reference, judgeBytes(reference, damaged, checkedBefore(reference, seq)), seq + 1);
    record(sweep, 'record-replaced', { fault: `record ${seq}`, message, ...(message !== undefined && { journal: damaged }) });
    scratch.set(bytes.subarray(from, to), from);
  }
}

async function forgeOrder(sweep: Sweep): Promise<void> {
  const { reference } = sweep;
  for (let seq = 0; seq < reference.records.length; seq += 1) {
    const [mine, ...behind] = recordsOf(reference, seq, endOf(reference, seq));
    const [next, ...others] = behind;
    if (!mine) continue;
    const changed: readonly (readonly [FaultClassName, readonly Uint8Array[]])[] = [
      ['forged-dropped', behind],
      ['forged-repeated', [mine, mine, ...behind]],
      ...(next ? [['forged-swapped', [next, mine, ...others]] as const] : []),
    ];
    for (const [name, records] of changed) {
      const journal = forged(reference, seq, records);
      const derived = reference.records[seq];
      const mustDiverge = name === 'forged-dropped' && derived !== undefined && !isIngress(derived) && next !== undefined;
      const message = await judgeForged(reference, journal, seq, mustDiverge);
      record(sweep, name, { fault: `record ${seq}`, message, ...(message !== undefined && { journal: journal.bytes }) });
    }
  }
}

/** The journal up to record `seq`, then these records, with right checksums and links. */
function forged({ journal, bytes, offsets }: Reference, seq: number, records: readonly Uint8Array[]): BytesJournal {
  const made = BytesJournal.open(bytes.subarray(0, offsets[seq]), { checked: journal.checkedUpTo(seq) });
  made.append(records);
  return made;
}

/** Refused by the kernel with a located divergence, or opened in a state that an undamaged journal of as many causes has. */
async function judgeForged(reference: Reference, journal: BytesJournal, at: number, mustDiverge: boolean): Promise<string | undefined> {
  const { subject, begin, batches } = reference;
  const before = startBefore(reference, at);
  const from = before.seq > begin.seq ? { from: before } : {};
  try {
    const kernel = await subject.doors.kernel({ ...subject.options, journal: subject.doors.journal(journal.bytes, checkedBefore(reference, at)), ...from });
    if (mustDiverge) return 'expected a divergence: what is derived is missing in the middle';
    const causes = kernel.state.nextCause - 1;
    const effective = batches.filter(({ ingress }) => 'cause' in ingress);
    const expected = causes === 0 ? undefined : effective[causes - 1];
    if (expected ? compareStates(reference, kernel, expected) === undefined : causes === 0 && journal.length === 0) return undefined;
    return `expected a divergence, found a state that no whole journal of ${causes} causes has`;
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    if (error.code === 'bad_record') return undefined;
    if (error.code !== 'journal_diverges') return `expected journal_diverges, found ${error.code}: ${error.message}`;
  }
  const replayed = replay({ ...subject.options, header: reference.header, records: journal, ...from });
  if (replayed.ok) return 'expected replay to diverge where the kernel does';
  return replayed.divergence.seq >= at ? undefined : `expected a divergence at or behind record ${at}, found ${replayed.divergence.seq}`;
}

/** Derived records of a batch: of longer ones, each of which is derived anew for each fault, one byte of four is taken. */
const SHORT_BATCH = 16;

/** One bit, drawn, of each byte of each derived record; found by comparing with what is derived. Of a large journal some of the bytes. */
export function forgeBits(sweep: Sweep): void {
  const { reference, seed, stride = 1 } = sweep;
  const random = new Seeded(seed);
  const { subject, begin } = reference;
  const every = stride * strideOf(reference, 'forged', reference.bytes.length);
  for (const { start, end } of reference.batches) {
    const before = startBefore(reference, start);
    const from = before.seq > begin.seq ? { from: before } : {};
    const batch = recordsOf(reference, start, end);
    const step = every * (batch.length > SHORT_BATCH ? 4 : 1);
    batch.forEach((whole, index) => {
      const seq = start + index;
      const known = reference.records[seq];
      if (!known || isIngress(known)) return;
      for (let at = random.next(step); at < whole.length; at += step) {
        const changed = whole.slice();
        const bit = random.next(8);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        record(sweep, 'forged-bit', { fault: `record ${seq}, byte ${at}, bit ${bit}`, message: found(behind(start, [...batch.slice(0, index), changed]), from, seq) });
      }
    });
  }
  function found(records: Pick<Journal, 'length' | 'records'>, from: { readonly from?: ReturnType<typeof startBefore> }, seq: number): string | undefined {
    try {
      const replayed = replay({ ...subject.options, header: reference.header, records, ...from });
      if (replayed.ok) return 'expected a divergence, found none';
      return replayed.divergence.seq === seq ? undefined : `expected a divergence at record ${seq}, found ${replayed.divergence.seq}`;
    } catch (error) {
      if (error instanceof KernelError && error.code === 'bad_record') return undefined;
      throw error;
    }
  }
}

/** Records from position `start` on, as a journal of which nothing before is read. */
function behind(start: number, batch: readonly Uint8Array[]): Pick<Journal, 'length' | 'records'> {
  return { length: start + batch.length, records: (from = 0) => batch.slice(Math.max(0, from - start)) };
}

function recordsOf({ journal }: Reference, start: number, end: number): readonly Uint8Array[] {
  const records: Uint8Array[] = [];
  for (const bytes of journal.records(start)) {
    if (records.length === end - start) break;
    records.push(bytes);
  }
  return records;
}
