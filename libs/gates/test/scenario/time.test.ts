// Times of scenarios: what is read, what is refused, and that what is shown is read again as the same.
import type { JsonValue } from '@nx-air/canon';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDuration, parseStart, showDuration } from '../../src/scenario/time.ts';

const LARGEST = 2n ** 64n - 1n;

describe('durations', () => {
  test.each<[JsonValue, bigint]>([
    [0, 0n],
    ['0s', 0n],
    [1500, 1500n],
    ['90s', 90_000_000_000n],
    ['1h30m', 5_400_000_000_000n],
    ['1.5ms', 1_500_000n],
    ['0.000000001s', 1n],
    ['2d1ns', 172_800_000_000_001n],
    ['5m5m', 600_000_000_000n],
    [LARGEST, LARGEST],
    ['18446744073s', 18_446_744_073_000_000_000n],
  ])('%s', (data, expected) => expect(parseDuration(data)).toBe(expected));

  const none: readonly JsonValue[] = ['', 's', '1', '1 s', ' 1s', '1s ', '-1s', -1, '1.s', '.5s', '1.5ns', '0.0000001us', '1w', '1H', '1e3s', '213504d', LARGEST + 1n, null, true, [], {}];
  test.each(none.map((data): [string, JsonValue] => [typeof data === 'bigint' ? String(data) : JSON.stringify(data), data]))('%s is none', (_name, data) => expect(parseDuration(data)).toBeUndefined());
});

describe('starts', () => {
  test.each<[JsonValue, bigint]>([
    ['1970-01-01T00:00:00Z', 0n],
    ['2026-01-31T12:00:00Z', 1_769_860_800_000_000_000n],
    ['1970-01-01T00:00:00.001Z', 1_000_000n],
    [7, 7n],
    ['2h', 7_200_000_000_000n],
  ])('%s', (data, expected) => expect(parseStart(data)).toBe(expected));

  test.each<[JsonValue]>([['1969-12-31T23:59:59Z'], ['2026-01-31'], ['2026-01-31T12:00:00'], ['2026-01-31T12:00:00+01:00'], ['2026-13-01T00:00:00Z'], ['2026-01-31T25:00:00Z'], ['2600-01-01T00:00:00Z']])('%s is none', (data) =>
    expect(parseStart(data)).toBeUndefined(),
  );
});

test('what is shown is read as the same', () => {
  expect([0n, 1n, 90_000_000_000n, 5_400_000_000_000n, 1_500_000n].map(showDuration)).toEqual(['0s', '1ns', '1m30s', '1h30m', '1ms500us']);
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: LARGEST }), (ns) => void expect(parseDuration(showDuration(ns))).toBe(ns)), { seed: 20260121, verbose: true });
});
