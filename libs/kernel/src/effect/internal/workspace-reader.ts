// Reading trees below a root that the world knows.
import type { Hash } from '@nx-air/canon';
import { KernelError } from '../../errors.ts';
import { parsePath } from '../workspace-path.ts';
import { InternalFault } from './fault.ts';
import { readStored, type ObjectAccess } from './objects.ts';
import { decodeTree, DIR_MODE, type Tree, type TreeEntry } from './workspace-tree.ts';

/** Fault `bad_path`. */
export function segmentsOf(path: string): readonly string[] {
  const segments = parsePath(path);
  if (!segments) throw new InternalFault('bad_path', 'expected names joined by single slashes, none of them . or .., at most 64');
  return segments;
}

/** No segments for the root. Fault `bad_path`. */
export function optionalSegments(path: string | undefined): readonly string[] {
  return path === undefined ? [] : segmentsOf(path);
}

/** Fault `root_unknown`: the world has neither made this tree, nor did it come in complete. */
export function rootEntry({ state }: ObjectAccess, hash: Hash): TreeEntry {
  if (state.objects.get(hash) !== 'tree') throw new InternalFault('root_unknown', `this world has no workspace tree ${hash}`);
  return { name: '', kind: 'dir', hash, size: 0n, mode: DIR_MODE, annotations: null };
}

/** A tree below a known root: complete, so what fails here is the store. */
export function readTree({ store }: ObjectAccess, hash: Hash): Tree {
  const tree = decodeTree(readStored(store, hash));
  if (!tree) throw new KernelError('object_missing', `${hash} is no workspace tree any more`);
  return tree;
}

/** The entry at a path; undefined when there is none. */
export function findEntry(access: ObjectAccess, root: TreeEntry, segments: readonly string[]): TreeEntry | undefined {
  let entry: TreeEntry | undefined = root;
  for (const segment of segments) {
    if (entry?.kind !== 'dir') return undefined;
    entry = readTree(access, entry.hash).entries.find(({ name }) => name === segment);
  }
  return entry;
}
