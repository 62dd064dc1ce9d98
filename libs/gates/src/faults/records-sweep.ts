// Faults in the order of records: dropped, repeated, swapped, forged, as bytes or behind valid checksums and links.
import { concatBytes } from '@nx-air/canon';
import { BytesJournal, isIngress, KernelError, replay } from '@nx-air/kernel';
import type { FaultClassName } from './fault-class.ts';
import { expectDamage, expectTorn, judgeBytes } from './judge-bytes.ts';
import { Seeded } from './random.ts';
import { checkpointBefore, type Reference } from './reference.ts';
import { record, type Sweep } from './sweep.ts';

export async function sweepRecords(sweep: Sweep): Promise<void> {
  moveBytes(sweep);
  replaceRecords(sweep);
  await forgeOrder(sweep);
  forgeBits(sweep);
}

/** The frames as they are: numbers and links do not fit any more. */
function moveBytes(sweep: Sweep): void {
  const { reference } = sweep;
  const { offsets, bytes, records } = reference;
  const part = (from: number, to: number): Uint8Array => bytes.subarray(offsets[from] ?? 0, offsets[to] ?? bytes.length);
  const head = bytes.subarray(0, offsets[0]);
  const count = records.length;
  for (let seq = 0; seq < count; seq += 1) {
    const before = concatBytes(head, part(0, seq));
    const dropped = concatBytes(before, part(seq + 1, count));
    const judgeDropped = judgeBytes(reference, dropped);
    const last = seq === count - 1;
    keep('record-dropped', seq, last ? expectTorn(reference, judgeDropped, seq, dropped) : expectDamage(reference, judgeDropped, seq), dropped);
    const repeated = concatBytes(before, part(seq, seq + 1), part(seq, count));
    const judgeRepeated = judgeBytes(reference, repeated);
    keep('record-repeated', seq, expectDamage(reference, judgeRepeated, seq + 1), repeated);
    if (last) continue;
    const swapped = concatBytes(before, part(seq + 1, seq + 2), part(seq, seq + 1), part(seq + 2, count));
    keep('record-swapped', seq, expectDamage(reference, judgeBytes(reference, swapped), seq), swapped);
  }
  function keep(name: FaultClassName, seq: number, message: string | undefined, journal: Uint8Array): void {
    record(sweep, name, { fault: `record ${seq}`, message, ...(message !== undefined && { journal }) });
  }
}

/** Only the link of the record behind it tells. */
function replaceRecords(sweep: Sweep): void {
  const { reference } = sweep;
  const all = [...reference.journal.records()];
  for (const [seq, whole] of all.slice(0, -1).entries()) {
    const other = whole.slice();
    other[other.length - 1] = (other[other.length - 1] ?? 0) ^ 1;
    const begin = forged(reference, [...all.slice(0, seq), other]).bytes;
    const damaged = concatBytes(begin, reference.bytes.subarray(reference.offsets[seq + 1]));
    const message = expectDamage(reference, judgeBytes(reference, damaged), seq + 1);
    record(sweep, 'record-replaced', { fault: `record ${seq}`, message, ...(message !== undefined && { journal: damaged }) });
  }
}

async function forgeOrder(sweep: Sweep): Promise<void> {
  const { reference } = sweep;
  const all = [...reference.journal.records()];
  for (let seq = 0; seq < all.length; seq += 1) {
    const [mine, next] = [all[seq], all[seq + 1]];
    if (!mine) continue;
    const changed: readonly (readonly [FaultClassName, readonly Uint8Array[], number])[] = [
      ['forged-dropped', [...all.slice(0, seq), ...all.slice(seq + 1)], seq],
      ['forged-repeated', [...all.slice(0, seq), mine, ...all.slice(seq)], seq],
      ...(next ? [['forged-swapped', [...all.slice(0, seq), next, mine, ...all.slice(seq + 2)], seq] as const] : []),
    ];
    for (const [name, records, at] of changed) {
      const journal = forged(reference, records);
      const derived = reference.records[seq];
      const mustDiverge = name === 'forged-dropped' && derived !== undefined && !isIngress(derived) && next !== undefined;
      const message = await judgeForged(reference, journal, records, at, mustDiverge);
      record(sweep, name, { fault: `record ${seq}`, message, ...(message !== undefined && { journal: journal.bytes }) });
    }
  }
}

