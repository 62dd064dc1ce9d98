// `workspace.read_ref` and `workspace.read_bytes`.
import type { CanonValue } from '@nx-air/canon';
import type { TypedFields } from '../typed-fields.ts';
import { InternalFault } from './fault.ts';
import { admit, readStored, type ObjectAccess } from './objects.ts';
import { findEntry, rootEntry, segmentsOf } from './workspace-reader.ts';

/** Bytes of one answer: answers stand in the journal. */
const MAX_BYTES = 1_048_576n;

/** Null when there is nothing at the path. What it names may be read by `blob.get`, or used as a root. */
export function readRef(params: TypedFields, access: ObjectAccess): CanonValue {
  const entry = findEntry(access, rootEntry(access, params.hash('root_hash')), segmentsOf(params.text('path')));
  if (!entry) return null;
  const { kind, hash, size, mode } = entry;
  admit(access.state, kind === 'dir' ? { trees: [hash] } : { objects: [hash] });
  return { kind, hash, size, mode };
}

/** Faults: `not_found`, `not_a_file`, `bad_range` (expected start <= end <= size), `too_large` (1 MiB at a time). */
export function readBytes(params: TypedFields, access: ObjectAccess): CanonValue {
  const path = params.text('path');
  const entry = findEntry(access, rootEntry(access, params.hash('root_hash')), segmentsOf(path));
  if (!entry) throw new InternalFault('not_found', `nothing at ${path}`);
  if (entry.kind === 'dir') throw new InternalFault('not_a_file', `${path} is a directory`);
  const bytes = readStored(access.store, entry.hash);
  const range = params.record('range');
  const [start, end] = range ? [range.nat('start'), range.nat('end')] : [0n, BigInt(bytes.length)];
  if (start > end || end > bytes.length) throw new InternalFault('bad_range', `${start} to ${end}, the file has ${bytes.length} bytes`);
  if (end - start > MAX_BYTES) throw new InternalFault('too_large', `${end - start} bytes, at most ${MAX_BYTES} at a time`);
  return bytes.slice(Number(start), Number(end));
}
