// Order of map keys: major type, then shorter encoding, then bytes (AOS v0.10; RFC 7049 section 3.9).
import { compareBytes, compareText } from './bytes.ts';
import { utf8Length } from './utf8.ts';
import type { CanonKey } from './value.ts';

/** Zero only for keys with equal bytes. Integers must lie in the canonical range, text must be well-formed. */
export function compareKeys(left: CanonKey, right: CanonKey): number {
  const major = majorType(left);
  const difference = major - majorType(right);
  if (difference !== 0) return difference;
  if (typeof left === 'string' && typeof right === 'string') return compareTextKeys(left, right);
  if (left instanceof Uint8Array && right instanceof Uint8Array) {
    return left.length - right.length || compareBytes(left, right);
  }
  // Shortest heads grow with the magnitude; -1 is the smallest negative one.
  const order = left < right ? -1 : left > right ? 1 : 0;
  return major === 1 ? -order : order;
}

/** `compareKeys` for text. */
export function compareTextKeys(left: string, right: string): number {
  return utf8Length(left) - utf8Length(right) || compareText(left, right);
}

/** Whether every unit is a byte of its own in UTF-8. */
export const isAscii = (text: string): boolean => !/[^\x00-\x7f]/.test(text);

/** `compareTextKeys` for text that is `isAscii`. */
export function compareAsciiKeys(left: string, right: string): number {
  return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
}

function majorType(key: CanonKey): number {
  if (typeof key === 'string') return 3;
  if (typeof key === 'object') return 2;
  return key < 0 ? 1 : 0;
}
