// What has canonical bytes, in which order, and what is refused where.
import { describe, expect, test } from 'vitest';
import { bytesToHex, CanonError, decodeCanonical, encodeCanonical, MAX_DEPTH } from '../src/index.ts';
import type { CanonValue } from '../src/index.ts';

const hexOf = (value: unknown): string => bytesToHex(encodeCanonical(value as CanonValue)).slice(6);

function refusalOf(value: unknown): string {
  try {
    encodeCanonical(value as CanonValue);
  } catch (error) {
    if (error instanceof CanonError && error.code === 'not_encodable') return error.message;
    throw error;
  }
  return 'encoded';
}

describe('bytes after the prefix', () => {
  test.each<[string, unknown, string]>([
    ['safe bigint in 32 bits', 5n, '05'],
    ['bigint zero', 0n, '00'],
    ['2^32 as number', 2 ** 32, '1b0000000100000000'],
    ['2^32 as bigint', 2n ** 32n, '1b0000000100000000'],
    ['-2^32 in four bytes', -(2 ** 32), '3affffffff'],
    ['-2^32 as bigint', -(2n ** 32n), '3affffffff'],
    ['-2^32-1', -(2 ** 32) - 1, '3b0000000100000000'],
    ['largest safe', Number.MAX_SAFE_INTEGER, '1b001fffffffffffff'],
    ['-2^63', -(2n ** 63n), '3b7fffffffffffffff'],
    ['2^64-1', 2n ** 64n - 1n, '1bffffffffffffffff'],
    ['byte string', Uint8Array.of(1, 2), '420102'],
    ['Buffer', Buffer.from([1, 2]), '420102'],
    ['part of a larger buffer', new Uint8Array([9, 1, 2, 9]).subarray(1, 3), '420102'],
    ['object without prototype', Object.assign(Object.create(null), { a: 1 }), 'a1616101'],
    ['__proto__ as own key', JSON.parse('{"__proto__":1}'), 'a1695f5f70726f746f5f5f01'],
    ['integer-like keys do not jump ahead', { b: 1, 10: 2, 9: 3 }, 'a361390361620162313002'],
    ['shorter key first', { aa: 1, b: 2 }, 'a261620262616101'],
    ['UTF-8 length counts, not UTF-16', { 'é': 1, aaa: 2, bb: 3 }, 'a362626203' + '62c3a901' + '6361616102'],
    ['U+E000 before U+10000 and by length', { '\u{10000}': 1, '\u{e000}': 2 }, 'a2' + '63ee808002' + '64f090808001'],
    ['equal length, order of bytes', { '\u{10000}a': 1, '\u{e000}bc': 2 }, 'a2' + '65ee8080626302' + '65f09080806101'],
    ['positive before negative, bytes, text', new Map<unknown, unknown>([['', 1], [Uint8Array.of(), 2], [-1, 3], [-2, 4], [0, 5], [300, 6]]), 'a600051901' + '2c06' + '2003' + '2104' + '4002' + '6001'],
    ['empty map', new Map(), 'a0'],
    ['text of 24 bytes in 12 characters', 'é'.repeat(12), '7818' + 'c3a9'.repeat(12)],
    ['text of 300 bytes in 150 characters', 'é'.repeat(150), '79012c' + 'c3a9'.repeat(150)],
  ])('%s', (_, value, hex) => expect(hexOf(value)).toBe(hex));
});

