// Canonical CBOR as AOS v0.10 writes it: d9d9f7, definite lengths, shortest heads, sorted keys, no floats, no tags.
import { compareBytes } from './bytes.ts';
import { CanonWriter, type WriteTo } from './canon-writer.ts';
import { CborBuffer } from './cbor-buffer.ts';
import type { CanonValue } from './value.ts';

const SIZE = 1 << 16;
/** Larger buffers are given back, so that one large value does not stay in memory for ever. */
const KEPT_SIZE = 1 << 22;

let shared = new CborBuffer(SIZE);
let isInUse = false;

/** A buffer of the caller's own that begins d9d9f7. Throws `CanonError` `not_encodable` outside the domain. */
export function encodeCanonical(value: CanonValue): Uint8Array {
  return run(writeValue, value, copied);
}

/** As `encodeCanonical`, for what `write` knows how to write. */
export function encodeWith<T>(write: WriteTo<T>, value: T): Uint8Array {
  return run(write, value, copied);
}

/** Whether `bytes` are exactly what `encodeWith` makes of `value`, found without a copy. Throws as `encodeCanonical` does. */
export function encodesTo<T>(write: WriteTo<T>, value: T, bytes: Uint8Array): boolean {
  return run(write, value, (written) => compareBytes(written, bytes) === 0);
}

/** Hands the canonical bytes to `use`, which must neither keep them nor encode. Throws as `encodeCanonical` does. */
export function withCanonical<T>(value: CanonValue, use: (bytes: Uint8Array) => T): T {
  return run(writeValue, value, use);
}

const writeValue: WriteTo<CanonValue> = (value, out) => out.value(value);
const copied = (bytes: Uint8Array): Uint8Array => bytes.slice();

function run<V, T>(write: WriteTo<V>, value: V, use: (bytes: Uint8Array) => T): T {
  // A getter of a value may encode another one meanwhile.
  const out = isInUse ? new CborBuffer(SIZE) : shared;
  const isOuter = !isInUse;
  isInUse = true;
  try {
    out.clear();
    out.head(0xc0, 55799);
    write(value, new CanonWriter(out));
    return use(out.written());
  } finally {
    if (isOuter) {
      isInUse = false;
      if (out.capacity > KEPT_SIZE) shared = new CborBuffer(SIZE);
    }
  }
}
