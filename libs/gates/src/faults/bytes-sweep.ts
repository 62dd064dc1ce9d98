// Faults in the bytes of a journal: flipped bits, cuts, tails, holes (80, 5.1).
import { bytesToHex } from '@nx-air/canon';
import type { CheckedPrefix } from '@nx-air/kernel';
import { isLarge, strideOf } from './bounds.ts';
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
  if (!sweep.isHeaderKnown) sweepHeader(sweep);
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

/** Without records, the first of which would tell a changed header too. */
function sweepHeader(sweep: Sweep): void {
  const { reference } = sweep;
  const bytes = reference.bytes.slice(0, reference.offsets[0]);
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    flip(bytes, bit);
    recordBytes(sweep, 'flip-header', expectNoJournal(judgeBytes(reference, bytes)), bytes, `bit ${bit}`);
    flip(bytes, bit);
  }
  for (let cut = 0; cut < bytes.length; cut += 1) {
    const verdict = judgeBytes(reference, bytes.subarray(0, cut));
    recordBytes(sweep, 'cut-byte', cut > 0 ? expectNoJournal(verdict) : expectAbsent(verdict), bytes.subarray(0, cut), 'cut at', cut);
  }
}

function flipBits(sweep: Sweep): void {
  const { reference, stride = 1 } = sweep;
  const bytes = reference.bytes.slice();
  const last = reference.records.length - 1;
  eachRecord(reference, (seq, start, end, checked) => {
    for (let bit = Math.ceil((start * 8) / stride) * stride; bit < end * 8; bit += stride) {
      flip(bytes, bit);
      const verdict = judgeBytes(reference, bytes, checked);
      recordBytes(sweep, 'flip-bit', seq < last ? expectDamage(reference, verdict, seq) : expectTorn(reference, verdict, seq, bytes), bytes, 'bit', bit);
      flip(bytes, bit);
    }
  });
}

/** A cut between two records is what all cuts of the second leave: opened again it changes nothing. */
function cutBytes(sweep: Sweep): void {
  const { reference, stride = 1 } = sweep;
  eachRecord(reference, (seq, start, end, checked) => {
    for (let cut = start; cut < end; cut += stride) {
      const damaged = reference.bytes.subarray(0, cut);
      recordBytes(sweep, 'cut-byte', expectTorn(reference, judgeBytes(reference, damaged, checked), seq, damaged), damaged, 'cut at', cut, cut > start);
    }
  });
}

/** Each byte of each append, then zeros or garbage: from its last byte on, so that each tail is one step longer than the one before. */
export function sweepTails(sweep: Sweep): void {
  const { reference, seed, stride = 1 } = sweep;
  const { bytes, offsets } = reference;
  const random = new Seeded(seed);
  const garbage = random.bytes(64);
  const scratch = new Uint8Array(bytes.length + garbage.length);
  for (const [name, beyond] of [['tail-zeros', new Uint8Array()], ['tail-garbage', garbage]] as const) {
    scratch.set(bytes);
    for (const { start, end } of reference.batches) {
      const step = stride * (end === reference.records.length ? 1 : strideOf(reference, 'tails', bytes.length));
      const [before, stop] = [offsets[start] ?? 0, offsets[end] ?? 0];
      const damaged = scratch.subarray(0, stop + beyond.length);
      damaged.set(beyond, stop);
      for (let seq = end - 1, from = stop; seq >= start; seq -= 1) {
        const [first, whole] = [offsets[seq] ?? 0, offsets[seq + 1] ?? 0];
        const checked = reference.journal.checkedUpTo(seq);
        let isDamaged = false;
        for (let cut = first + Math.floor((whole - 1 - first) / step) * step; cut >= first; cut -= step) {
          // Zeros where zeros stood are no fault; a record may end with them.
          while (from > cut) {
            from -= 1;
            damaged[from] = beyond[from % beyond.length] ?? 0;
            isDamaged ||= from < whole && damaged[from] !== bytes[from];
          }
          if (isDamaged) recordBytes(sweep, name, expectTorn(reference, judgeBytes(reference, damaged, checked), seq, damaged), damaged, 'from', cut);
        }
      }
      scratch.set(bytes.subarray(before, stop + beyond.length), before);
    }
  }
}

function holes(sweep: Sweep, size: number): void {
  const { reference } = sweep;
  const last = reference.records.length - 1;
  const damaged = reference.bytes.slice();
  for (let at = 0; at < damaged.length; at += size) {
    damaged.fill(0, at, at + size);
    judge(at);
    damaged.set(reference.bytes.subarray(at, at + size), at);
  }
  function judge(at: number): void {
    const first = firstDifference(damaged, reference.bytes, at, at + size);
    const seq = first === undefined ? -1 : recordAt(reference, first);
    if (seq < 0) return;
    const verdict = judgeBytes(reference, damaged, isLarge(reference) ? reference.journal.checkedUpTo(seq) : undefined);
    // A hole may take the last records whole: then no head behind it tells them from an end that was cut.
    const tail = recordAt(reference, Math.min(at + size, damaged.length) - 1) === last;
    const message = tail && verdict.kind === 'opened' ? expectTorn(reference, verdict, seq, damaged) : expectDamage(reference, verdict, seq);
    recordBytes(sweep, 'hole', message, damaged, `${size} bytes at`, at);
  }
}

/** Millions of them: a text is made for what is wrong only. */
function recordBytes(sweep: Sweep, name: FaultClassName, message: string | undefined, journal: Uint8Array, fault: string, place?: number, reached = true): void {
  if (message === undefined) sweep.tally.count(name, reached);
  else record(sweep, name, { fault: place === undefined ? fault : `${fault} ${place}`, message, reached, journal });
}

function expectAbsent(verdict: ReturnType<typeof judgeBytes>): string | undefined {
  return verdict.kind === 'opened' && !verdict.created ? undefined : 'expected an empty file to be a journal that has not been created';
}

type RecordRange = (seq: number, start: number, end: number, checked: CheckedPrefix) => void;

/** Bytes of each record, with what was checked before it. */
function eachRecord({ records, offsets, journal }: Reference, visit: RecordRange): void {
  for (let seq = 0; seq < records.length; seq += 1) visit(seq, offsets[seq] ?? 0, offsets[seq + 1] ?? 0, journal.checkedUpTo(seq));
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
