// What decoding yields, and that the habits of cbor-x do not show.
import { describe, expect, test } from 'vitest';
import { decodeCanonical, encodeCanonical, hexToBytes } from '../src/index.ts';
import type { CanonValue } from '../src/index.ts';

const decode = (hex: string): CanonValue => decodeCanonical(hexToBytes(`d9d9f7${hex}`));

describe('values', () => {
  test.each<[string, string, CanonValue]>([
    ['2^32 is a number', '1b0000000100000000', 2 ** 32],
    ['largest safe integer', '1b001fffffffffffff', Number.MAX_SAFE_INTEGER],
    ['2^53 is a bigint', '1b0020000000000000', 2n ** 53n],
    ['smallest safe integer', '3b001ffffffffffffe', Number.MIN_SAFE_INTEGER],
    ['-2^53 is a bigint', '3b001fffffffffffff', -(2n ** 53n)],
    ['-2^31-1', '3a80000000', -(2 ** 31) - 1],
    ['-2^32', '3affffffff', -(2 ** 32)],
    ['map', 'a2616101616202', new Map([['a', 1], ['b', 2]])],
    ['__proto__ is a key like others', 'a1695f5f70726f746f5f5f01', new Map([['__proto__', 1]])],
    ['wide integer as key', 'a11b000000010000000001', new Map([[2 ** 32, 1]])],
    ['wide integer deep inside', '81a161618220' + '1b0000000100000000', [new Map([['a', [-1, 2 ** 32]]])]],
    ['bytes', '420102', Uint8Array.of(1, 2)],
  ])('%s', (_, hex, value) => expect(decode(hex)).toEqual(value));
});

describe('U+FEFF at the start of text stays', () => {
  const mark = '\u{feff}';
  test.each([0, 1, 15, 16, 31, 32, 62, 63, 64, 100, 5000])('before %i characters', count => {
    const long = mark + 'a'.repeat(count);
    const values: readonly CanonValue[] = [long, [long, 'x', long], new Map([[long, mark + long]]), ['y'.repeat(200), long]];
    for (const value of values) expect(decodeCanonical(encodeCanonical(value))).toEqual(value);
  });
});

test('bytes are copies, and plain arrays also when the source is a Buffer', () => {
  for (const source of [hexToBytes('d9d9f7420102'), Buffer.from('d9d9f7420102', 'hex')]) {
    const decoded = decodeCanonical(source);
    source.fill(0);
    expect(decoded).toEqual(Uint8Array.of(1, 2));
    expect(decoded).not.toBeInstanceOf(Buffer);
  }
});

test('the source is left as it was', () => {
  const source = hexToBytes('d9d9f78101');
  decodeCanonical(source);
  expect(Object.keys(source)).toEqual(Object.keys(hexToBytes('d9d9f78101')));
  expect('dataView' in source).toBe(false);
});

test('a part of a larger buffer', () => {
  expect(decodeCanonical(hexToBytes('ffffd9d9f7626162ff').subarray(2, 8))).toBe('ab');
});

test('maps keep the order of their bytes', () => {
  const decoded = decodeCanonical(encodeCanonical({ bb: 1, a: 2, 10: 3, 9: 4 }));
  expect(decoded instanceof Map && [...decoded.keys()]).toEqual(['9', 'a', '10', 'bb']);
});
