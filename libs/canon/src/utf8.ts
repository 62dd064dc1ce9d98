// UTF-8 with nothing replaced: what is not well-formed is refused with its place.
/// <reference lib="es2024.string" />
import { CanonError } from './errors.ts';

const encoder = new TextEncoder();
// A leading U+FEFF is a character like any other here; readers that refuse it look for it themselves.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** True when the text has no lone surrogate, so that it has UTF-8 bytes. */
export function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}

/** Throws `CanonError` `bad_utf8` for a lone surrogate, which TextEncoder would replace silently. */
export function encodeUtf8(text: string): Uint8Array {
  if (!text.isWellFormed()) {
    throw new CanonError('bad_utf8', 'text holds a lone surrogate and has no UTF-8 bytes');
  }
  return encoder.encode(text);
}

/** Strict; throws `CanonError` `bad_utf8` with the offset of the first byte of the first bad sequence. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    const offset = findInvalidUtf8(bytes, 0, bytes.length);
    throw new CanonError('bad_utf8', `bytes are not UTF-8 at offset ${offset}`, { offset, cause });
  }
}

/** Offset of the first byte of the first ill-formed sequence in `bytes[start, end)`, or -1 (Unicode 15, table 3-7). */
export function findInvalidUtf8(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const lead = byteAt(bytes, at, end);
    if (lead < 0x80) {
      at += 1;
      continue;
    }
    const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length === 0) return at;
    const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    const second = byteAt(bytes, at + 1, end);
    if (second < low || second > high) return at;
    for (let next = 2; next < length; next += 1) {
      if ((byteAt(bytes, at + next, end) & 0xc0) !== 0x80) return at;
    }
    at += length;
  }
  return -1;
}

/** Number of UTF-8 bytes of well-formed text. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    // A surrogate pair is two units and four bytes, so each half counts two.
    length += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return length;
}

function byteAt(bytes: Uint8Array, at: number, end: number): number {
  return at < end ? (bytes[at] ?? 0) : 0;
}
