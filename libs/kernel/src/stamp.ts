// Time and entropy as data: sampled once, when something comes in, and recorded with it.
import { encodeUtf8, hashValue, sha256 } from '@nx-air/canon';

/** Nanoseconds since 1970; `entropy` has 32 bytes. */
export interface Stamp {
  readonly now_ns: bigint;
  /** Never decreases from one cause to the next. */
  readonly logical_now_ns: bigint;
  readonly entropy: Uint8Array;
}

/** What the outside measures. `logical_now_ns` defaults to `now_ns`. */
export interface Sample {
  readonly now_ns: bigint;
  readonly logical_now_ns?: bigint;
  readonly entropy: Uint8Array;
}

/** Asked once for every ingress record; the only way in for clocks and randomness. `at`: the logical time it comes in at, where that is given. */
export type Sampler = (cause: number, at?: bigint) => Sample;

/** `at` stands in for the sampled logical time: a timer that is due then. */
export function stampOf(sample: Sample, previous: bigint, at?: bigint): Stamp {
  const sampled = at ?? sample.logical_now_ns ?? sample.now_ns;
  return { now_ns: sample.now_ns, logical_now_ns: sampled > previous ? sampled : previous, entropy: sample.entropy };
}

/** Entropy of a scenario: H(seed, cause). */
export function seededSampler(seed: string, clock: () => bigint): Sampler {
  return (cause) => ({ now_ns: clock(), entropy: entropyOf(seed, cause) });
}

/** The clock shows the logical time that everything is submitted with (10.22); `startNs` where none is given. */
export function virtualSampler(seed: string, startNs = 0n): Sampler {
  return (cause, at) => ({ now_ns: at ?? startNs, entropy: entropyOf(seed, cause) });
}

function entropyOf(seed: string, cause: number): Uint8Array {
  return sha256(encodeUtf8(hashValue([seed, cause])));
}