function forged({ header }: Reference, records: readonly Uint8Array[]): BytesJournal {
  const journal = BytesJournal.open();
  journal.create(header);
  journal.append(records);
  return journal;
}

/** Refused by the kernel with a located divergence, or opened in a state that an undamaged journal of as many causes has. */
async function judgeForged(reference: Reference, journal: BytesJournal, records: readonly Uint8Array[], at: number, mustDiverge: boolean): Promise<string | undefined> {
  const { subject, begin, batches } = reference;
  const before = checkpointBefore(reference, at);
  try {
    const kernel = await subject.doors.kernel({ ...subject.options, journal: subject.doors.journal(journal.bytes), ...(before.seq > begin.seq && { from: before }) });
    if (mustDiverge) return 'expected a divergence: what is derived is missing in the middle';
    const causes = kernel.state.nextCause - 1;
    const effective = batches.filter(({ ingress }) => 'cause' in ingress);
    const expected = causes === 0 ? undefined : effective[causes - 1];
    if (causes === 0 ? journal.length === 0 : kernel.stateHash() === expected?.stateHash) return undefined;
    return `expected a divergence, found a state that no whole journal of ${causes} causes has`;
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    if (error.code === 'bad_record') return undefined;
    if (error.code !== 'journal_diverges') return `expected journal_diverges, found ${error.code}: ${error.message}`;
  }
  const replayed = replay({ ...subject.options, header: reference.header, records, ...(before.seq > begin.seq && { from: before }) });
  if (replayed.ok) return 'expected replay to diverge where the kernel does';
  return replayed.divergence.seq >= at ? undefined : `expected a divergence at or behind record ${at}, found ${replayed.divergence.seq}`;
}

const STRIDE = 4;

/** One bit, drawn, of every fourth byte of each derived record; found by comparing with what is derived. */
export function forgeBits(sweep: Sweep): void {
  const { reference, seed, stride = 1 } = sweep;
  const random = new Seeded(seed);
  const { subject, begin } = reference;
  for (const { start, end } of reference.batches) {
    const before = checkpointBefore(reference, start);
    const batch = recordsOf(reference, start, end);
    const base: readonly Uint8Array[] = Array.from({ length: before.seq }, () => EMPTY);
    batch.forEach((whole, index) => {
      const seq = start + index;
      const known = reference.records[seq];
      if (!known || isIngress(known)) return;
      for (let at = random.next(STRIDE); at < whole.length; at += STRIDE * stride) {
        const changed = whole.slice();
        const bit = random.next(8);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        const records = [...base, ...batch.slice(0, index), changed, ...batch.slice(index + 1)];
        record(sweep, 'forged-bit', { fault: `record ${seq}, byte ${at}, bit ${bit}`, message: found(records, before.seq > begin.seq ? before : undefined, seq) });
      }
    });
  }
  function found(records: readonly Uint8Array[], from: ReturnType<typeof checkpointBefore> | undefined, seq: number): string | undefined {
    try {
      const replayed = replay({ ...subject.options, header: reference.header, records, ...(from && { from }) });
      if (replayed.ok) return 'expected a divergence, found none';
      return replayed.divergence.seq === seq ? undefined : `expected a divergence at record ${seq}, found ${replayed.divergence.seq}`;
    } catch (error) {
      if (error instanceof KernelError && error.code === 'bad_record') return undefined;
      throw error;
    }
  }
}

const EMPTY = new Uint8Array();

function recordsOf({ journal }: Reference, start: number, end: number): readonly Uint8Array[] {
  const records: Uint8Array[] = [];
  for (const bytes of journal.records(start)) {
    if (records.length === end - start) break;
    records.push(bytes);
  }
  return records;
}
