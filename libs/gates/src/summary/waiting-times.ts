// Percentiles of durations in constant memory: exact while there are few, in buckets of bounded width once there are many.

/** Up to this many durations percentiles are exact. */
export const EXACT_UP_TO = 1000;

/** A bucket is this much wider than its lower bound at most: percentiles of many durations are that much too high at most, and never too low. */
export const RELATIVE_ERROR = 1 / 128;

const MANTISSA_BITS = 7n;

export interface WaitingTimes {
  readonly count: number;
  /** Nanoseconds. By nearest rank: the least duration that at least half, or 95 of 100, do not exceed. */
  readonly p50Ns: bigint;
  readonly p95Ns: bigint;
  /** Always exact. */
  readonly maxNs: bigint;
  readonly isExact: boolean;
}

/** Integers only, so that every machine finds the same. */
export class DurationSketch {
  #count = 0;
  #max = 0n;
  #few: bigint[] = [];
  /** By upper bound; at most 128 for each power of two. */
  #buckets: Map<bigint, number> | undefined;

  add(ns: bigint): void {
    const duration = ns < 0n ? 0n : ns;
    this.#count += 1;
    if (duration > this.#max) this.#max = duration;
    if (this.#buckets) return countIn(this.#buckets, duration);
    this.#few.push(duration);
    if (this.#few.length <= EXACT_UP_TO) return;
    this.#buckets = new Map();
    for (const each of this.#few) countIn(this.#buckets, each);
    this.#few = [];
  }

  get times(): WaitingTimes {
    const ordered = this.#buckets ? [...this.#buckets] : this.#few.map((ns) => [ns, 1] as const);
    ordered.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
    return { count: this.#count, p50Ns: this.#at(ordered, 50), p95Ns: this.#at(ordered, 95), maxNs: this.#max, isExact: this.#buckets === undefined };
  }

  #at(ordered: readonly (readonly [bigint, number])[], percent: number): bigint {
    const rank = Math.ceil((this.#count * percent) / 100);
    let passed = 0;
    for (const [bound, count] of ordered) {
      passed += count;
      if (passed >= rank) return bound < this.#max ? bound : this.#max;
    }
    return this.#max;
  }
}

function countIn(buckets: Map<bigint, number>, ns: bigint): void {
  const bound = upperBound(ns);
  buckets.set(bound, (buckets.get(bound) ?? 0) + 1);
}

/** The largest duration with the same seven leading bits after the first. */
function upperBound(ns: bigint): bigint {
  const bits = BigInt(ns.toString(2).length);
  const shift = bits > MANTISSA_BITS + 1n ? bits - MANTISSA_BITS - 1n : 0n;
  return (((ns >> shift) + 1n) << shift) - 1n;
}
