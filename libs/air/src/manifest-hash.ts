// The hash that names a world: its manifest with every reference filled.
import { hashValue } from '@nx-air/canon';
import type { Hash, JsonObject } from '@nx-air/canon';

/**
 * Hash of a typed manifest as the AOS v0.10 kernel computes it: without `$kind`, unlike the hash of the manifest
 * node in a file. A `$kind` in the given object is left out.
 */
export function manifestHash(manifest: JsonObject): Hash {
  const { $kind: _, ...bare } = manifest;
  return hashValue(bare);
}
