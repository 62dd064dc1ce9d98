// `workspace.empty_root`, `workspace.write_bytes` and `workspace.remove`.
import type { CanonValue } from '@nx-air/canon';
import { isPathName } from '../workspace-path.ts';
import type { TypedFields } from '../typed-fields.ts';
import { InternalFault } from './fault.ts';
import { admit, putBlob, type ObjectAccess } from './objects.ts';
import { changeAt, putTree } from './workspace-edit.ts';
import { rootEntry, segmentsOf } from './workspace-reader.ts';
import { EMPTY_TREE, EXECUTABLE_MODE, FILE_MODE, type TreeEntry } from './workspace-tree.ts';

/** The same hash for every workspace; its name is there for the grant. Fault `bad_workspace`. */
export function emptyRoot(params: TypedFields, access: ObjectAccess): CanonValue {
  checkWorkspace(params.text('workspace'));
  const root = putTree(access, EMPTY_TREE);
  admit(access.state, { trees: [root] });
  return { root_hash: root };
}

/** A workspace's name is one path segment. */
export function checkWorkspace(name: string): void {
  if (!isPathName(name)) throw new InternalFault('bad_workspace', 'expected a name of 1 to 255 bytes without slashes and control characters');
}

/**
 * `mode`: 0644 or 0755 (420, 493); absent keeps the file's, 0644 for a new one. Annotations of the file stay. Faults:
 * `bad_mode`, `not_a_file` (a directory is there), `not_a_directory`.
 */
export function writeBytes(params: TypedFields, access: ObjectAccess): CanonValue {
  const root = rootEntry(access, params.hash('root_hash'));
  const segments = segmentsOf(params.text('path'));
  const mode = params.optionalNat('mode');
  if (mode !== undefined && mode !== FILE_MODE && mode !== EXECUTABLE_MODE) throw new InternalFault('bad_mode', `${mode}, expected ${FILE_MODE} (0644) or ${EXECUTABLE_MODE} (0755)`);
  const bytes = params.bytes('bytes');
  const blob = putBlob(access, bytes);
  const written = (entry: TreeEntry | undefined): TreeEntry => {
    if (entry?.kind === 'dir') throw new InternalFault('not_a_file', `${segments.join('/')} is a directory`);
    const name = segments.at(-1) ?? '';
    return { name, kind: 'file', hash: blob, size: BigInt(bytes.length), mode: mode ?? entry?.mode ?? FILE_MODE, annotations: entry?.annotations ?? null };
  };
  return { new_root_hash: changeAt(access, root.hash, segments, written), blob_hash: blob };
}

/** A file, or a directory with everything in it. Fault `not_found`. */
export function removeEntry(params: TypedFields, access: ObjectAccess): CanonValue {
  const root = rootEntry(access, params.hash('root_hash'));
  const segments = segmentsOf(params.text('path'));
  const removed = (entry: TreeEntry | undefined): undefined => {
    if (!entry) throw new InternalFault('not_found', `nothing at ${segments.join('/')}`);
    return undefined;
  };
  return { new_root_hash: changeAt(access, root.hash, segments, removed) };
}
