// Changing a tree at one path: new objects for the directories along it, everything else is shared.
import { compareText, type Hash } from '@nx-air/canon';
import { InternalFault } from './fault.ts';
import { admit, type ObjectAccess } from './objects.ts';
import { readTree } from './workspace-reader.ts';
import { DIR_MODE, EMPTY_TREE, encodeTree, type Tree, type TreeEntry } from './workspace-tree.ts';

/** From the entry at the path to the one that shall stand there; undefined for none. */
export type Change = (entry: TreeEntry | undefined) => TreeEntry | undefined;

/**
 * The root after the change. Directories on the way are made as needed, and those left empty and without annotations are
 * dropped: removing what was written gives the same root again. Fault `not_a_directory`: a file stands on the way.
 */
export function changeAt(access: ObjectAccess, root: Hash, segments: readonly string[], change: Change): Hash {
  const changed = putTree(access, editTree(access, readTree(access, root), segments, change));
  admit(access.state, { trees: [changed] });
  return changed;
}

export function putTree({ store }: ObjectAccess, tree: Tree): Hash {
  return store.put(encodeTree(tree));
}

function editTree(access: ObjectAccess, tree: Tree, segments: readonly string[], change: Change): Tree {
  const [name = '', ...rest] = segments;
  const entry = tree.entries.find((candidate) => candidate.name === name);
  return replaceEntry(tree, name, rest.length === 0 ? change(entry) : editDir(access, name, entry, rest, change));
}

function editDir(access: ObjectAccess, name: string, entry: TreeEntry | undefined, rest: readonly string[], change: Change): TreeEntry | undefined {
  if (entry?.kind === 'file') throw new InternalFault('not_a_directory', `${name} is a file`);
  const tree = editTree(access, entry ? readTree(access, entry.hash) : EMPTY_TREE, rest, change);
  if (tree.entries.length === 0 && tree.annotations === null) return undefined;
  return { name, kind: 'dir', hash: putTree(access, tree), size: 0n, mode: entry?.mode ?? DIR_MODE, annotations: null };
}

function replaceEntry({ entries, annotations }: Tree, name: string, replacement: TreeEntry | undefined): Tree {
  const others = entries.filter((entry) => entry.name !== name);
  if (!replacement) return { entries: others, annotations };
  const before = others.filter((entry) => compareText(entry.name, name) < 0);
  return { entries: [...before, replacement, ...others.slice(before.length)], annotations };
}

