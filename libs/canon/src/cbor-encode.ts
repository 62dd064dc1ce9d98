// Canonical CBOR as AOS v0.10 writes it: d9d9f7, definite lengths, shortest heads, sorted keys, no floats, no tags.
import { compareBytes } from './bytes.ts';
import { CborBuffer } from './cbor-buffer.ts';
import { writeCanonical } from './cbor-write.ts';
import type { CanonValue } from './value.ts';

const SIZE = 1 << 16;
/** Larger buffers are given back, so that one large value does not stay in memory for ever. */
const KEPT_SIZE = 1 << 22;

let shared = new CborBuffer(SIZE);
let isInUse = false;

/** A buffer of the caller's own that begins d9d9f7. Throws `CanonError` `not_encodable` outside the domain. */
export function encodeCanonical(value: CanonValue): Uint8Array {
  return write(value, copied);
}

/** Whether `bytes` are exactly the canonical bytes of `value`, found without a copy. Throws as `encodeCanonical` does. */
export function encodesTo(value: CanonValue, bytes: Uint8Array): boolean {
  return write(value, (out) => compareBytes(out.written(), bytes) === 0);
}

/** Hands the canonical bytes to `use`, which must neither keep them nor encode. Throws as `encodeCanonical` does. */
export function withCanonical<T>(value: CanonValue, use: (bytes: Uint8Array) => T): T {
  return write(value, (out) => use(out.written()));
}

const copied = (out: CborBuffer): Uint8Array => out.copy();

function write<T>(value: CanonValue, use: (out: CborBuffer) => T): T {
  // A getter of a value may encode another one meanwhile.
  const out = isInUse ? new CborBuffer(SIZE) : shared;
  const isOuter = !isInUse;
  isInUse = true;
  try {
    out.clear();
    out.head(0xc0, 55799);
    writeCanonical(out, value);
    return use(out);
  } finally {
    if (isOuter) {
      isInUse = false;
      if (out.capacity > KEPT_SIZE) shared = new CborBuffer(SIZE);
    }
  }
}
