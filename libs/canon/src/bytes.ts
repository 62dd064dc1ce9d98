// Byte strings: hexadecimal, order, concatenation.
import { CanonError } from './errors.ts';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Up to here a loop is faster than a call out of JavaScript. */
const SHORT = 32;

/** Lower-case hexadecimal. */
export function bytesToHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte] ?? '';
  return text;
}

/** Either case; throws `CanonError` `bad_hex` with the offset of the first character that is no digit of a pair. */
export function hexToBytes(text: string): Uint8Array {
  const offset = text.search(/[^0-9a-fA-F]/);
  if (offset >= 0 || text.length % 2 !== 0) {
    const at = offset >= 0 ? offset : text.length;
    throw new CanonError('bad_hex', `not hexadecimal at offset ${at}`, { offset: at });
  }
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(text.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

/** Bytewise; a prefix comes first. Negative, zero or positive. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  if (left.length > SHORT && right.length > SHORT) return Buffer.compare(left, right);
  const shared = Math.min(left.length, right.length);
  for (let at = 0; at < shared; at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Order of the UTF-8 bytes, which is the order of code points (`<` on strings compares UTF-16 units). */
export function compareText(left: string, right: string): number {
  const shared = Math.min(left.length, right.length);
  for (let at = 0; at < shared; at += 1) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return codePointRank(a) - codePointRank(b);
  }
  return left.length - right.length;
}

// Surrogates stand for code points above U+FFFF, so they rank above U+E000 to U+FFFF.
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** A new array; nothing is shared with the parts. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
