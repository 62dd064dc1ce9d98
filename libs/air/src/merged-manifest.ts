// What `world` hands to `kernel`, `gates` and `cli`: one world, completely resolved.
import type { Hash, JsonObject } from '@nx-air/canon';
import type { LoadedNode, Origin } from './node.ts';
import type { UnreadDefs } from './unread.ts';

/** One definition of the merged world: its winning copy and every place that supplies the same body. */
export interface MergedDef extends LoadedNode {
  /** For plans the literal-normalised node, otherwise `node`. */
  readonly normalized: JsonObject;
  /** Hash that the manifest references: literal-normalised for plans, authored otherwise. */
  readonly refHash: Hash;
  /** All origins, the winner first. */
  readonly origins: readonly Origin[];
  /** Whether the manifest lists it, or only an import or folder supplies it. */
  readonly listed: boolean;
}

export interface MergedManifest {
  readonly worldId: string;
  /** Without `$kind`, every reference filled with its hash. */
  readonly manifest: JsonObject;
  /** Hash of `manifest`, as the AOS kernel computes it. */
  readonly manifestHash: Hash;
  readonly manifestOrigin: Origin;
  /** Sorted by kind, then name (code points). Built-ins are not among them. */
  readonly defs: readonly MergedDef[];
}

/** A world with errors of loading, for checks and pictures only: what could be read of it. */
export interface DraftManifest extends MergedManifest {
  readonly unread: UnreadDefs;
}