describe('refused', () => {
  const cyclic: unknown[] = [];
  cyclic.push(cyclic);
  const nested = (levels: number): unknown => (levels === 0 ? 0 : [nested(levels - 1)]);
  test.each<[string, unknown, string]>([
    ['undefined', undefined, "undefined at ''"],
    ['undefined member', { a: { b: undefined } }, "undefined at '/a/b'"],
    ['hole in an array', new Array(2), "undefined at '/0'"],
    ['function', { a: () => 0 }, "function at '/a'"],
    ['symbol', [Symbol('x')], "symbol at '/0'"],
    ['symbol as key', { a: { [Symbol('x')]: 1 } }, "a symbol as key at '/a'"],
    ['float', [0, { x: 1.5 }], "a float at '/1/x'"],
    ['NaN', Number.NaN, "a float at ''"],
    ['infinity', -Infinity, "a float at ''"],
    ['minus zero', [-0], "a float at '/0'"],
    ['unsafe number', 2 ** 53, "a number beyond the safe integers (use bigint) at ''"],
    ['2^64', 2n ** 64n, "an integer outside -2^63..2^64-1 at ''"],
    ['-2^63-1', { a: -(2n ** 63n) - 1n }, "an integer outside -2^63..2^64-1 at '/a'"],
    ['lone surrogate', ['\ud800'], "text with a lone surrogate at '/0'"],
    ['lone surrogate in long text', 'a'.repeat(100) + '\udc00', "text with a lone surrogate at ''"],
    ['lone surrogate in a key', { b: 1, '\ud800': 1 }, "a key with a lone surrogate at '/\ud800'"],
    ['lone surrogate in a map key', new Map([['\ud800', 1]]), "a key with a lone surrogate at '/\ud800'"],
    ['date', { at: new Date(0) }, "an instance of a class at '/at'"],
    ['set', new Set([1]), "an instance of a class at ''"],
    ['regular expression', [/x/], "an instance of a class at '/0'"],
    ['class', new (class Point {})(), "an instance of a class at ''"],
    ['other typed array', new Uint16Array(1), "an instance of a class at ''"],
    ['ArrayBuffer', new ArrayBuffer(1), "an instance of a class at ''"],
    ['boxed', Object(1), "an instance of a class at ''"],
    ['null key', new Map([[null, 1]]), "a map key that is neither text, integer nor bytes at '/null'"],
    ['array key', new Map([[[1], 1]]), "a map key that is neither text, integer nor bytes at '/1'"],
    ['float key', new Map([[1.5, 1]]), "a float at '/1.5'"],
    ['1 and 1n', new Map<number | bigint, number>([[1, 1], [1n, 2]]), "two keys with equal bytes at '/1'"],
    ['equal byte keys', new Map([[Uint8Array.of(7), 1], [Uint8Array.of(7), 2]]), "two keys with equal bytes at '/7'"],
    ['cycle', cyclic, `nesting deeper than ${MAX_DEPTH} at '${'/0'.repeat(MAX_DEPTH)}'`],
    ['one level too many', nested(MAX_DEPTH + 1), `nesting deeper than ${MAX_DEPTH} at '${'/0'.repeat(MAX_DEPTH)}'`],
    ['deepest allowed', nested(MAX_DEPTH), 'encoded'],
  ])('%s', (_, value, message) => {
    expect(refusalOf(value)).toBe(message === 'encoded' ? message : `${message} has no canonical bytes`);
  });
});

test('the result is a buffer of its own', () => {
  const first = encodeCanonical(['a']);
  const copy = new Uint8Array(first);
  for (let count = 0; count < 200; count += 1) encodeCanonical('x'.repeat(count));
  expect(first).toEqual(copy);
  expect(first.buffer.byteLength).toBe(first.length);
  expect(first).not.toBeInstanceOf(Buffer);
});

test('a refusal leaves no trace in the next encoding', () => {
  expect(refusalOf({ a: [1, 2, { b: Number.NaN }] })).toContain("'/a/2/b'");
  expect(hexOf({ a: 1 })).toBe('a1616101');
  expect(refusalOf([Number.NaN])).toContain("'/0'");
});

test('a value beyond every initial buffer', () => {
  const bytes = encodeCanonical([new Uint8Array(3_000_000).fill(7), 'é'.repeat(1_000_000)]);
  expect(bytes.length).toBe(3 + 1 + 5 + 3_000_000 + 5 + 2_000_000);
});

test('a getter may encode meanwhile, and a refusal leaves nothing behind', () => {
  const inner = { get late() { return bytesToHex(encodeCanonical(['x'.repeat(70_000)])).length; } };
  expect(hexOf({ a: inner, b: 'end' })).toBe(hexOf({ a: { late: 140_018 }, b: 'end' }));
  expect(() => encodeCanonical({ a: 'kept', b: 0.5 })).toThrow('a float');
  expect(hexOf(['after'])).toBe('81656166746572');
});

test('heads at the ends of their ranges, in text too long for the short way', () => {
  for (const length of [23, 24, 159, 160, 161, 255, 256, 65_535, 65_536]) expect(decodeCanonical(encodeCanonical('é'.repeat(length)))).toBe('é'.repeat(length));
  for (const length of [23, 24, 159, 160, 161, 255, 256, 65_535, 65_536]) expect(decodeCanonical(encodeCanonical('x'.repeat(length)))).toBe('x'.repeat(length));
  expect(decodeCanonical(encodeCanonical(new Uint8Array(5_000_000)))).toHaveLength(5_000_000);
  expect(hexOf([])).toBe('80');
});
