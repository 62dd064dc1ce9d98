// Order by code point.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byCodePoint } from '../src/order.ts';

test('agrees with the order of the UTF-8 bytes', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(byCodePoint(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
    }),
    { seed: 7, verbose: true },
  );
});

test('a character beyond U+FFFF comes after the specials, unlike in UTF-16 order', () => {
  expect('\u{10000}' < '\uffee').toBe(true);
  expect(byCodePoint('\u{10000}', '\uffee')).toBeGreaterThan(0);
});
