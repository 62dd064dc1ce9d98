// The packages of a Cargo workspace, read from its Cargo.toml files without running cargo.
import { compareText } from '@nx-air/canon/json';
import { globFiles } from '../glob-files.ts';
import { ancestors, isInside, joinPath, parentPath } from '../paths.ts';
import { pathDependencies } from './cargo-dependencies.ts';
import type { CachedFiles } from './resolve-cache.ts';
import { cacheSlot } from './resolve-cache.ts';
import type { TomlTable } from './toml-file.ts';
import { readToml, tomlMember, tomlTable, tomlText, tomlTexts } from './toml-file.ts';

export interface CargoPackage {
  readonly name: string;
  readonly version: string;
  /** Absolute, as spelled by the workspace: links are not resolved, as cargo does not. */
  readonly folder: string;
  /** `[package.metadata.aos] air_dir`. */
  readonly airDir?: string;
}

export interface BrokenManifest {
  /** Absolute path of the Cargo.toml. */
  readonly manifest: string;
  readonly reason: string;
  readonly line?: number;
  readonly column?: number;
}

export interface CargoWorkspace {
  /** Absolute folder of the root Cargo.toml. */
  readonly root: string;
  /** Sorted by name, version, folder. */
  readonly packages: readonly CargoPackage[];
  /** Members that cannot be read; they matter only when a package is not found. */
  readonly broken: readonly BrokenManifest[];
}

const cachedRoot = cacheSlot<string>();
const cachedWorkspace = cacheSlot<CargoWorkspace>();

const GLOB = /[*?[]/;

const manifestOf = (folder: string): string => joinPath(folder, 'Cargo.toml');

function tableOf(context: CachedFiles, manifest: string): TomlTable | undefined {
  const file = readToml(context, manifest);
  return file?.kind === 'table' ? file.table : undefined;
}

/** `exclude` counts unless a literal entry of `members` names the folder again. */
function isExcluded(root: string, workspace: TomlTable, folder: string): boolean {
  const names = (key: string): boolean => (tomlTexts(workspace, key) ?? []).some((path) => isInside(joinPath(root, path), folder));
  return names('exclude') && !names('members');
}

/** The Cargo.toml of the workspace that `manifest` belongs to, itself when it stands alone; never above `fence`. */
export function findWorkspaceManifest(context: CachedFiles, manifest: string, fence: string): string {
  return cachedRoot(context.cache, `${manifest}\n${fence}`, () => {
    const own = tableOf(context, manifest);
    if (tomlTable(own, 'workspace') !== undefined) return manifest;
    const folder = parentPath(manifest);
    const pointed = tomlText(tomlTable(own, 'package'), 'workspace');
    if (pointed !== undefined) return manifestOf(joinPath(folder, pointed));
    for (const above of isInside(fence, folder) ? ancestors(folder, fence).slice(1) : []) {
      const workspace = tomlTable(tableOf(context, manifestOf(above)), 'workspace');
      if (workspace !== undefined && !isExcluded(above, workspace, folder)) return manifestOf(above);
    }
    return manifest;
  });
}

function memberFolders(context: CachedFiles, root: string, workspace: TomlTable): readonly string[] {
  return (tomlTexts(workspace, 'members') ?? []).flatMap((member) =>
    GLOB.test(member)
      ? globFiles(context.files, root, [member.replace(/\/+$/, '')], { kind: 'folders', followLinks: true })
      : [joinPath(root, member)],
  );
}

function readPackage(table: TomlTable, folder: string, workspace: TomlTable | undefined): CargoPackage | string {
  const own = tomlTable(table, 'package');
  if (own === undefined) return 'no [package]';
  const name = tomlText(own, 'name');
  if (name === undefined) return 'no package.name';
  const inherits = tomlMember(tomlTable(own, 'version'), 'workspace') === true;
  const version = inherits ? tomlText(tomlTable(workspace, 'package'), 'version') : tomlText(own, 'version');
  if (inherits && version === undefined) return 'version.workspace = true, but the workspace has no package.version';
  const airDir = tomlText(tomlTable(own, 'metadata', 'aos'), 'air_dir');
  return { name, version: version ?? '0.0.0', folder, ...(airDir === undefined ? {} : { airDir }) };
}

function readMembers(context: CachedFiles, rootManifest: string): CargoWorkspace {
  const root = parentPath(rootManifest);
  const rootTable = tableOf(context, rootManifest);
  const workspace = tomlTable(rootTable, 'workspace');
  const packages: CargoPackage[] = [];
  const broken: BrokenManifest[] = [];
  const seen = new Set<string>();

  const visit = (folder: string, isDependency: boolean): void => {
    const manifest = manifestOf(folder);
    if (seen.has(manifest)) return;
    if (isDependency && !isInside(root, folder) && findWorkspaceManifest(context, manifest, parentPath(folder)) !== rootManifest) return;
    if (workspace !== undefined && folder !== root && isExcluded(root, workspace, folder)) return;
    seen.add(manifest);
    const file = readToml(context, manifest);
    if (file?.kind !== 'table') {
      const { reason, ...position } = file === undefined ? { reason: 'the file does not exist' } : file;
      broken.push({ manifest, reason, ...('line' in position ? { line: position.line ?? 1, column: position.column ?? 1 } : {}) });
      return;
    }
    const own = tomlTable(file.table, 'package');
    if (own !== undefined || folder !== root) {
      const found = readPackage(file.table, folder, workspace);
      if (typeof found === 'string') broken.push({ manifest, reason: found });
      else packages.push(found);
    }
    if (workspace === undefined) return;
    for (const dependency of pathDependencies(file.table, folder, workspace, root)) visit(dependency, true);
  };

  visit(root, false);
  if (workspace !== undefined) for (const folder of memberFolders(context, root, workspace)) visit(folder, false);
  packages.sort((a, b) => compareText(a.name, b.name) || compareText(a.version, b.version) || compareText(a.folder, b.folder));
  broken.sort((a, b) => compareText(a.manifest, b.manifest));
  return { root, packages, broken };
}

/**
 * The workspace of the Cargo.toml at `manifest` (absolute): what `cargo metadata --no-deps` lists, broken members set
 * aside. Each Cargo.toml is read once per cache.
 */
export function readCargoWorkspace(context: CachedFiles, manifest: string, fence: string): CargoWorkspace {
  const rootManifest = findWorkspaceManifest(context, manifest, fence);
  return cachedWorkspace(context.cache, rootManifest, () => readMembers(context, rootManifest));
}
