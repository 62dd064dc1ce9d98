// Canonical bytes written piece by piece, for callers that know the shape of what they write: no value is made of it first.
import type { CborBuffer } from './cbor-buffer.ts';
import { inKeyOrder, refuseDepth, writeCanonical } from './cbor-write.ts';
import { MAX_DEPTH, type CanonKey, type CanonValue } from './value.ts';

const [TEXT, BYTES, LIST, MAP] = [0x60, 0x40, 0x80, 0xa0];

/** Writes one value, all of it. */
export type WriteTo<T> = (value: T, out: CanonWriter) => void;

/**
 * Each `list` and `map` is followed by as many items, or keys with their values, as it was given, and by `end`. Keys of a
 * `map` come in canonical order: shorter ones first, then by bytes. Throws `CanonError` `not_encodable` as `encodeCanonical` does.
 */
export class CanonWriter {
  readonly #out: CborBuffer;
  #depth = 0;

  constructor(out: CborBuffer) {
    this.#out = out;
  }

  /** Any value of the domain, read as `encodeCanonical` does; nesting counts from the value. */
  value(value: CanonValue): void {
    writeCanonical(this.#out, value);
  }

  text(text: string): void {
    if (!this.#out.asciiText(TEXT, text)) writeCanonical(this.#out, text);
  }

  bytes(bytes: Uint8Array): void {
    this.#out.sized(BYTES, bytes);
  }

  list(length: number): void {
    this.#begin(LIST, length);
  }

  map(size: number): void {
    this.#begin(MAP, size);
  }

  end(): void {
    this.#depth -= 1;
  }

  /** A whole map, its keys in any order. */
  entries<K extends CanonKey, T>(entries: ReadonlyMap<K, T>, write: WriteTo<T>): void {
    this.map(entries.size);
    for (const [key, item] of inKeyOrder(entries)) {
      writeCanonical(this.#out, key);
      write(item, this);
    }
    this.end();
  }

  #begin(major: number, size: number): void {
    if (this.#depth >= MAX_DEPTH) refuseDepth();
    this.#depth += 1;
    this.#out.head(major, size);
  }
}
