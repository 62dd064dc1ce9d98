// Percentiles against sorting: exact for few, within the stated error for many, in bounded memory.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DurationSketch, EXACT_UP_TO } from '../../src/summary/waiting-times.ts';

const seed = Number(process.env['NX_AIR_SEED'] ?? 20261121);

const sketchOf = (durations: Iterable<bigint>): DurationSketch => {
  const sketch = new DurationSketch();
  for (const ns of durations) sketch.add(ns);
  return sketch;
};
const nearestRank = (durations: readonly bigint[], percent: number): bigint => [...durations].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))[Math.ceil((durations.length * percent) / 100) - 1]!;

describe('percentiles', () => {
  test.each<[string, readonly bigint[], [bigint, bigint, bigint]]>([
    ['one', [5n], [5n, 5n, 5n]],
    ['two', [1n, 9n], [1n, 9n, 9n]],
    ['twenty', Array.from({ length: 20 }, (_, index) => BigInt(index + 1)), [10n, 19n, 20n]],
    ['a hundred', Array.from({ length: 100 }, (_, index) => BigInt(100 - index)), [50n, 95n, 100n]],
    ['none', [], [0n, 0n, 0n]],
    ['time that runs backwards is no wait', [-5n], [0n, 0n, 0n]],
  ])('%s', (_name, durations, [p50Ns, p95Ns, maxNs]) => {
    expect(sketchOf(durations).times).toEqual({ count: durations.length, p50Ns, p95Ns, maxNs, isExact: true });
  });

  test('many: never too low, at most 1/128 too high, the largest exact', () => {
    const durations = fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { minLength: EXACT_UP_TO + 1, maxLength: 3000 });
    fc.assert(
      fc.property(durations, (all) => {
        const { p50Ns, p95Ns, maxNs, isExact } = sketchOf(all).times;
        expect(isExact).toBe(false);
        expect(maxNs).toBe(nearestRank(all, 100));
        for (const [found, percent] of [[p50Ns, 50], [p95Ns, 95]] as const) {
          const exact = nearestRank(all, percent);
          expect(found).toBeGreaterThanOrEqual(exact);
          expect((found - exact) * 128n).toBeLessThanOrEqual(exact);
        }
      }),
      { seed, numRuns: 20, verbose: fc.VerbosityLevel.Verbose },
    );
  });

  test('exact up to the bound, in buckets beyond it', () => {
    const durations = Array.from({ length: EXACT_UP_TO }, (_, index) => BigInt(index * 1_000_003));
    const sketch = sketchOf(durations);
    expect(sketch.times).toMatchObject({ isExact: true, p95Ns: nearestRank(durations, 95) });
    sketch.add(1n);
    expect(sketch.times.isExact).toBe(false);
  });

  test('the order of durations does not matter', () => {
    const durations = Array.from({ length: 2000 }, (_, index) => BigInt((index * 7919) % 2000) ** 4n);
    expect(sketchOf(durations).times).toEqual(sketchOf(durations.toReversed()).times);
  });
});
