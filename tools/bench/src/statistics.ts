// Median, minimum and maximum of samples, the ratio of two interleaved series, and growth over sizes.

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** @throws RangeError without samples */
export function spread(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (index: number): number => {
    const sample = sorted[index];
    if (sample === undefined) throw new RangeError('no samples');
    return sample;
  };
  const upper = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? at(upper) : (at(upper) + at(upper - 1)) / 2;
  return { median, min: at(0), max: at(sorted.length - 1) };
}

/** Ratios pair by pair: what slowed the machine during a pair slowed both sides of it. */
export function pairRatios(ours: readonly number[], peer: readonly number[]): Spread {
  if (ours.length !== peer.length) throw new RangeError(`${ours.length} samples against ${peer.length}`);
  return spread(ours.map((sample, index) => sample / (peer[index] ?? Number.NaN)));
}

/** Slope of log(amount) over log(size), from the smallest to the largest size: 1 is linear, 0 does not grow. */
export function growthOf(points: readonly (readonly [size: number, amount: number])[]): number {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || first[0] === last[0]) return 0;
  return Math.log(last[1] / first[1]) / Math.log(last[0] / first[0]);
}
