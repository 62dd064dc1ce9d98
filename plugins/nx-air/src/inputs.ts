// What the result of a target depends on, exactly: definition roots, what imports were resolved with, the engine.
import type { TargetConfiguration } from '@nx/devkit';
import type { IgnoreTest } from './ignored.ts';
import type { GraphImport } from './imports.ts';
import { globText, JSON_FILES } from './json-glob.ts';
import { byCodePoint } from './order.ts';
import type { AirProject } from './project-files.ts';

export type Inputs = NonNullable<TargetConfiguration['inputs']>;

export interface WorldSources {
  /** Folders of the world's own definitions. */
  readonly airRoots: readonly string[];
  readonly imports: readonly GraphImport[];
  /** Roots of all packs: what targets write below them is no input of anybody. */
  readonly packRoots: readonly string[];
  readonly isIgnored: IgnoreTest;
}

/**
 * Filesets start at the workspace root, not at `{projectRoot}`: Nx takes the files of nested projects out of the
 * latter, and a pack may lie inside the folder of a world or of a package.
 */
export function worldInputs(project: AirProject, sources: WorldSources, engine: Inputs): Inputs {
  const roots = new Set([...sources.airRoots, ...sources.imports.flatMap(({ root }) => root ?? [])]);
  const files = new Set(sources.imports.flatMap((entry) => entry.files));
  const externals = new Set(sources.imports.flatMap(({ external }) => external?.node.replace(/^npm:/, '') ?? []));
  const outputs = sources.packRoots.filter((pack) => [...roots].some((root) => isInside(pack, root)));
  return [
    workspaceFileset(project.file),
    ...[...roots].sort(byCodePoint).flatMap((root) => filesets(root, `${folderGlob(root)}${JSON_FILES}`, sources.isIgnored)),
    ...outputs.sort(byCodePoint).map(excludeOutputs),
    ...[...files].sort(byCodePoint).flatMap((file) => filesets(file, globText(file), sources.isIgnored)),
    ...(externals.size === 0 ? [] : [{ externalDependencies: [...externals].sort(byCodePoint) }]),
    ...engine,
  ];
}

/** A pack reads nothing but itself; its README belongs to its own check and to nobody else's. */
export function packInputs(project: AirProject, engine: Inputs): Inputs {
  const root = folderGlob(project.root);
  return [
    workspaceFileset(`${root}${JSON_FILES}`),
    excludeOutputs(project.root),
    workspaceFileset(`${root}README.md`),
    ...engine,
  ];
}

function workspaceFileset(glob: string): string {
  return `{workspaceRoot}/${glob}`;
}

/** Where `dist` is not ignored, the result of one run would be an input of the next. */
function excludeOutputs(pack: string): string {
  return `!${workspaceFileset(`${folderGlob(pack)}dist/**`)}`;
}

/**
 * Nx's file index leaves out ignored files; what is imported from there must be read from the disk. Reading from the
 * disk in turn leaves out nested projects, which are in the index: hence both.
 */
function filesets(path: string, glob: string, isIgnored: IgnoreTest): Inputs {
  const fileset = workspaceFileset(glob);
  if (path.split('/').includes('node_modules')) return [{ fileset, includeIgnored: true }];
  return isIgnored(path) ? [fileset, { fileset, includeIgnored: true }] : [fileset];
}

function folderGlob(root: string): string {
  return root === '.' ? '' : `${globText(root)}/`;
}

function isInside(folder: string, root: string): boolean {
  return root === '.' || folder === root || folder.startsWith(`${root}/`);
}
