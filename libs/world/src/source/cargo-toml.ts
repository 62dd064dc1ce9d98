// Finds a crate among the members of a Cargo workspace, from Cargo.toml files alone.
import type { CargoSpec } from '../spec.ts';
import type { BrokenManifest, CargoPackage } from './cargo-workspace.ts';
import { readCargoWorkspace } from './cargo-workspace.ts';
import type { CachedFiles } from './resolve-cache.ts';

export type WorkspaceCrate =
  | { readonly kind: 'found'; readonly package: CargoPackage }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly CargoPackage[] }
  /** A member that resolution now needs cannot be read: cargo would refuse too. */
  | { readonly kind: 'broken'; readonly manifests: readonly BrokenManifest[] }
  /** Not in the workspace; `known` are the names that are. */
  | { readonly kind: 'elsewhere'; readonly known: readonly string[] };

/** A cargo version as AOS compares it: without blanks and a leading `=`. */
export const exactVersion = (version: string): string => version.trim().replace(/^=/, '').trim();

/** `source` names a registry or a git repository, so a spec that sets it never means a workspace crate. */
export function findWorkspaceCrate(context: CachedFiles, manifest: string, fence: string, spec: CargoSpec): WorkspaceCrate {
  const workspace = readCargoWorkspace(context, manifest, fence);
  const own = workspace.broken.filter((broken) => broken.manifest === manifest);
  if (own.length > 0) return { kind: 'broken', manifests: own };
  const wanted = spec.version === undefined ? undefined : exactVersion(spec.version);
  const candidates = workspace.packages.filter(
    ({ name, version }) => spec.source === undefined && name === spec.package && (wanted === undefined || version === wanted),
  );
  const [only] = candidates;
  if (only !== undefined) return candidates.length === 1 ? { kind: 'found', package: only } : { kind: 'ambiguous', candidates };
  if (workspace.broken.length > 0) return { kind: 'broken', manifests: workspace.broken };
  return { kind: 'elsewhere', known: workspace.packages.map(({ name }) => name) };
}
