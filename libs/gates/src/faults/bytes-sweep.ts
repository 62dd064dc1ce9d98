// Faults in the bytes of a journal: flipped bits, cuts, tails, holes (80, 5.1).
import { bytesToHex, compareBytes } from '@nx-air/canon';
import type { CheckedPrefix } from '@nx-air/kernel';
import { drawn, isLarge, strideOf } from './bounds.ts';
import type { FaultClassName } from './fault-class.ts';
import { expectDamage, expectNoJournal, expectTorn, judgeBytes } from './judge-bytes.ts';
import { Seeded } from './random.ts';
import type { Reference } from './reference.ts';
import { record, type Sweep } from './sweep.ts';

/** What lies before a damaged record is checked once: by frame, the prefix that the whole journal was found to have. */
type Prefixes = (seq: number) => CheckedPrefix | undefined;

const checkedPrefixes =
  ({ journal }: Reference): Prefixes =>
  (seq) =>
    seq < 0 ? undefined : journal.checkedUpTo(seq);

export function sweepBytes(sweep: Sweep): void {
  flipBits(sweep);
  flipHeader(sweep);
  cutBytes(sweep);
  sweepTails(sweep);
  for (const size of [64, 512]) holes(sweep, size);
}

/** Whether a checked prefix changes no verdict: each flipped bit judged with and without; the bits at which they differ. */
export function differingVerdicts({ reference }: Pick<Sweep, 'reference'>, { prefixes: doubt = checkedPrefixes(reference), stride = 1 }: { readonly prefixes?: Prefixes; readonly stride?: number } = {}): readonly number[] {
  const bytes = reference.bytes.slice();
  const differing: number[] = [];
  // Without a checked beginning each costs as much as the journal is long.
  const step = stride * strideOf(reference, 'unshared', Math.ceil((bytes.length * 8) / stride));
  for (let bit = 0; bit < bytes.length * 8; bit += step) {
    flip(bytes, bit);
    const seq = recordAt(reference, bit >> 3);
    if (JSON.stringify(withoutBytes(judgeBytes(reference, bytes, doubt(seq)))) !== JSON.stringify(withoutBytes(judgeBytes(reference, bytes)))) differing.push(bit);
    flip(bytes, bit);
  }
  return differing;
}

/** Where records stand behind it, the first of them tells a changed header too. */
function flipHeader(sweep: Sweep): void {
  const { reference } = sweep;
  const bytes = reference.bytes.slice(0, reference.offsets[0]);
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    flip(bytes, bit);
    const message = expectNoJournal(judgeBytes(reference, bytes));
    record(sweep, 'flip-header', { fault: `bit ${bit}`, message, ...(message !== undefined && { journal: bytes }) });
    flip(bytes, bit);
  }
}

function flipBits(sweep: Sweep): void {
  const { reference, stride = 1, seed } = sweep;
  const bytes = reference.bytes.slice();
  const last = reference.records.length - 1;
  const prefixes = checkedPrefixes(reference);
  let [seq, checked] = [-2, prefixes(-1)];
  for (const place of drawn(reference, 'bits', Math.ceil((bytes.length * 8) / stride), seed)) {
    const bit = place * stride;
    const at = recordAt(reference, bit >> 3);
    if (at !== seq) [seq, checked] = [at, prefixes(at)];
    flip(bytes, bit);
    const verdict = judgeBytes(reference, bytes, checked);
    const message = seq < 0 ? expectNoJournal(verdict) : seq < last ? expectDamage(reference, verdict, seq) : expectTorn(reference, verdict, seq, bytes);
    record(sweep, 'flip-bit', { fault: `bit ${bit}`, message, ...(message !== undefined && { journal: bytes }) });
    flip(bytes, bit);
  }
}

function cutBytes(sweep: Sweep): void {
  const { reference, stride = 1 } = sweep;
  const step = stride * strideOf(reference, 'bytes', reference.bytes.length);
  eachRecord(reference, (seq, start, end, checked) => {
    for (let cut = start; cut < end; cut += step) {
      const damaged = reference.bytes.subarray(0, cut);
      const verdict = judgeBytes(reference, damaged, checked);
      const message = seq >= 0 ? (expectTorn(reference, verdict, seq, damaged) ?? expectSame(reference, verdict, damaged)) : cut > 0 ? expectNoJournal(verdict) : expectAbsent(verdict);
      record(sweep, 'cut-byte', { fault: `cut at ${cut}`, message, reached: cut > start, ...(message !== undefined && { journal: damaged }) });
    }
  });
}

