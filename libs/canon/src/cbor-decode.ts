// Reads canonical CBOR and nothing else.
import { Decoder } from 'cbor-x';
import { CanonScan } from './cbor-scan.ts';
import { CanonError } from './errors.ts';
import { decodeUtf8 } from './utf8.ts';
import type { CanonKey, CanonValue } from './value.ts';

const options = { useRecords: false, mapsAsObjects: false, copyBuffers: true };
const decoder = new Decoder(options);

/**
 * Maps become `Map` in byte order of their keys, integers `number` when safe and `bigint` otherwise; byte strings are
 * copies. Throws `CanonError` `not_canonical` with the offset for every other encoding of the same value.
 */
export function decodeCanonical(bytes: Uint8Array): CanonValue {
  const scan = new CanonScan(bytes);
  if (scan.problem !== undefined) {
    const { offset, reason } = scan.problem;
    throw new CanonError('not_canonical', `not canonical CBOR: ${reason} at offset ${offset}`, { offset });
  }
  // A view of our own, because the decoder attaches a property to the array it reads.
  const decoded: CanonValue = decoder.decode(new Uint8Array(bytes.buffer, bytes.byteOffset + 3, bytes.length - 3));
  return scan.hasWideInt || scan.markedText.size > 0 ? new Correction(scan, bytes).correct(decoded) : decoded;
}

/** Undoes two habits of cbor-x: bigints for safe 64-bit integers, and a lost U+FEFF at the start of long text. */
class Correction {
  readonly #scan: CanonScan;
  readonly #bytes: Uint8Array;
  #texts = 0;

  constructor(scan: CanonScan, bytes: Uint8Array) {
    this.#scan = scan;
    this.#bytes = bytes;
  }

  correct(value: CanonValue): CanonValue {
    if (typeof value === 'object' && value !== null) {
      if (Array.isArray(value)) return value.map((item: CanonValue) => this.correct(item));
      if (!(value instanceof Map)) return value;
      const map = new Map<CanonKey, CanonValue>();
      for (const [key, item] of value) map.set(this.#scalar(key), this.correct(item));
      return map;
    }
    return value === null || typeof value === 'boolean' ? value : this.#scalar(value);
  }

  #scalar(value: CanonKey): CanonKey {
    if (typeof value === 'bigint') {
      const number = Number(value);
      return Number.isSafeInteger(number) ? number : value;
    }
    if (typeof value !== 'string') return value;
    const marked = this.#scan.markedText.get(this.#texts);
    this.#texts += 1;
    return marked === undefined ? value : decodeUtf8(this.#bytes.subarray(marked.start, marked.end));
  }
}
