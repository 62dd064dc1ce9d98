// Logical time and entropy: 10.22.
import { describe, expect, test } from 'vitest';
import { seededSampler, virtualSampler } from '../src/index.ts';
import { stampOf } from '../src/stamp.ts';

const entropy = new Uint8Array(32);

describe('logical time', () => {
  test.each<[string, bigint | undefined, bigint, bigint | undefined, bigint]>([
    ['the sampled one', undefined, 3n, undefined, 5n],
    ['never runs backwards', undefined, 9n, undefined, 9n],
    ['the host may give one of its own', 7n, 3n, undefined, 7n],
    ['that of a timer goes before it', 7n, 3n, 4n, 4n],
    ['but not before what was', 7n, 9n, 4n, 9n],
  ])('%s', (_name, logical, previous, at, expected) => {
    const sample = { now_ns: 5n, entropy, ...(logical !== undefined && { logical_now_ns: logical }) };
    expect(stampOf(sample, previous, at)).toEqual({ now_ns: 5n, logical_now_ns: expected, entropy });
  });
});

test('entropy of a scenario depends on seed and cause alone', () => {
  const at = (seed: string, clock: bigint, cause: number): string => Buffer.from(seededSampler(seed, () => clock)(cause).entropy).toString('hex');
  expect(at('s', 1n, 1)).toHaveLength(64);
  expect(at('s', 2n, 1)).toBe(at('s', 1n, 1));
  expect(at('s', 1n, 2)).not.toBe(at('s', 1n, 1));
  expect(at('t', 1n, 1)).not.toBe(at('s', 1n, 1));
});

test('a virtual clock shows the time that something comes in at', () => {
  expect(virtualSampler('s', 7n)(1, 9n).now_ns).toBe(9n);
  expect(virtualSampler('s', 7n)(1).now_ns).toBe(7n);
  expect(virtualSampler('s')(3).entropy).toEqual(seededSampler('s', () => 1n)(3).entropy);
});
