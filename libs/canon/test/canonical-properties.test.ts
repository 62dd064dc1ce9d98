// Encoding is a bijection between values and the bytes that decoding accepts.
import * as cborg from 'cborg';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesToHex, CanonError, decodeCanonical, encodeCanonical, scanCanonical } from '../src/index.ts';
import type { CanonValue } from '../src/index.ts';
import { applyEdits, edits, reorder, show, text, value } from './arbitrary-values.ts';
import { settings } from './property-settings.ts';

function decodeOrUndefined(bytes: Uint8Array): CanonValue | undefined {
  try {
    return decodeCanonical(bytes);
  } catch (error) {
    if (error instanceof CanonError && error.code === 'not_canonical') return undefined;
    throw error;
  }
}

test('a value survives its bytes', () => {
  fc.assert(
    fc.property(value, original => {
      const bytes = encodeCanonical(original);
      const decoded = decodeCanonical(bytes);
      expect(show(decoded)).toBe(show(original));
      expect(bytesToHex(encodeCanonical(decoded))).toBe(bytesToHex(bytes));
    }),
    settings(3000),
  );
});

test('the order of keys does not matter', () => {
  fc.assert(
    fc.property(value, fc.infiniteStream(fc.nat()), (original, numbers) => {
      const other = reorder(original, size => Number(numbers.next().value) % size);
      expect(bytesToHex(encodeCanonical(other))).toBe(bytesToHex(encodeCanonical(original)));
    }),
    settings(2000),
  );
});

test('equal bytes mean equal values, on a domain small enough to meet itself', () => {
  const tiny = fc.letrec<{ value: CanonValue }>(tie => ({
    value: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom<CanonValue>(null, false, 0, 1, 1n, -1, '', 'a', 'b', '0', Uint8Array.of(), Uint8Array.of(97)),
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('a', 'b', '0'), tie('value'), { maxKeys: 2 }),
      fc.array(fc.tuple(fc.constantFrom(0, -1, 'a', '0'), tie('value')), { maxLength: 2 }).map(entries => new Map(entries)),
    ),
  })).value;
  const seen = new Map<string, string>();
  let meetings = 0;
  fc.assert(
    fc.property(tiny, original => {
      const hex = bytesToHex(encodeCanonical(original));
      const before = seen.get(hex);
      if (before !== undefined) meetings += 1;
      expect(before ?? show(original)).toBe(show(original));
      seen.set(hex, show(original));
    }),
    settings(3000),
  );
  expect(new Set(seen.values()).size).toBe(seen.size);
  expect(meetings).toBeGreaterThan(500);
});

test('corrupted bytes never decode to the original, nor to anything they are not the encoding of', () => {
  let accepted = 0;
  fc.assert(
    fc.property(value, edits, (original, list) => {
      const bytes = encodeCanonical(original);
      const corrupted = applyEdits(bytes, list);
      if (bytesToHex(corrupted) === bytesToHex(bytes)) return;
      const decoded = decodeOrUndefined(corrupted);
      if (decoded === undefined) return;
      accepted += 1;
      expect(show(decoded)).not.toBe(show(original));
      expect(bytesToHex(encodeCanonical(decoded))).toBe(bytesToHex(corrupted));
    }),
    settings(8000),
  );
  // Some corruptions are other values; a run without any would have tested only refusal.
  expect(accepted).toBeGreaterThan(100);
});

test('every single-bit flip of one encoding', () => {
  const original: CanonValue = { name: 'acme.flow/State@1', size: 2n ** 40n, list: [1, -300, null, true], bytes: Uint8Array.of(1, 2) };
  const bytes = encodeCanonical(original);
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const flipped = new Uint8Array(bytes);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    const decoded = decodeOrUndefined(flipped);
    if (decoded === undefined) continue;
    expect(show(decoded)).not.toBe(show(original));
    expect(bytesToHex(encodeCanonical(decoded))).toBe(bytesToHex(flipped));
  }
});

test('every proper prefix is refused', () => {
  fc.assert(
    fc.property(value, original => {
      const bytes = encodeCanonical(original);
      for (let length = 0; length < Math.min(bytes.length, 64); length += 1) {
        expect(scanCanonical(bytes.subarray(0, length))).toBeDefined();
      }
    }),
    settings(300),
  );
});

/** cborg drops a leading U+FEFF of text, so it has no opinion on bytes that may hold one. */
function isComparable(bytes: Uint8Array): boolean {
  return !bytesToHex(bytes).includes('efbbbf');
}

