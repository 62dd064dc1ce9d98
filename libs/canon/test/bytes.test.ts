// Hexadecimal, order and concatenation of bytes; order of text.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToHex, CanonError, compareBytes, compareText, concatBytes, encodeUtf8, hexToBytes } from '../src/index.ts';
import { text } from './arbitrary-values.ts';
import { settings } from './property-settings.ts';

describe('hexadecimal', () => {
  test.each<[string, readonly number[]]>([
    ['', []],
    ['00', [0]],
    ['00ff10', [0, 255, 16]],
  ])('%j', (hex, bytes) => {
    expect(bytesToHex(Uint8Array.from(bytes))).toBe(hex);
    expect([...hexToBytes(hex)]).toEqual(bytes);
    expect([...hexToBytes(hex.toUpperCase())]).toEqual(bytes);
  });
  test.each<[string, number]>([['0', 1], ['0g', 1], ['zz', 0], ['00 1', 2], ['0x00', 1], ['é0', 0]])('%j is refused', (hex, offset) => {
    try {
      hexToBytes(hex);
      expect.unreachable();
    } catch (error) {
      expect(error instanceof CanonError && [error.code, error.offset]).toEqual(['bad_hex', offset]);
    }
  });
});

describe('order', () => {
  test.each<[string, string]>([
    ['', '00'],
    ['00', '0000'],
    ['01', '0100'],
    ['0001', '01'],
    ['7f', '80'],
  ])('%j before %j', (low, high) => {
    expect(compareBytes(hexToBytes(low), hexToBytes(high))).toBeLessThan(0);
    expect(compareBytes(hexToBytes(high), hexToBytes(low))).toBeGreaterThan(0);
    expect(compareBytes(hexToBytes(high), hexToBytes(high))).toBe(0);
  });

  test('text sorts like its UTF-8 bytes, unlike the < of strings', () => {
    const names = ['\u{10000}', '\u{e000}', '\u{ffff}', 'é', 'z', 'Z', '', 'a', 'ab', '\u{d7ff}'];
    expect([...names].sort(compareText)).toEqual(['', 'Z', 'a', 'ab', 'z', 'é', '\u{d7ff}', '\u{e000}', '\u{ffff}', '\u{10000}']);
    fc.assert(
      fc.property(text, text, (left, right) => {
        const byBytes = Math.sign(compareBytes(encodeUtf8(left), encodeUtf8(right)));
        expect(Math.sign(compareText(left, right))).toBe(byBytes);
      }),
      settings(3000),
    );
  });
});

test('concatenation shares nothing with its parts', () => {
  const part = Uint8Array.of(1, 2);
  const whole = concatBytes(part, Uint8Array.of(), Uint8Array.of(3));
  part.fill(9);
  expect([...whole]).toEqual([1, 2, 3]);
  expect([...concatBytes()]).toEqual([]);
  expect([...concatBytes(part)]).toEqual([9, 9]);
  expect(concatBytes(part)).not.toBe(part);
});
