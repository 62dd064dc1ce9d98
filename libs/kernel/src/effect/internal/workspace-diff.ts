// `workspace.diff`: which files differ between two trees.
import { compareText, type CanonValue } from '@nx-air/canon';
import type { TypedFields } from '../typed-fields.ts';
import { InternalFault } from './fault.ts';
import type { ObjectAccess } from './objects.ts';
import { findEntry, optionalSegments, readTree, rootEntry } from './workspace-reader.ts';
import type { TreeEntry } from './workspace-tree.ts';

const MAX_CHANGES = 10_000;

type Side = TreeEntry | undefined;

/**
 * Files by path, `kind` `added`, `removed` or `modified`; a change of mode or annotations alone has equal hashes. `prefix`
 * is a path that may lack on either side. Fault `too_many_changes` above 10,000: ask with a longer prefix.
 */
export function diffTrees(params: TypedFields, access: ObjectAccess): CanonValue {
  const at = optionalSegments(params.optionalText('prefix'));
  const [left, right] = [params.hash('root_a'), params.hash('root_b')].map((hash) => findEntry(access, rootEntry(access, hash), at));
  const changes: CanonValue[] = [];
  for (const change of compare(access, left, right, at)) {
    if (changes.length === MAX_CHANGES) throw new InternalFault('too_many_changes', `more than ${MAX_CHANGES}`);
    changes.push(change);
  }
  return { changes };
}

function* compare(access: ObjectAccess, left: Side, right: Side, at: readonly string[]): Generator<CanonValue> {
  const [oldFile, newFile] = [fileOf(left), fileOf(right)];
  const kind = !oldFile ? 'added' : !newFile ? 'removed' : 'modified';
  if ((oldFile || newFile) && !isSame(oldFile, newFile)) yield { path: at.join('/'), kind, old_hash: oldFile?.hash ?? null, new_hash: newFile?.hash ?? null };
  if (left?.kind === right?.kind && left?.hash === right?.hash) return;
  const [oldEntries, newEntries] = [entriesOf(access, left), entriesOf(access, right)];
  const names = [...new Set([...oldEntries.keys(), ...newEntries.keys()])].sort(compareText);
  for (const name of names) yield* compare(access, oldEntries.get(name), newEntries.get(name), [...at, name]);
}

function fileOf(side: Side): Side {
  return side?.kind === 'file' ? side : undefined;
}

function isSame(left: Side, right: Side): boolean {
  return left?.hash === right?.hash && left?.mode === right?.mode && left?.annotations === right?.annotations;
}

function entriesOf(access: ObjectAccess, side: Side): ReadonlyMap<string, TreeEntry> {
  return new Map(side?.kind === 'dir' ? readTree(access, side.hash).entries.map((entry) => [entry.name, entry]) : []);
}
