// Strict UTF-8 in both directions.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CanonError, decodeUtf8, encodeUtf8, hexToBytes } from '../src/index.ts';
import { findInvalidUtf8, utf8Length } from '../src/utf8.ts';
import { text } from './arbitrary-values.ts';
import { settings } from './property-settings.ts';

describe('bytes that are not UTF-8', () => {
  test.each<[string, string, number]>([
    ['continuation alone', '80', 0],
    ['overlong two bytes', '61c080', 1],
    ['overlong slash', 'c1af', 0],
    ['overlong three bytes', 'e09fbf', 0],
    ['overlong four bytes', 'f08fbfbf', 0],
    ['high surrogate', '6161eda080', 2],
    ['low surrogate', 'edbfbf', 0],
    ['above U+10FFFF', 'f4908080', 0],
    ['lead f5', 'f5808080', 0],
    ['lead ff', '61ff', 1],
    ['two bytes cut', 'c3', 0],
    ['three bytes cut', '61e282', 1],
    ['four bytes cut', 'f09f98', 0],
    ['wrong third byte', 'e28261', 0],
    ['wrong fourth byte', 'f09f9861', 0],
  ])('%s', (_, hex, offset) => {
    const bytes = hexToBytes(hex);
    expect(findInvalidUtf8(bytes, 0, bytes.length)).toBe(offset);
    try {
      decodeUtf8(bytes);
      expect.unreachable();
    } catch (error) {
      expect(error instanceof CanonError && [error.code, error.offset]).toEqual(['bad_utf8', offset]);
    }
  });

  test('the same verdict as TextDecoder', () => {
    const strict = new TextDecoder('utf-8', { fatal: true });
    const byte = fc.oneof(fc.constantFrom(0x61, 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5), fc.nat(255));
    let valid = 0;
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 6 }), list => {
        const bytes = Uint8Array.from(list);
        let accepted = true;
        try {
          strict.decode(bytes);
        } catch {
          accepted = false;
        }
        if (accepted) valid += 1;
        expect(findInvalidUtf8(bytes, 0, bytes.length) === -1).toBe(accepted);
      }),
      settings(20_000),
    );
    expect(valid).toBeGreaterThan(500);
  });
});

test('only the given range is looked at', () => {
  const bytes = hexToBytes('ff61c3a9ff');
  expect(findInvalidUtf8(bytes, 1, 4)).toBe(-1);
  expect(findInvalidUtf8(bytes, 1, 3)).toBe(2);
});

test('text survives, U+FEFF included, and has the computed length', () => {
  fc.assert(
    fc.property(text, original => {
      const bytes = encodeUtf8(original);
      expect(decodeUtf8(bytes)).toBe(original);
      expect(utf8Length(original)).toBe(bytes.length);
    }),
    settings(2000),
  );
  expect(decodeUtf8(hexToBytes('efbbbf61'))).toBe('\u{feff}a');
});

test.each(['\ud800', 'a\udc00', '\udc00\ud800', 'x'.repeat(100) + '\ud83d'])('lone surrogate %#', lone => {
  expect(() => encodeUtf8(lone)).toThrow(expect.objectContaining({ code: 'bad_utf8' }));
});
