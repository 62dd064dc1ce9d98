// What the result of a target depends on, exactly: definition roots, what imports were resolved with, the engine.
import type { TargetConfiguration } from '@nx/devkit';
import type { IgnoreTest } from './ignored.ts';
import type { ImportFacts } from './import-facts.ts';
import { globText, JSON_FILES } from './json-glob.ts';
import { compareText } from '@nx-air/canon/json';
import type { AirProject } from './project-files.ts';

export type Inputs = NonNullable<TargetConfiguration['inputs']>;

export interface WorldSources {
  /** Globs of the folders of the world's own definitions. */
  readonly airFolders: readonly string[];
  readonly imports: readonly ImportFacts[];
  readonly isIgnored: IgnoreTest;
}

/**
 * Filesets start at the workspace root, not at `{projectRoot}`: Nx takes the files of nested projects out of the
 * latter, and a pack may lie inside the folder of a world or of a package.
 */
export function worldInputs(project: AirProject, sources: WorldSources, engine: Inputs): Inputs {
  const roots = sources.imports.flatMap(({ root }) => root ?? []);
  const folders = new Set([...sources.airFolders.map((glob) => `${glob}/`), ...roots.map(folderGlob)]);
  const evidence = new Set(sources.imports.flatMap((entry) => entry.evidence));
  const externals = new Set(sources.imports.flatMap(({ external }) => external?.node.replace(/^npm:/, '') ?? []));
  return [
    workspaceFileset(project.file),
    ...[...folders].sort(compareText).flatMap((folder) => filesets(`${folder}${JSON_FILES}`, sources.isIgnored)),
    ...[...evidence].sort(compareText).flatMap((glob) => filesets(glob, sources.isIgnored)),
    ...(externals.size === 0 ? [] : [{ externalDependencies: [...externals].sort(compareText) }]),
    ...engine,
  ];
}

/** What a run of the world depends on besides the world: its scenarios, with the definitions of their upgrades. */
export function scenarioInputs(project: AirProject, inputs: Inputs): Inputs {
  return [...inputs, workspaceFileset(`${folderGlob(project.root)}scenarios/**/*`)];
}

/** What gates of the world left, as their executors name it. */
const RESULTS = ['lock-check', 'validate', 'replay-parity', 'crash-resume'];

/**
 * A summary tells what gates left. `dependentTasksOutputFiles` makes Nx wait with the hash until those of the same run
 * are there; the files count by themselves, for a run without the gates.
 */
export function summaryInputs(project: AirProject, inputs: Inputs): Inputs {
  const results = RESULTS.map((gate) => ({ fileset: workspaceFileset(`dist/${folderGlob(project.root)}${gate}.json`), includeIgnored: true }));
  return [...inputs, ...journalInputs(project), ...results, { dependentTasksOutputFiles: '**/*.json' }];
}

/** Golden journals and their definitions. */
export function journalInputs(project: AirProject): Inputs {
  return [workspaceFileset(`${folderGlob(project.root)}journals/*`)];
}

/**
 * A lock is judged by the config, the imports and what they were resolved with; the world's own definitions have no
 * part in it. `mode` is the same for every world.
 */
export function lockInputs(project: AirProject, { imports, isIgnored }: Omit<WorldSources, 'airFolders'>, engine: Inputs, mode: Inputs = []): Inputs {
  const withCargoLocks = imports.map((entry) => ({ ...entry, evidence: entry.evidence.flatMap(besideCargoToml) }));
  return [...worldInputs(project, { airFolders: [], imports: withCargoLocks, isIgnored }, engine), ...mode];
}

function besideCargoToml(glob: string): readonly string[] {
  return glob.endsWith('Cargo.toml') ? [glob, glob.replace(/toml$/, 'lock')] : [glob];
}

/** What the modules of a world are compiled from: their sources, the types they are checked against, the compiler. */
export function moduleInputs(project: AirProject, inputs: Inputs, compiler: Inputs): Inputs {
  const sources = workspaceFileset(`${folderGlob(project.root)}modules/**/*`);
  return [...inputs, `${sources}.ts`, `!${sources}.test.ts`, ...compiler];
}

/** A pack reads nothing but itself; its README belongs to its own check and to nobody else's. */
export function packInputs(project: AirProject, engine: Inputs): Inputs {
  const root = folderGlob(project.root);
  return [
    workspaceFileset(`${root}${JSON_FILES}`),
    workspaceFileset(`${root}README.md`),
    ...engine,
  ];
}

function workspaceFileset(glob: string): string {
  return `{workspaceRoot}/${glob}`;
}

/**
 * Nx's file index leaves out ignored files; what is imported from there must be read from the disk. Reading from the
 * disk in turn leaves out nested projects, which are in the index: hence both.
 */
function filesets(glob: string, isIgnored: IgnoreTest): Inputs {
  const fileset = workspaceFileset(glob);
  if (glob.split('/').includes('node_modules')) return [{ fileset, includeIgnored: true }];
  return isIgnored(fixedPart(glob)) ? [fileset, { fileset, includeIgnored: true }] : [fileset];
}

/** The folders before the first wildcard, as a path again. */
function fixedPart(glob: string): string {
  const segments = glob.split('/');
  const wild = segments.findIndex((segment) => segment.includes('*'));
  return segments.slice(0, wild < 0 ? segments.length : wild).join('/').replace(/\[(.)\]/g, '$1');
}

function folderGlob(root: string): string {
  return root === '.' ? '' : `${globText(root)}/`;
}
