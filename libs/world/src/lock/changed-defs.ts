// Which definitions of an import differ from its lock, by their hashes alone.
import type { LoadedNode } from '@nx-air/air';
import type { Hash } from '@nx-air/canon';
import { compareText } from '@nx-air/canon/json';
import type { LockedDef } from './parse-members.ts';
import { lockedDefKey } from './payload.ts';

export interface ChangedDef {
  readonly kind: string;
  readonly name: string;
  /** Absent for an added definition. */
  readonly locked?: Hash;
  /** Absent for a removed definition. */
  readonly current?: Hash;
}

/** Sorted by `kind name`. */
export function changedDefs(
  locked: ReadonlyMap<string, LockedDef>,
  nodes: readonly Pick<LoadedNode, 'kind' | 'name' | 'hash'>[],
): readonly ChangedDef[] {
  const current = new Map(nodes.map((node) => [lockedDefKey(node), node]));
  return [...new Set([...locked.keys(), ...current.keys()])].sort(compareText).flatMap((key) => {
    const before = locked.get(key);
    const after = current.get(key);
    const named = before ?? after;
    if (named === undefined || before?.hash === after?.hash) return [];
    const { kind, name } = named;
    return [{ kind, name, ...(before === undefined ? {} : { locked: before.hash }), ...(after === undefined ? {} : { current: after.hash }) }];
  });
}
