// Definitions and their places as JSON, with a fixed key order.
import type { LoadedNode, MergedDef, Origin } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';

/** A folder relative to the repository, `.` for the repository itself. */
export function shownDir(dir: string): string {
  return dir === '' ? '.' : dir;
}

export function originJson({ file, pointer, import: index }: Origin): JsonObject {
  return { file, pointer, ...(index === undefined ? {} : { import: index }) };
}

/** Kind, name and authored hash, as `air hash` lists them. */
export function hashedNodeJson({ kind, name, hash, origin }: LoadedNode): JsonObject {
  return { file: origin.file, kind, name, hash };
}

/** A definition of a merged world; `hash` is what the manifest references. */
export function mergedDefJson({ kind, name, refHash, hash, listed, origins }: MergedDef): JsonObject {
  const [origin, ...also] = origins.map(originJson);
  return {
    kind,
    name,
    hash: refHash,
    authored_hash: hash,
    listed,
    ...(origin === undefined ? {} : { origin }),
    ...(also.length === 0 ? {} : { also }),
  };
}
