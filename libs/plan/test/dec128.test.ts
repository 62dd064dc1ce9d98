// Decimal texts: what fits decimal128, and that arithmetic is exact or refused.
import { expect, test } from 'vitest';
import fc from 'fast-check';
import { calculateDec128, compareDec128, isDec128 } from '../src/runtime.ts';

test.each<[string, boolean]>([
  ['0', true],
  ['-1.50', true],
  ['1e6144', true],
  ['9'.repeat(34), true],
  ['9'.repeat(35), false],
  [`${'9'.repeat(34)}0`, true],
  ['1e6145', false],
  ['NaN', false],
  ['Infinity', false],
  ['0x10', false],
  ['1_000', false],
  [' 1', false],
  ['', false],
  ['1e999999', false],
  [`0.${'0'.repeat(90)}1`, false],
])('isDec128(%s) is %s', (text, expected) => {
  expect(isDec128(text)).toBe(expected);
});

test('sums of numbers far apart are refused, not rounded', () => {
  expect(calculateDec128('add', '1e6000', '1')).toBeUndefined();
  expect(calculateDec128('add', '1e30', '1')).toBe('1000000000000000000000000000001');
});

test('arithmetic agrees with scaled integers', () => {
  const scaled = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
  const shown = (value: bigint, digits: number): string => {
    const sign = value < 0n ? '-' : '';
    const padded = (value < 0n ? -value : value).toString().padStart(digits + 1, '0');
    return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
  };
  fc.assert(
    fc.property(scaled, scaled, (a, b) => {
      expect(compareDec128(calculateDec128('add', shown(a, 4), shown(b, 4)) ?? '', shown(a + b, 4))).toBe(0);
      expect(compareDec128(calculateDec128('sub', shown(a, 4), shown(b, 4)) ?? '', shown(a - b, 4))).toBe(0);
      expect(compareDec128(calculateDec128('mul', shown(a, 4), shown(b, 4)) ?? '', shown(a * b, 8))).toBe(0);
    }),
    { seed: 20_261_120, verbose: true },
  );
});
