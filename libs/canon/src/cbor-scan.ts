// Decides whether bytes are the canonical encoding of some value, without building the value. Decoders accept far more
// than one encoding a value, and decode-then-re-encode can be made to run out of memory; this cannot.
import { findInvalidUtf8 } from './utf8.ts';
import { MAX_DEPTH } from './value.ts';

/** Where and why bytes are not canonical; `offset` in bytes from the start. */
export interface ScanProblem {
  readonly offset: number;
  readonly reason: string;
}

/** Undefined when the bytes are canonical: d9d9f7 once, shortest heads, sorted unique keys, UTF-8, no tag, no float. */
export function scanCanonical(bytes: Uint8Array): ScanProblem | undefined {
  return new CanonScan(bytes).problem;
}

/** One scan with what a decoder of the same bytes needs to know. */
export class CanonScan {
  problem: ScanProblem | undefined;
  /** Some integer stands in eight bytes: decoders give a bigint even for safe ones. */
  hasWideInt = false;
  /** Text that begins with U+FEFF, by its number among all text items: some decoders drop that character. */
  readonly markedText = new Map<number, { readonly start: number; readonly end: number }>();
  #texts = 0;
  #at = 3;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    if (bytes[0] !== 0xd9 || bytes[1] !== 0xd9 || bytes[2] !== 0xf7) {
      this.#fail(0, 'does not begin with d9d9f7');
    } else if (this.#item(0) && this.#at < bytes.length) {
      this.#fail(this.#at, 'bytes after the end of the value');
    }
  }

  #fail(offset: number, reason: string): false {
    this.problem ??= { offset, reason };
    return false;
  }

  #item(depth: number): boolean {
    const start = this.#at;
    const head = this.#bytes[start];
    if (head === undefined) return this.#fail(start, 'ends inside a value');
    const major = head >> 5;
    if (major === 7) return this.#simple(head);
    if (major === 6) return this.#fail(start, 'holds a tag');
    const argument = this.#argument(head & 31, major);
    if (argument < 0) return false;
    if (major < 2) return true;
    if (major < 4) return this.#string(major, argument);
    if (depth >= MAX_DEPTH) return this.#fail(start, `nests deeper than ${MAX_DEPTH}`);
    return major === 4 ? this.#array(argument, depth) : this.#map(argument, depth);
  }

  #simple(head: number): boolean {
    if (head === 0xf4 || head === 0xf5 || head === 0xf6) {
      this.#at += 1;
      return true;
    }
    const isFloat = head >= 0xf9 && head <= 0xfb;
    return this.#fail(this.#at, isFloat ? 'holds a float' : 'holds a simple value other than false, true, null');
  }

  /** The head's argument, inexact above 2^53, or -1 after a failure. Moves behind the head. */
  #argument(info: number, major: number): number {
    const start = this.#at;
    if (info < 24) {
      this.#at = start + 1;
      return info;
    }
    if (info > 27) return this.#refuse(start, info === 31 ? 'holds an indefinite length' : 'holds a reserved head');
    const size = 1 << (info - 24);
    if (start + 1 + size > this.#bytes.length) return this.#refuse(start, 'ends inside a head');
    let argument = 0;
    for (let at = start + 1; at <= start + size; at += 1) argument = argument * 256 + (this.#bytes[at] ?? 0);
    const least = size === 1 ? 24 : 2 ** (4 * size);
    if (argument < least) return this.#refuse(start, 'holds a head that is not the shortest');
    if (size === 8) {
      this.hasWideInt = true;
      if (major === 1 && (this.#bytes[start + 1] ?? 0) > 0x7f) return this.#refuse(start, 'holds an integer below -2^63');
    }
    this.#at = start + 1 + size;
    return argument;
  }

  #refuse(offset: number, reason: string): -1 {
    this.#fail(offset, reason);
    return -1;
  }

  #string(major: number, length: number): boolean {
    const start = this.#at;
    const end = start + length;
    if (end > this.#bytes.length) return this.#fail(start, 'ends inside a string');
    this.#at = end;
    if (major === 2) return true;
    const invalid = findInvalidUtf8(this.#bytes, start, end);
    if (invalid >= 0) return this.#fail(invalid, 'holds text that is not UTF-8');
    if (this.#bytes[start] === 0xef && this.#bytes[start + 1] === 0xbb && this.#bytes[start + 2] === 0xbf && length > 2) {
      this.markedText.set(this.#texts, { start, end });
    }
    this.#texts += 1;
    return true;
  }

  #array(length: number, depth: number): boolean {
    for (let index = 0; index < length; index += 1) if (!this.#item(depth + 1)) return false;
    return true;
  }

  #map(size: number, depth: number): boolean {
    let previousStart = 0;
    let previousEnd = 0;
    for (let index = 0; index < size; index += 1) {
      const start = this.#at;
      const head = this.#bytes[start];
      if (head === undefined) return this.#fail(start, 'ends inside a map');
      if (head >> 5 > 3) return this.#fail(start, 'holds a map key that is neither text, integer nor bytes');
      if (!this.#item(depth + 1)) return false;
      // With shortest heads, order by bytes is order by major type, then length, then content.
      if (index > 0 && !this.#ascending(previousStart, previousEnd, start, this.#at)) {
        return this.#fail(start, 'holds map keys that are not sorted or not unique');
      }
      previousStart = start;
      previousEnd = this.#at;
      if (!this.#item(depth + 1)) return false;
    }
    return true;
  }

  #ascending(start: number, end: number, nextStart: number, nextEnd: number): boolean {
    const length = Math.min(end - start, nextEnd - nextStart);
    for (let index = 0; index < length; index += 1) {
      const difference = (this.#bytes[start + index] ?? 0) - (this.#bytes[nextStart + index] ?? 0);
      if (difference !== 0) return difference < 0;
    }
    return end - start < nextEnd - nextStart;
  }
}
