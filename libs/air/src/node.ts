// A definition as it was found: its JSON, its identity and its place.
import type { Hash, JsonObject } from '@nx-air/canon';

export const NODE_KINDS = [
  'defschema',
  'defmodule',
  'defplan',
  'defcap',
  'defpolicy',
  'defsecret',
  'defeffect',
  'manifest',
] as const;

export type NodeKind = (typeof NODE_KINDS)[number];

/** Every kind but `manifest`: what a pack may hold. */
export type DefKind = Exclude<NodeKind, 'manifest'>;

/** Where a definition stands. `import` is the index in `air.imports`, absent for the world's own and for packs checked alone. */
export interface Origin {
  readonly file: string;
  readonly pointer: string;
  readonly import?: number;
}

/** What could not be read of the graph of a plan. */
export interface PlanGaps {
  /** By the number of the step: its members that have a mistake, or are missing by one. */
  readonly steps: ReadonlyMap<number, ReadonlySet<string>>;
  /** Whether an edge has a mistake. */
  readonly edges: boolean;
}

/** A structurally sound definition. `node` is the typed round trip (what AOS hashes), `json` what the author wrote. */
export interface LoadedNode {
  readonly kind: NodeKind;
  /** '' for a manifest, which has no name. */
  readonly name: string;
  readonly json: JsonObject;
  readonly node: JsonObject;
  /** Authored hash: of `node`, with `$kind`. */
  readonly hash: Hash;
  readonly origin: Origin;
  /** Only where it is read for checks alone, as a plan with mistakes in its steps: it lacks these parts. */
  readonly gaps?: PlanGaps;
}
