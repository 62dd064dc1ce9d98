// Names of bytes: SHA-256 behind one port, and references of the form sha256:<64 hex>.
import { hash as digest } from 'node:crypto';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { withCanonical } from './cbor-encode.ts';
import type { CanonValue } from './value.ts';

declare const brand: unique symbol;

/** `sha256:` and 64 lower-case hexadecimal digits. */
export type Hash = string & { readonly [brand]: 'Hash' };

/** 32 bytes for any bytes. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** SHA-256 of Node. */
export const sha256: Sha256 = bytes => {
  const buffer = digest('sha256', bytes, 'buffer');
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
};

/** SHA-256 of Node as text, a character a byte: half the time, for digests that are compared and not kept as bytes. */
export function sha256Text(bytes: Uint8Array): string {
  return digest('sha256', bytes, 'binary');
}

/** SHA-256 in JavaScript, for places without node:crypto; slower from 1 kB on. */
export const portableSha256: Sha256 = bytes => nobleSha256(bytes);

/** What AOS fills in where a module's bytes or a reference are not known yet. */
export const ZERO_HASH = brandHash('0'.repeat(64));

/** Reference to the bytes as they are. */
export function hashBytes(bytes: Uint8Array): Hash {
  return brandHash(digest('sha256', bytes, 'hex'));
}

/** Reference to a value: hash of its canonical bytes, d9d9f7 included (AOS v0.10). Throws as `encodeCanonical` does. */
export function hashValue(value: CanonValue): Hash {
  return withCanonical(value, hashBytes);
}

/** Whether the text is a reference as it is written, digits in lower case. */
export function isHash(text: string): text is Hash {
  return /^sha256:[0-9a-f]{64}$/.test(text);
}

/** Upper-case digits are accepted and lowered, as in AOS; anything else is undefined. */
export function parseHash(text: string): Hash | undefined {
  return /^sha256:[0-9a-fA-F]{64}$/.test(text) ? brandHash(text.slice(7).toLowerCase()) : undefined;
}

function brandHash(hex: string): Hash {
  return `sha256:${hex}` as Hash;
}
