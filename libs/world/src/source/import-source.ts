// What an import turned out to be: a folder, and the evidence of where it comes from.
import type { Problem } from '@nx-air/air';
import type { Host } from '../host.ts';
import { isInside, relativePath } from '../paths.ts';
import type { Place } from '../place.ts';
import type { ImportSpec } from '../spec.ts';
import { specTarget } from '../spec.ts';
import type { ResolveCache } from './resolve-cache.ts';

/** An identified import. Paths that are evidence (`manifestPath`, `airDir`) are relative, as a lock repeats them. */
export interface ImportSource {
  readonly kind: ImportSpec['kind'];
  readonly spec: ImportSpec;
  /** Absolute folder of the definitions. */
  readonly root: string;
  /** Absolute folder of the package; absent for `path`. */
  readonly packageRoot?: string;
  readonly package?: string;
  readonly version?: string;
  /** Cargo's source id (absent for workspace crates); `workspace` for a linked npm package. */
  readonly sourceId?: string;
  /** The Cargo.toml resolved from, relative to the folder of aos.sync.json. */
  readonly manifestPath?: string;
  /** The definition folder inside the package. */
  readonly airDir?: string;
  /** Of the installed npm archive, from node_modules/.package-lock.json. */
  readonly integrity?: string;
  /** Comes from outside this repository (registry, git), so its authors are others. */
  readonly registry: boolean;
}

export interface Resolution {
  readonly source?: ImportSource;
  readonly problems: readonly Problem[];
}

export interface ResolveContext {
  readonly host: Host;
  readonly place: Place;
  /** Folder where AOS looks for the Cargo.toml of a world, relative to it. */
  readonly reducerDir: string;
  readonly cache: ResolveCache;
}

/** Evidence in the user's words: `path ../packs`, `cargo aos-agent-sdk 0.1.0`, `npm @acme/packs 1.4.2`. */
export const sourceLabel = (source: ImportSource): string =>
  source.version === undefined ? specTarget(source.spec) : `${specTarget(source.spec)} ${source.version}`;

/** How findings name a file of the import: relative to the repository, else below `package@version`. Never absolute. */
export function importedFile(place: Place, source: ImportSource, path: string): string {
  if (isInside(place.root, path)) return relativePath(place.root, path);
  const base = source.packageRoot ?? source.root;
  return `${source.package ?? source.kind}@${source.version ?? '?'}/${relativePath(base, path)}`;
}
