// Canonical CBOR as AOS v0.10 writes it: d9d9f7, definite lengths, shortest heads, sorted keys, no floats, no tags.
import { Encoder } from 'cbor-x';
import { prepareValue } from './cbor-prepare.ts';
import type { CanonValue } from './value.ts';

// An instance of our own: extensions and options of other users of cbor-x do not reach maps, arrays and scalars here.
const options = {
  useRecords: false,
  mapsAsObjects: false,
  variableMapSize: true,
  tagUint8Array: false,
  useTag259ForMaps: false,
  useSelfDescribedHeader: true,
};
const encoder = new Encoder(options);

/** A buffer of the caller's own that begins d9d9f7. Throws `CanonError` `not_encodable` outside the domain. */
export function encodeCanonical(value: CanonValue): Uint8Array {
  return new Uint8Array(encodeShared(value));
}

/** As `encodeCanonical`, in a slab that the encoder keeps: for use at once, never to be kept or handed out. */
export function encodeShared(value: CanonValue): Uint8Array {
  return encoder.encode(prepareValue(value));
}
