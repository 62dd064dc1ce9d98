// `workspace.annotations_get` and `workspace.annotations_set`: texts with a hash each, on a file or directory.
import type { CanonValue, Hash } from '@nx-air/canon';
import { KernelError } from '../../errors.ts';
import { TypeMismatch, type TypedFields } from '../typed-fields.ts';
import { InternalFault } from './fault.ts';
import { admit, putBlob, readStored, type ObjectAccess } from './objects.ts';
import { changeAt, putTree } from './workspace-edit.ts';
import { findEntry, optionalSegments, readTree, rootEntry } from './workspace-reader.ts';
import { decodeAnnotations, encodeAnnotations, type Annotations, type TreeEntry } from './workspace-tree.ts';

const MAX_ANNOTATIONS = 1000;
const LONGEST_KEY = 256;

/** Null where there are none; without a path those of the root. Fault `not_found`. */
export function getAnnotations(params: TypedFields, access: ObjectAccess): CanonValue {
  const segments = optionalSegments(params.optionalText('path'));
  const entry = findEntry(access, rootEntry(access, params.hash('root_hash')), segments);
  if (!entry) throw nothingAt(segments);
  const annotations = annotationsOf(access, entry);
  return { annotations: annotations.size === 0 ? null : annotations };
}

/**
 * Null takes a key away. `annotations_hash` is that of the whole map, also when it is empty; a tree refers to no empty map.
 * Faults: `not_found`, `bad_annotation` (a key of 1 to 256 characters), `too_many_annotations` (1000).
 */
export function setAnnotations(params: TypedFields, access: ObjectAccess): CanonValue {
  const segments = optionalSegments(params.optionalText('path'));
  const root = rootEntry(access, params.hash('root_hash'));
  const entry = findEntry(access, root, segments);
  if (!entry) throw nothingAt(segments);
  const annotations = patched(annotationsOf(access, entry), params);
  const hash = putBlob(access, encodeAnnotations(annotations));
  const reference = annotations.size === 0 ? null : hash;
  const annotated = annotate(access, entry, reference);
  const newRoot = segments.length === 0 ? annotated.hash : changeAt(access, root.hash, segments, () => annotated);
  admit(access.state, { trees: [newRoot] });
  return { new_root_hash: newRoot, annotations_hash: hash };
}

/** A file is annotated where it is listed, a directory in its own tree. */
function annotate(access: ObjectAccess, entry: TreeEntry, annotations: Hash | null): TreeEntry {
  if (entry.kind === 'file') return { ...entry, annotations };
  return { ...entry, hash: putTree(access, { ...readTree(access, entry.hash), annotations }) };
}

function annotationsOf(access: ObjectAccess, entry: TreeEntry): Annotations {
  const hash = entry.kind === 'file' ? entry.annotations : readTree(access, entry.hash).annotations;
  if (hash === null) return new Map();
  const annotations = decodeAnnotations(readStored(access.store, hash));
  if (!annotations) throw new KernelError('object_missing', `${hash} are no annotations any more`);
  return annotations;
}

function patched(annotations: Annotations, params: TypedFields): Annotations {
  const patch = params.value('annotations_patch');
  if (patch.t !== 'map') throw new TypeMismatch('annotations_patch: expected a map');
  const result = new Map(annotations);
  for (const [key, value] of patch.v) {
    if (key.t !== 'text' || key.v === '' || key.v.length > LONGEST_KEY) throw new InternalFault('bad_annotation', `expected a key of 1 to ${LONGEST_KEY} characters`);
    if (value.t === 'hash') result.set(key.v, value.v);
    else result.delete(key.v);
  }
  if (result.size > MAX_ANNOTATIONS) throw new InternalFault('too_many_annotations', `${result.size}, at most ${MAX_ANNOTATIONS}`);
  return result;
}

function nothingAt(segments: readonly string[]): InternalFault {
  return new InternalFault('not_found', `nothing at ${segments.join('/')}`);
}
