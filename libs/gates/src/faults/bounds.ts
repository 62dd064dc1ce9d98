// What is put into long runs: every boundary of records, and of what costs more than a look at a record a part.

/** Of more batches a run is recovered from a mark one batch back, and compared two batches on. */
export const LONG_BATCHES = 16;
/** A journal with more of them is large. */
export const LARGE_BYTES = 131_072;

/** About how many of a kind are put into a large journal. */
const MOST = { tails: 65_536, forged: 8_192, snapshot: 512, unshared: 64 } as const;

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
