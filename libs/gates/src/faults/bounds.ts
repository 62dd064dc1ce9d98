// What is put into long runs: every boundary of records, and of what is there by the byte a part that the seed draws.
import { Seeded } from './random.ts';

/** Of more batches a run is recovered from a mark one batch back, and compared two batches on. */
export const LONG_BATCHES = 16;
/** Of a journal with more of them bits, bytes and repetitions are drawn. */
export const LARGE_BYTES = 131_072;

/** How many of a kind are put into a large journal. */
const MOST = { tails: 65_536, forged: 8_192, snapshot: 512, ingress: 256, schedules: 32, unshared: 64 } as const;

export type Bounded = keyof typeof MOST;

export interface Sized {
  readonly bytes: Uint8Array;
}

export function isLarge({ bytes }: Sized): boolean {
  return bytes.length > LARGE_BYTES;
}

/** One of so many is taken: 1 for a journal that is not large. */
export function strideOf(journal: Sized, kind: Bounded, count: number): number {
  return isLarge(journal) ? Math.max(1, Math.ceil(count / MOST[kind])) : 1;
}

/** Positions below `count`, ascending: all of them, or of a large journal one of each `strideOf` drawn from the seed. */
export function* drawn(journal: Sized, kind: Bounded, count: number, seed: number): Generator<number, void> {
  const stride = strideOf(journal, kind, count);
  const random = new Seeded(seed);
  for (let from = 0; from < count; from += stride) {
    const at = stride === 1 ? from : from + random.next(stride);
    if (at < count) yield at;
  }
}