/** Another implementation's opinion: cborg reads it strictly, it lies in our domain, and cborg writes the same bytes. */
function oracleAccepts(bytes: Uint8Array): boolean {
  if (bytesToHex(bytes.subarray(0, 3)) !== 'd9d9f7') return false;
  const body = bytes.slice(3);
  let decoded: unknown;
  try {
    decoded = cborg.decode(body, {
      strict: true,
      useMaps: true,
      allowIndefinite: false,
      allowUndefined: false,
      rejectDuplicateMapKeys: true,
    });
  } catch {
    return false;
  }
  return inDomain(decoded) && bytesToHex(cborg.encode(decoded, cborg.rfc8949EncodeOptions)) === bytesToHex(body);
}

function inDomain(decoded: unknown): boolean {
  if (decoded === null || typeof decoded === 'boolean' || typeof decoded === 'string') return true;
  if (typeof decoded === 'number') return Number.isSafeInteger(decoded) && !Object.is(decoded, -0);
  if (typeof decoded === 'bigint') return decoded >= -(2n ** 63n) && decoded < 2n ** 64n;
  if (decoded instanceof Uint8Array) return true;
  if (Array.isArray(decoded)) return decoded.every(inDomain);
  if (!(decoded instanceof Map)) return false;
  const keys = [...decoded.keys()];
  const names = keys.map(key => (key instanceof Uint8Array ? bytesToHex(key) : `${typeof key} ${String(key)}`));
  return (
    new Set(names).size === names.length &&
    keys.every(key => ['string', 'number', 'bigint'].includes(typeof key) || key instanceof Uint8Array) &&
    [...keys, ...decoded.values()].every(inDomain)
  );
}

test('the scanner agrees with cborg on encodings and their corruptions', () => {
  let refused = 0;
  fc.assert(
    fc.property(value, edits, (original, list) => {
      const bytes = encodeCanonical(original);
      expect(scanCanonical(bytes)).toBeUndefined();
      // The prefix is kept, or nearly every corruption would be judged by its absence.
      const corrupted = new Uint8Array([...bytes.subarray(0, 3), ...applyEdits(bytes.subarray(3), list)]);
      if (!isComparable(bytes) || !isComparable(corrupted)) return;
      expect(oracleAccepts(bytes)).toBe(true);
      const verdict = scanCanonical(corrupted);
      if (verdict !== undefined) refused += 1;
      expect([verdict === undefined, verdict?.reason]).toEqual([oracleAccepts(corrupted), verdict?.reason]);
    }),
    settings(6000),
  );
  expect(refused).toBeGreaterThan(1000);
});

test('the scanner agrees with cborg on short random bytes', () => {
  const heads = [0x00, 0x17, 0x18, 0x19, 0x1b, 0x20, 0x38, 0x3b, 0x40, 0x41, 0x60, 0x61, 0x62, 0x80, 0x81, 0x82, 0xa0, 0xa1, 0xa2];
  const others = [0x5f, 0x7f, 0x9f, 0xbf, 0xc0, 0xd8, 0xf4, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa, 0xfb, 0xff, 0xc3, 0xa9, 0xed, 0xef];
  const byte = fc.oneof(fc.constantFrom(...heads, ...others), fc.nat(255));
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(byte, { minLength: 1, maxLength: 9 }), body => {
      const bytes = Uint8Array.from([0xd9, 0xd9, 0xf7, ...body]);
      const isCanonical = scanCanonical(bytes) === undefined;
      if (isCanonical) accepted += 1;
      expect([bytesToHex(bytes), isCanonical]).toEqual([bytesToHex(bytes), oracleAccepts(bytes)]);
    }),
    settings(20_000),
  );
  expect(accepted).toBeGreaterThan(500);
});

test('cborg writes the same bytes for text-keyed values', () => {
  const json = fc.letrec<{ value: CanonValue }>(tie => ({
    value: fc.oneof({ maxDepth: 4 }, fc.constantFrom(null, true), fc.maxSafeInteger(), text, fc.array(tie('value')), fc.dictionary(text, tie('value'))),
  })).value;
  fc.assert(
    fc.property(json, original => {
      const expected = bytesToHex(cborg.encode(original, cborg.rfc8949EncodeOptions));
      expect(bytesToHex(encodeCanonical(original))).toBe(`d9d9f7${expected}`);
    }),
    settings(1000),
  );
});
