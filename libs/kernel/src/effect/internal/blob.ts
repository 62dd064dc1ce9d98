// `blob.put` and `blob.get`: bytes under their hash.
import { hashBytes, type CanonValue } from '@nx-air/canon';
import type { TypedFields } from '../typed-fields.ts';
import { InternalFault } from './fault.ts';
import { putBlob, readBlob, type ObjectAccess } from './objects.ts';

/** Fault `hash_mismatch`: `blob_ref` is not the hash of `bytes`; nothing is stored. */
export function blobPut(params: TypedFields, access: ObjectAccess): CanonValue {
  const [expected, bytes] = [params.hash('blob_ref'), params.bytes('bytes')];
  const found = hashBytes(bytes);
  if (found !== expected) throw new InternalFault('hash_mismatch', `blob_ref is ${expected}, the bytes have ${found}`);
  putBlob(access, bytes);
  return { blob_ref: found, size: bytes.length };
}

/** Bytes of one answer: answers stand in the journal. */
const MAX_BYTES = 1_048_576;

/** Faults: `not_found`, `too_large` (above 1 MiB). */
export function blobGet(params: TypedFields, access: ObjectAccess): CanonValue {
  const ref = params.hash('blob_ref');
  const bytes = readBlob(access, ref);
  if (bytes.length > MAX_BYTES) throw new InternalFault('too_large', `${bytes.length} bytes, at most ${MAX_BYTES}`);
  return { blob_ref: ref, size: bytes.length, bytes };
}
