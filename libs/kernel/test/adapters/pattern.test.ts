// Patterns of scripted receipts.
import { expect, test } from 'vitest';
import { matchesPattern } from '../../src/index.ts';
import type { CanonValue } from '@nx-air/canon';

const value = new Map<string, CanonValue>([['a', 1], ['b', [1, 2]], ['c', new Map([['d', new Uint8Array([1])]])], ['n', null]]);

const ROWS: readonly (readonly [CanonValue, boolean])[] = [
  [{}, true],
  [{ a: 1n }, true],
  [{ a: 2 }, false],
  [{ b: [1, 2] }, true],
  [{ b: [1] }, false],
  [{ b: [2, 1] }, false],
  [{ c: { d: new Uint8Array([1]) } }, true],
  [{ c: { d: new Uint8Array([2]) } }, false],
  [{ n: null }, true],
  [{ x: null }, false],
  [{ toString: 1 }, false],
  [new Map([['a', 1]]), true],
  [[], false],
  ['a', false],
];

test.each(ROWS.map((row, index) => [index, ...row] as const))('row %i', (_index, pattern, expected) => {
  expect(matchesPattern(value, pattern)).toBe(expected);
});

test('plain objects are values too', () => {
  expect(matchesPattern({ a: { b: 1 } }, { a: { b: 1 } })).toBe(true);
  expect(matchesPattern({ a: 1 }, { constructor: 1 })).toBe(false);
});
