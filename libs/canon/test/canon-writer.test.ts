// What is written piece by piece has the bytes of the value that it makes, and is compared without a copy.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CanonError, decodeCanonical, encodeCanonical, encodesTo, encodeWith, hexToBytes, MAX_DEPTH } from '../src/index.ts';
import type { CanonKey, CanonValue, CanonWriter, WriteTo } from '../src/index.ts';
import { value } from './arbitrary-values.ts';
import { settings } from './property-settings.ts';

/** Every list and map by pieces, down to the scalars. */
function writePieces(given: CanonValue, out: CanonWriter): void {
  if (Array.isArray(given)) {
    out.list(given.length);
    for (const item of given as readonly CanonValue[]) writePieces(item, out);
    out.end();
  } else if (given instanceof Map) out.entries(given as ReadonlyMap<CanonKey, CanonValue>, writePieces);
  else if (given instanceof Uint8Array) out.bytes(given);
  else if (typeof given === 'string') out.text(given);
  else out.value(given);
}

const whole: WriteTo<CanonValue> = (given, out) => out.value(given);

test('the bytes of the value, whatever the pieces', () => {
  fc.assert(
    fc.property(value, (given) => {
      const bytes = encodeCanonical(given);
      for (const write of [whole, writePieces]) {
        expect(encodeWith(write, given)).toEqual(bytes);
        expect(encodesTo(write, given, bytes)).toBe(true);
      }
    }),
    settings(1000),
  );
});

test('keys of a map by pieces', () => {
  const write: WriteTo<number> = (given, out) => {
    out.map(2);
    out.text('a');
    out.value(given);
    out.text('bb');
    out.list(0);
    out.end();
    out.end();
  };
  expect(decodeCanonical(encodeWith(write, 7))).toEqual(new Map<string, CanonValue>([['a', 7], ['bb', []]]));
});

describe('refused', () => {
  const nested = (depth: number): WriteTo<null> => (_, out) => {
    for (let at = 0; at < depth; at += 1) out.list(1);
    out.value(null);
    for (let at = 0; at < depth; at += 1) out.end();
  };

  test('nesting, as for a value', () => {
    expect(decodeCanonical(encodeWith(nested(MAX_DEPTH), null))).toBeDefined();
    expect(() => encodeWith(nested(MAX_DEPTH + 1), null)).toThrow(`nesting deeper than ${MAX_DEPTH}`);
    expect(encodeWith(nested(1), null)).toEqual(encodeCanonical([null]));
  });

  test.each<[string, WriteTo<null>]>([
    ['a float', (_, out) => out.value(0.5)],
    ['a lone surrogate', (_, out) => out.text('\ud800')],
    ['a key', (_, out) => out.entries(new Map([['\ud800', 1]]), whole)],
  ])('%s', (_name, write) => expect(() => encodeWith(write, null)).toThrow(CanonError));
});

test.each<[unknown, string, boolean]>([
  [{ a: 1 }, 'd9d9f7a1616101', true],
  [{ a: 1 }, 'd9d9f7a1616102', false],
  [{ a: 1 }, 'd9d9f7a161610100', false],
  [{ a: 1 }, 'd9d9f7a16161', false],
  ['x'.repeat(100), `d9d9f77864${'78'.repeat(100)}`, true],
  ['x'.repeat(100), `d9d9f77864${'78'.repeat(99)}79`, false],
])('%j encodes to %s: %s', (given, hex, same) => expect(encodesTo(whole, given as CanonValue, hexToBytes(hex))).toBe(same));
