// The values that the Rust AOS encoded and hashed, byte for byte.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  bytesToHex,
  decodeCanonical,
  encodeCanonical,
  hashBytes,
  hashValue,
  hexToBytes,
  portableSha256,
  readJson,
  scanCanonical,
  sha256,
} from '../src/index.ts';

interface ValueVector {
  readonly json_text: string;
  readonly cbor_hex: string;
  readonly hash: string;
}

const file = new URL('../../../spec/vectors/aos-vectors.json', import.meta.url);
const vectors: readonly ValueVector[] = JSON.parse(readFileSync(file, 'utf8')).values;
// The head of a float in the expected bytes, so that the split does not depend on our own reader.
const isFloat = (vector: ValueVector): boolean => /^d9d9f7f[9ab]/.test(vector.cbor_hex);
const floats = vectors.filter(isFloat);
const exact = vectors.filter(vector => !isFloat(vector));

test('every vector is in one of the two groups', () => {
  expect({ all: vectors.length, exact: exact.length, floats: floats.length }).toEqual({ all: 36, exact: 27, floats: 9 });
});

describe('values without floats', () => {
  test.each(exact)('$json_text', ({ json_text, cbor_hex, hash }) => {
    const { value, problems } = readJson(json_text);
    expect(problems).toEqual([]);
    if (value === undefined) throw new Error('not read');
    const bytes = encodeCanonical(value);
    expect(bytesToHex(bytes)).toBe(cbor_hex);
    expect(hashBytes(bytes)).toBe(hash);
    expect(hashValue(value)).toBe(hash);
    expect(`sha256:${bytesToHex(sha256(bytes))}`).toBe(hash);
    expect(`sha256:${bytesToHex(portableSha256(bytes))}`).toBe(hash);
    expect(scanCanonical(bytes)).toBeUndefined();
    expect(bytesToHex(encodeCanonical(decodeCanonical(bytes)))).toBe(cbor_hex);
  });
});

describe('floats, which AOS encodes and we refuse', () => {
  test.each(floats)('$json_text', ({ json_text, cbor_hex }) => {
    const { problems } = readJson(json_text);
    expect(problems.map(problem => [problem.code, problem.actual])).toEqual([['json_float', json_text]]);
    expect(scanCanonical(hexToBytes(cbor_hex))).toEqual({ offset: 3, reason: 'holds a float' });
    const number = Number(json_text);
    if (Number.isSafeInteger(number) && !Object.is(number, -0)) return;
    expect(() => encodeCanonical(number)).toThrow('has no canonical bytes');
  });
});
