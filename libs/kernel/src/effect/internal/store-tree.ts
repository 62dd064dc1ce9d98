// Puts a workspace tree into a store before a world runs: for scenarios and for hosts that bring trees from outside.
import type { ContentStore, Hash } from '@nx-air/canon';
import type { FaultInfo } from '../../record.ts';
import { InternalFault } from './fault.ts';
import { putBlob, type ObjectAccess } from './objects.ts';
import { changeAt, putTree } from './workspace-edit.ts';
import { segmentsOf } from './workspace-reader.ts';
import { EMPTY_TREE, FILE_MODE, type TreeEntry } from './workspace-tree.ts';

export type StoredTree = { readonly ok: true; readonly root: Hash } | { readonly ok: false; readonly path: string; readonly fault: FaultInfo };

/** A tree with these files, the same as `workspace.write_bytes` makes. Faults: `bad_path`, `not_a_file`, `not_a_directory`. */
export function storeTree(store: ContentStore, files: ReadonlyMap<string, Uint8Array>): StoredTree {
  const access: ObjectAccess = { store, state: { objects: new Map() } };
  let root = putTree(access, EMPTY_TREE);
  for (const [path, bytes] of files) {
    try {
      root = changeAt(access, root, segmentsOf(path), (entry) => fileOf(access, path, bytes, entry));
    } catch (error) {
      if (!(error instanceof InternalFault)) throw error;
      return { ok: false, path, fault: { code: error.code, message: error.message } };
    }
  }
  return { ok: true, root };
}

function fileOf(access: ObjectAccess, path: string, bytes: Uint8Array, entry: TreeEntry | undefined): TreeEntry {
  if (entry) throw new InternalFault('not_a_file', `${path} is there already`);
  return { name: path.slice(path.lastIndexOf('/') + 1), kind: 'file', hash: putBlob(access, bytes), size: BigInt(bytes.length), mode: FILE_MODE, annotations: null };
}
