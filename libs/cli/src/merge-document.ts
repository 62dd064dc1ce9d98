// A merged world as one JSON file: what `air merge --out` and the Nx target `merge` write.
import type { MergedManifest } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import { mergedDefJson, originJson } from './node-json.ts';

/** Manifest with every reference filled, and every definition with the body its hash is of. */
export function mergeDocument({ worldId, manifest, manifestHash, manifestOrigin, defs }: MergedManifest): JsonObject {
  return {
    world: worldId,
    manifest_hash: manifestHash,
    manifest_origin: originJson(manifestOrigin),
    manifest,
    nodes: defs.map((def) => ({ ...mergedDefJson(def), node: def.normalized })),
  };
}
