// Other versions of an imported package that stand in this workspace already: nothing is fetched.
import { compareText } from '@nx-air/canon/json';
import semver from 'semver';
import { collectDefs } from '../import-defs.ts';
import type { ImportedDefs } from '../import-defs.ts';
import { ancestors, isInside, joinPath, parentPath, relativePath } from '../paths.ts';
import { resolveAirDir } from '../source/air-dir.ts';
import { readCargoLock } from '../source/cargo-lock.ts';
import { findCargoManifest } from '../source/cargo-manifest.ts';
import { exactVersion } from '../source/cargo-toml.ts';
import { findWorkspaceManifest, readCargoWorkspace } from '../source/cargo-workspace.ts';
import type { ImportSource, ResolveContext } from '../source/import-source.ts';
import { readPackageJson } from '../source/package-json.ts';
import { findVendoredCrate } from '../source/vendored-crate.ts';
import type { CargoSpec, ImportSpec, NpmSpec } from '../spec.ts';

export interface Candidate {
  readonly version: string;
  /** Where it stands, relative to the repository: `node_modules/acme`, `Cargo.lock`. */
  readonly place: string;
  /** Whether the import, as it is written, accepts it. */
  readonly inRange: boolean;
  /** Absent when only its version is known here, not its sources. */
  readonly defs?: ImportedDefs;
}

/** `folders` are absolute: those whose node_modules count beside the world's own. */
export interface CandidateContext extends ResolveContext {
  readonly folders: readonly string[];
}

/** A folder outside the repository names no place that others could read. */
const shownPlace = ({ place }: ResolveContext, path: string): string => (isInside(place.root, path) ? relativePath(place.root, path) : 'outside the repository');

function defsAt(context: ResolveContext, spec: CargoSpec | NpmSpec, folder: string, version: string, declared: string | undefined): { readonly defs?: ImportedDefs } {
  const air = resolveAirDir(context, spec, folder, declared);
  if ('problem' in air) return {};
  const source: ImportSource = { kind: spec.kind, spec, root: air.root, packageRoot: folder, package: spec.package, version, airDir: air.airDir, registry: true };
  return { defs: collectDefs(context.host, context.place, source) };
}

function npmFolders({ host, place, folders }: CandidateContext, name: string): readonly string[] {
  const above = [place.worldDir, ...folders].flatMap((folder) => (isInside(place.root, folder) ? ancestors(folder, place.root) : []));
  const installed = [...new Set(above)].map((folder) => joinPath(folder, `node_modules/${name}`));
  const pnpm = joinPath(place.root, 'node_modules/.pnpm');
  const prefix = `${name.replace('/', '+')}@`;
  const stored = (host.readDir(pnpm) ?? []).filter((entry) => entry.name.startsWith(prefix)).map((entry) => joinPath(pnpm, `${entry.name}/node_modules/${name}`));
  return [...installed, ...stored].sort(compareText);
}

function npmCandidates(context: CandidateContext, spec: NpmSpec): readonly Candidate[] {
  const cached = { files: context.host, cache: context.cache };
  return npmFolders(context, spec.package).flatMap((folder): readonly Candidate[] => {
    const { name, version, airDir } = readPackageJson(cached, joinPath(folder, 'package.json')) ?? {};
    if (name !== spec.package || version === undefined || semver.valid(version) === null) return [];
    const inRange = spec.version === undefined || semver.satisfies(version, spec.version);
    return [{ version, place: shownPlace(context, folder), inRange, ...defsAt(context, spec, folder, version, airDir) }];
  });
}

function cargoCandidates(context: CandidateContext, spec: CargoSpec): readonly Candidate[] {
  const { host, place, reducerDir } = context;
  const cached = { files: host, cache: context.cache };
  const manifest = findCargoManifest(host, place, reducerDir, spec);
  if (manifest.kind !== 'found') return [];
  const workspace = readCargoWorkspace(cached, manifest.path, place.root);
  const folder = parentPath(findWorkspaceManifest(cached, manifest.path, place.root));
  const accepts = (version: string): boolean => spec.version === undefined || exactVersion(spec.version) === version;
  const members = workspace.packages
    .filter(({ name }) => name === spec.package)
    .map((found): Candidate => ({ version: found.version, place: shownPlace(context, found.folder), inRange: accepts(found.version), ...defsAt(context, spec, found.folder, found.version, found.airDir) }));
  const locked = readCargoLock(cached, folder)
    .filter(({ name, source }) => name === spec.package && source !== undefined)
    .map(({ version }): Candidate => {
      const vendored = findVendoredCrate(cached, place, folder, { name: spec.package, version });
      const at = vendored === undefined ? joinPath(folder, 'Cargo.lock') : vendored.folder;
      const defs = vendored === undefined ? {} : defsAt(context, spec, vendored.folder, version, vendored.airDir);
      return { version, place: shownPlace(context, at), inRange: accepts(version), ...defs };
    });
  return [...members, ...locked];
}

/** The newest version that is newer than `than`, if one is here. A path has no versions. */
export function newestCandidate(context: CandidateContext, spec: ImportSpec, than: string | undefined): Candidate | undefined {
  if (spec.kind === 'path') return undefined;
  const found = spec.kind === 'npm' ? npmCandidates(context, spec) : cargoCandidates(context, spec);
  const newer = found.filter(({ version }) => semver.valid(version) !== null && (than === undefined || semver.valid(than) === null || semver.gt(version, than)));
  return [...newer].sort((a, b) => semver.rcompare(a.version, b.version) || compareText(a.place, b.place))[0];
}
