// Where imports lead, for the project graph: files only, no process, no finding.
import type { FileHost } from './host.ts';
import { isInside, joinPath, relativePath } from './paths.ts';
import type { Place } from './place.ts';
import { findCargoManifest } from './source/cargo-manifest.ts';
import { exactVersion, findWorkspaceCrate } from './source/cargo-toml.ts';
import { readCargoLock } from './source/cargo-lock.ts';
import { findWorkspaceManifest } from './source/cargo-workspace.ts';
import { contain } from './source/contain.ts';
import { locateNpmPackage } from './source/npm-locate.ts';
import type { CachedFiles } from './source/resolve-cache.ts';
import { findVendoredCrate } from './source/vendored-crate.ts';
import type { CargoSpec, ImportSpec, NpmSpec } from './spec.ts';
import { parentPath } from './paths.ts';

/** One import as the graph sees it. */
export interface GraphImport {
  readonly index: number;
  readonly kind: ImportSpec['kind'];
  /** Folder of the definitions relative to the repository root ('' for the root); absent when it is not known or outside. */
  readonly root?: string;
  readonly package?: string;
  readonly version?: string;
  /** The package of a registry or git source that the import uses. */
  readonly external?: { readonly name: string; readonly version: string };
}

/** The folder relative to the root, links resolved; a missing folder keeps its text, so that the graph can show it. */
function rootInRepository(files: FileHost, place: Place, folder: string): { readonly root?: string } {
  const found = contain(files, place.root, folder);
  if (found.kind === 'outside') return {};
  return { root: relativePath(place.root, found.kind === 'inside' ? found.path : folder) };
}

function definitionFolder(files: FileHost, place: Place, packageRoot: string, airDir: string): { readonly root?: string } {
  const folder = joinPath(packageRoot, airDir);
  return isInside(packageRoot, folder) ? rootInRepository(files, place, folder) : {};
}

function graphCargo(context: CachedFiles, place: Place, reducerDir: string, spec: CargoSpec): GraphImport {
  const base = { index: spec.index, kind: spec.kind, package: spec.package };
  const manifest = findCargoManifest(context.files, place, reducerDir, spec);
  if (manifest.kind !== 'found') return base;
  const crate = findWorkspaceCrate(context, manifest.path, place.root, spec);
  if (crate.kind === 'found') {
    const { folder, version, airDir } = crate.package;
    return { ...base, version, ...definitionFolder(context.files, place, folder, spec.airDir ?? airDir ?? 'air') };
  }
  if (crate.kind === 'ambiguous') return base;
  const lockFolder = parentPath(findWorkspaceManifest(context, manifest.path, place.root));
  const wanted = spec.version === undefined ? undefined : exactVersion(spec.version);
  const locked = readCargoLock(context, lockFolder).filter(
    ({ name, version, source }) =>
      name === spec.package && source !== undefined && (wanted === undefined || version === wanted) && (spec.source === undefined || source === spec.source),
  );
  const [only] = locked;
  if (only === undefined || locked.length > 1) return base;
  const { name, version } = only;
  const vendored = findVendoredCrate(context, place, parentPath(manifest.path), { name, version });
  const root = vendored === undefined ? {} : definitionFolder(context.files, place, vendored.folder, spec.airDir ?? vendored.airDir ?? 'air');
  return { ...base, version, external: { name, version }, ...root };
}

function graphNpm(context: CachedFiles, place: Place, spec: NpmSpec): GraphImport {
  const base = { index: spec.index, kind: spec.kind, package: spec.package };
  const location = locateNpmPackage(context, place, spec.package);
  if (location === undefined) return base;
  const { name, version, airDir } = location.packageJson;
  const folder = joinPath(location.folder, spec.airDir ?? airDir ?? 'air');
  // Inputs name the folder below node_modules as it is spelled there; a pnpm store behind it is not a path to list.
  const root = location.workspace
    ? rootInRepository(context.files, place, folder)
    : isInside(location.folder, folder)
      ? { root: relativePath(place.root, folder) }
      : {};
  const external = location.workspace || version === undefined ? {} : { external: { name: name ?? spec.package, version } };
  return { ...base, ...(version === undefined ? {} : { version }), ...root, ...external };
}

export function resolveForGraph(context: CachedFiles, place: Place, reducerDir: string, spec: ImportSpec): GraphImport {
  switch (spec.kind) {
    case 'path':
      return { index: spec.index, kind: spec.kind, ...rootInRepository(context.files, place, joinPath(place.worldDir, spec.path)) };
    case 'cargo':
      return graphCargo(context, place, reducerDir, spec);
    case 'npm':
      return graphNpm(context, place, spec);
  }
}
