// Order of text keys: the quick comparison of ASCII keys is the general one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareAsciiKeys, compareTextKeys, isAscii } from '../src/cbor-key-order.ts';
import { settings } from './property-settings.ts';

const ascii = fc.string({ unit: 'binary-ascii', maxLength: 4 });

describe('text keys', () => {
  it('ASCII keys compare as all keys do', () => {
    fc.assert(
      fc.property(ascii, ascii, (left, right) => {
        expect(Math.sign(compareAsciiKeys(left, right))).toBe(Math.sign(compareTextKeys(left, right)));
      }),
      settings(2000),
    );
  });

  it.each([
    ['', true],
    ['name', true],
    ['\u0000\u007f', true],
    ['\u0080', false],
    ['naïve', false],
    ['a\u{1f600}', false],
  ])('isAscii(%j) is %s', (text, expected) => {
    expect(isAscii(text)).toBe(expected);
  });

  it('the quick comparison would be wrong for other text', () => {
    // One unit, two bytes.
    expect(compareTextKeys('é', 'ab')).toBeGreaterThan(0);
    expect(compareAsciiKeys('é', 'ab')).toBeLessThan(0);
  });
});
