// Finds an installed npm package by walking node_modules folders, as Node does, but never above the repository.
import { ancestors, isInside, joinPath, relativePath } from '../paths.ts';
import type { Place } from '../place.ts';
import type { PackageJson } from './package-json.ts';
import { memberOf, readPackageJson } from './package-json.ts';
import type { CachedFiles } from './resolve-cache.ts';
import { readBounded } from '../read-bounded.ts';

export interface NpmLocation {
  /** Absolute folder: the real one for a package linked into the workspace, else the one in node_modules. */
  readonly folder: string;
  /** The folder as node_modules spells it. */
  readonly installedAt: string;
  /** A link to a package of this repository. */
  readonly workspace: boolean;
  readonly packageJson: PackageJson;
}

/**
 * The nearest `node_modules/<name>` from the world up to the repository root. Global folders are not looked at: a
 * package from there would not be this repository's choice.
 */
export function locateNpmPackage(context: CachedFiles, place: Place, name: string): NpmLocation | undefined {
  for (const folder of ancestors(place.worldDir, place.root)) {
    const installedAt = joinPath(folder, `node_modules/${name}`);
    const packageJson = readPackageJson(context, joinPath(installedAt, 'package.json'));
    if (packageJson === undefined) continue;
    const inner = insideRepository(context, place, installedAt);
    if (inner === undefined) return { folder: installedAt, installedAt, workspace: false, packageJson };
    return { folder: joinPath(place.root, inner), installedAt, workspace: true, packageJson };
  }
  return undefined;
}

/** The folder relative to the root when it really stands in the repository's own sources. */
function insideRepository({ files }: CachedFiles, place: Place, installedAt: string): string | undefined {
  const real = files.realPath(installedAt);
  const realRoot = files.realPath(place.root);
  if (real === undefined || realRoot === undefined || !isInside(realRoot, real)) return undefined;
  const inner = relativePath(realRoot, real);
  return inner.split('/').includes('node_modules') ? undefined : inner;
}

/** Whether an ancestor up to the repository root holds a Yarn PnP map instead of node_modules. */
export function usesPnp({ files }: CachedFiles, place: Place): boolean {
  const maps = ['.pnp.cjs', '.pnp.js', '.pnp.loader.mjs'];
  return ancestors(place.worldDir, place.root).some((folder) => maps.some((map) => files.kindOf(joinPath(folder, map)) !== undefined));
}

/** Integrity of the installed archive, from the nearest node_modules/.package-lock.json that lists this folder and version. */
export function installedIntegrity({ files }: CachedFiles, place: Place, location: NpmLocation): string | undefined {
  for (const folder of ancestors(location.installedAt, place.root).slice(1)) {
    const read = readBounded(files, joinPath(folder, 'node_modules/.package-lock.json'));
    if (read.kind !== 'bytes') continue;
    let json: unknown;
    try {
      json = JSON.parse(new TextDecoder().decode(read.bytes));
    } catch {
      continue;
    }
    const entry = memberOf(memberOf(json, 'packages'), relativePath(folder, location.installedAt));
    if (entry === undefined) continue;
    const integrity = memberOf(entry, 'integrity');
    // A lock of another version says nothing about what lies there now.
    const current = memberOf(entry, 'version') === location.packageJson.version && memberOf(entry, 'link') !== true;
    return current && typeof integrity === 'string' ? integrity : undefined;
  }
  return undefined;
}
