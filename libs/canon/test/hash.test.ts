// References and the two implementations of SHA-256.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToHex, encodeCanonical, encodeUtf8, hashBytes, hashValue, isHash, parseHash, portableSha256, sha256, sha256Text, ZERO_HASH } from '../src/index.ts';
import { value } from './arbitrary-values.ts';
import { settings } from './property-settings.ts';

test.each<[string, string]>([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
])('FIPS 180-4 example %j', (message, hex) => {
  const bytes = encodeUtf8(message);
  expect(bytesToHex(sha256(bytes))).toBe(hex);
  expect(bytesToHex(portableSha256(bytes))).toBe(hex);
  expect(hashBytes(bytes)).toBe(`sha256:${hex}`);
});

test('Node and noble agree', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
      const digest = sha256(bytes);
      expect(portableSha256(bytes)).toEqual(digest);
      expect(digest).not.toBeInstanceOf(Buffer);
      expect(Array.from(sha256Text(bytes), unit => unit.charCodeAt(0))).toEqual([...digest]);
      expect(hashBytes(bytes)).toBe(`sha256:${bytesToHex(digest)}`);
    }),
    settings(500),
  );
});

test('the hash of a value is the hash of its canonical bytes', () => {
  fc.assert(
    fc.property(value, original => {
      expect(hashValue(original)).toBe(hashBytes(encodeCanonical(original)));
    }),
    settings(500),
  );
});

describe('parsing', () => {
  const digits = '0123456789abcdef'.repeat(4);
  test.each<[string, string | undefined]>([
    [`sha256:${digits}`, `sha256:${digits}`],
    [`sha256:${digits.toUpperCase()}`, `sha256:${digits}`],
    [ZERO_HASH, `sha256:${'0'.repeat(64)}`],
    [`SHA256:${digits}`, undefined],
    [digits, undefined],
    [`sha256:${digits}0`, undefined],
    [`sha256:${digits.slice(1)}`, undefined],
    [`sha256:${digits.slice(1)}g`, undefined],
    [` sha256:${digits}`, undefined],
    [`sha256:${digits}\n`, undefined],
    [`sha256:../${digits.slice(3)}`, undefined],
    ['', undefined],
  ])('%j', (input, expected) => {
    expect(parseHash(input)).toBe(expected);
    expect(isHash(input)).toBe(expected !== undefined && expected === input);
  });
});