/** Each byte of each append, then zeros or garbage. */
export function sweepTails(sweep: Sweep): void {
  const { reference, seed, stride = 1 } = sweep;
  const random = new Seeded(seed);
  const garbage = random.bytes(64);
  const step = stride * strideOf(reference, 'bytes', reference.bytes.length);
  const scratch = new Uint8Array(reference.bytes.length + garbage.length);
  scratch.set(reference.bytes);
  for (const { start, end } of reference.batches) {
    const [before, stop] = [reference.offsets[start] ?? 0, reference.offsets[end] ?? 0];
    const [damaged, longer] = [scratch.subarray(0, stop), scratch.subarray(0, stop + garbage.length)];
    eachRecord(
      reference,
      (seq, from, to, checked) => {
        for (let cut = from; cut < to; cut += step) {
          damaged.set(reference.bytes.subarray(before, cut), before);
          damaged.fill(0, cut);
          judgeTail('tail-zeros', seq, cut, damaged, checked);
          for (let at = cut; at < longer.length; at += garbage.length) longer.set(garbage.subarray(0, Math.min(garbage.length, longer.length - at)), at);
          judgeTail('tail-garbage', seq, cut, longer, checked);
        }
      },
      start,
      end,
    );
    scratch.set(reference.bytes.subarray(before, stop + garbage.length), before);
  }
  function judgeTail(name: FaultClassName, seq: number, cut: number, damaged: Uint8Array, checked: CheckedPrefix | undefined): void {
    // Zeros where zeros stood are no fault; a record may end with them.
    const whole = reference.offsets[seq + 1] ?? 0;
    if (compareBytes(damaged.subarray(cut, whole), reference.bytes.subarray(cut, whole)) === 0) return;
    const message = expectTorn(reference, judgeBytes(reference, damaged, checked), seq, damaged);
    record(sweep, name, { fault: `from ${cut}`, message, ...(message !== undefined && { journal: damaged }) });
  }
}

function holes(sweep: Sweep, size: number): void {
  const { reference } = sweep;
  const last = reference.records.length - 1;
  const prefixes = checkedPrefixes(reference);
  const damaged = reference.bytes.slice();
  for (const place of drawn(reference, 'records', Math.ceil(damaged.length / size), sweep.seed)) {
    const at = place * size;
    damaged.fill(0, at, at + size);
    judge(at);
    damaged.set(reference.bytes.subarray(at, at + size), at);
  }
  function judge(at: number): void {
    const first = firstDifference(damaged, reference.bytes, at, at + size);
    if (first === undefined) return;
    const seq = recordAt(reference, first);
    const verdict = judgeBytes(reference, damaged, isLarge(reference) ? prefixes(seq) : undefined);
    // A hole may take the last records whole: then no head behind it tells them from an end that was cut.
    const tail = seq >= 0 && recordAt(reference, Math.min(at + size, damaged.length) - 1) === last;
    const message = seq < 0 ? expectNoJournal(verdict) : tail && verdict.kind === 'opened' ? expectTorn(reference, verdict, seq, damaged) : expectDamage(reference, verdict, seq);
    record(sweep, 'hole', { fault: `${size} bytes at ${at}`, message, ...(message !== undefined && { journal: damaged }) });
  }
}

/** Recovered bytes are whole: opening them again finds nothing to do. What was kept is what the damaged bytes begin with. */
function expectSame(reference: Reference, verdict: ReturnType<typeof judgeBytes>, damaged: Uint8Array): string | undefined {
  if (verdict.kind === 'refused') return undefined;
  const again = judgeBytes(reference, damaged.subarray(0, verdict.size), verdict.kept > 0 ? reference.journal.checkedUpTo(verdict.kept - 1) : undefined);
  if (again.kind === 'opened' && again.torn === undefined && again.kept === verdict.kept && again.size === verdict.size && again.link && verdict.link && compareBytes(again.link, verdict.link) === 0) return undefined;
  return 'expected the second opening to change nothing';
}

function expectAbsent(verdict: ReturnType<typeof judgeBytes>): string | undefined {
  return verdict.kind === 'opened' && !verdict.created ? undefined : 'expected an empty file to be a journal that has not been created';
}

type RecordRange = (seq: number, start: number, end: number, checked: CheckedPrefix | undefined) => void;

/** Bytes of each record, with what was checked before it; -1 for what stands before the first. */
function eachRecord(reference: Reference, visit: RecordRange, from = -1, to = reference.records.length): void {
  const prefixes = checkedPrefixes(reference);
  for (let seq = from; seq < to; seq += 1) visit(seq, seq < 0 ? 0 : (reference.offsets[seq] ?? 0), reference.offsets[seq + 1] ?? 0, prefixes(seq));
}

/** The record of which a byte is part; -1 before the first. */
export function recordAt({ offsets }: Reference, at: number): number {
  let [low, high] = [0, offsets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function flip(bytes: Uint8Array, bit: number): void {
  const at = bit >> 3;
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
}

function firstDifference(left: Uint8Array, right: Uint8Array, from: number, to: number): number | undefined {
  for (let at = from; at < Math.min(to, left.length); at += 1) if (left[at] !== right[at]) return at;
  return undefined;
}

function withoutBytes(verdict: ReturnType<typeof judgeBytes>): object {
  return verdict.kind === 'opened' && verdict.link ? { ...verdict, link: bytesToHex(verdict.link) } : verdict;
}
