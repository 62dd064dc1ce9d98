// The one hash that names everything a root of definitions exports.
import { compareText, hashValue } from '@nx-air/canon';
import type { Hash } from '@nx-air/canon';

export interface DefsHashEntry {
  readonly kind: string;
  readonly name: string;
  /** Authored hash, with `$kind`. */
  readonly hash: string;
}

/**
 * Hash of the set of `[kind, name, hash]`, ordered by kind, name, hash (AOS v0.10 `defs_hash`). File names,
 * order and repeated definitions do not enter.
 */
export function defsHash(entries: Iterable<DefsHashEntry>): Hash {
  const set = new Map<string, readonly [string, string, string]>();
  for (const { kind, name, hash } of entries) set.set(JSON.stringify([kind, name, hash]), [kind, name, hash]);
  return hashValue([...set.values()].sort(compareEntries));
}

type Entry = readonly [kind: string, name: string, hash: string];

function compareEntries([kindA, nameA, hashA]: Entry, [kindB, nameB, hashB]: Entry): number {
  return compareText(kindA, kindB) || compareText(nameA, nameB) || compareText(hashA, hashB);
}
