// What the result of a target depends on, exactly: definition roots, what imports were resolved with, the engine.
import type { TargetConfiguration } from '@nx/devkit';
import type { AirProject } from './project-files.ts';
import type { GraphImport } from './imports.ts';
import { globText, JSON_FILES } from './json-glob.ts';
import { byCodePoint } from './order.ts';

export type Inputs = NonNullable<TargetConfiguration['inputs']>;
type Input = Inputs[number];

/**
 * Filesets start at the workspace root, not at `{projectRoot}`: Nx takes the files of nested projects out of the
 * latter, and a pack may lie inside the folder of a world or of a package.
 */
export function worldInputs(
  project: AirProject,
  airRoots: readonly string[],
  imports: readonly GraphImport[],
  engine: Inputs,
): Inputs {
  const filesets = new Set<string>([project.file]);
  for (const root of airRoots) filesets.add(`${globText(root)}/${JSON_FILES}`);
  const evidence = new Set<string>();
  const externals = new Set<string>();
  for (const { root, files, external } of imports) {
    if (root !== undefined) evidence.add(`${globText(root)}/${JSON_FILES}`);
    for (const file of files) evidence.add(globText(file));
    if (external !== undefined) externals.add(external.node.replace(/^npm:/, ''));
  }
  return [
    ...[...filesets].map(workspaceFileset),
    ...[...evidence].sort(byCodePoint).filter((glob) => !filesets.has(glob)).map(importedFileset),
    ...(externals.size === 0 ? [] : [{ externalDependencies: [...externals].sort(byCodePoint) }]),
    ...engine,
  ];
}

/** A pack reads nothing but itself; its README belongs to its own check and to nobody else's. */
export function packInputs(project: AirProject, engine: Inputs): Inputs {
  const root = globText(project.root);
  return [workspaceFileset(`${root}/${JSON_FILES}`), workspaceFileset(`${root}/README.md`), ...engine];
}

function workspaceFileset(glob: string): string {
  return `{workspaceRoot}/${glob.replace(/^\.\//, '')}`;
}

/** Nx's file index leaves out ignored files; what is imported from there must be read from the disk. */
function importedFileset(glob: string): Input {
  const fileset = workspaceFileset(glob);
  return isOutsideIndex(glob) ? { fileset, includeIgnored: true } : fileset;
}

function isOutsideIndex(path: string): boolean {
  return path.split('/').some((segment) => segment === 'node_modules' || segment === 'vendor');
}
