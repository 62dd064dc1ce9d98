// What changed in an import since it was locked: definitions added, removed, renamed, changed.
import type { DefKind, LoadedNode, NodeKind, Origin } from '@nx-air/air';
import type { Hash, JsonObject } from '@nx-air/canon';
import { hashValue } from '@nx-air/canon';
import type { ChangedDef } from './changed-defs.ts';
import { changedDefs } from './changed-defs.ts';
import type { FieldChange } from './diff-change.ts';
import { fieldChanges } from './diff-fields.ts';
import type { LockedDef } from './parse-members.ts';
import { lockedDefKey } from './payload.ts';

type Kind = DefKind | NodeKind;

export interface AddedDef {
  readonly kind: Kind;
  readonly name: string;
  readonly hash: Hash;
  readonly origin: Origin;
}

export interface RemovedDef {
  readonly kind: string;
  readonly name: string;
  readonly hash: Hash;
  /** The locked body, where it was found. */
  readonly previous?: PreviousBody;
}

/** Equal but for `name`: the current body under the locked name has the locked hash. */
export interface RenamedDef {
  readonly kind: Kind;
  readonly from: string;
  readonly to: string;
  readonly hash: Hash;
  readonly origin: Origin;
}

/** A locked body, and where it was found. */
export interface PreviousBody {
  readonly node: JsonObject;
  /** `vendored`, or `git` and the short commit. */
  readonly from: string;
}

/** Another body under an unchanged `name@N`. */
export interface ChangedBody {
  readonly kind: Kind;
  readonly name: string;
  readonly locked: Hash;
  readonly current: Hash;
  readonly origin: Origin;
  readonly node: JsonObject;
  /** The locked body, where it was found. */
  readonly previous?: PreviousBody;
  /** Absent without the locked body. */
  readonly fields?: readonly FieldChange[];
}

/** Each list sorted by kind and name. */
export interface DefsDiff {
  readonly added: readonly AddedDef[];
  readonly removed: readonly RemovedDef[];
  readonly renamed: readonly RenamedDef[];
  readonly changed: readonly ChangedBody[];
}

/** Bounds the search for renames, which hashes every removed name into every added body. */
const MAX_RENAME_TRIALS = 20_000;

type Node = Pick<LoadedNode, 'kind' | 'name' | 'node' | 'hash' | 'origin'>;

function findRenames(removed: readonly RemovedDef[], added: readonly Node[]): readonly RenamedDef[] {
  const taken = new Set<string>();
  let trials = 0;
  return removed.flatMap(({ kind, name, hash }): readonly RenamedDef[] => {
    const match = added.find((node) => {
      if (node.kind !== kind || taken.has(node.name) || trials >= MAX_RENAME_TRIALS) return false;
      trials += 1;
      return hashValue({ ...node.node, name }) === hash;
    });
    if (match === undefined) return [];
    taken.add(match.name);
    return [{ kind: match.kind, from: name, to: match.name, hash: match.hash, origin: match.origin }];
  });
}

function changedBody({ locked }: ChangedDef, { kind, name, hash, origin, node }: Node, previous: PreviousBody | undefined): ChangedBody {
  const base = { kind, name, locked: locked ?? hash, current: hash, origin, node };
  return previous === undefined ? base : { ...base, previous, fields: fieldChanges(kind, previous.node, node) };
}

const withBody = (def: RemovedDef, previous: PreviousBody | undefined): RemovedDef => (previous === undefined ? def : { ...def, previous });

/** `bodies` by `kind name`: those of the locked definitions that are known. */
export function diffDefs(
  locked: ReadonlyMap<string, LockedDef>,
  nodes: readonly Node[],
  bodies: ReadonlyMap<string, PreviousBody> = new Map(),
): DefsDiff {
  const current = new Map(nodes.map((node) => [lockedDefKey(node), node]));
  const differing = changedDefs(locked, nodes).map((def) => ({ def, node: current.get(lockedDefKey(def)) }));
  const gone = differing.flatMap(({ def: { kind, name, locked: hash }, node }) => (node === undefined && hash !== undefined ? [{ kind, name, hash }] : []));
  const fresh = differing.flatMap(({ def, node }) => (def.locked === undefined && node !== undefined ? [node] : []));
  const renamed = findRenames(gone, fresh);
  const from = new Set(renamed.map((def) => lockedDefKey({ kind: def.kind, name: def.from })));
  const to = new Set(renamed.map((def) => lockedDefKey({ kind: def.kind, name: def.to })));
  return {
    added: fresh.filter((node) => !to.has(lockedDefKey(node))).map(({ kind, name, hash, origin }) => ({ kind, name, hash, origin })),
    removed: gone.filter((def) => !from.has(lockedDefKey(def))).map((def) => withBody(def, bodies.get(lockedDefKey(def)))),
    renamed,
    changed: differing.flatMap(({ def, node }) =>
      def.locked === undefined || node === undefined ? [] : [changedBody(def, node, bodies.get(lockedDefKey(def)))],
    ),
  };
}

export const hasDifference = ({ added, removed, renamed, changed }: DefsDiff): boolean =>
  added.length + removed.length + renamed.length + changed.length > 0;
