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
 * Named inputs of a world, each with what the one before it has. Targets name them: eleven targets that list the same
 * files again would be half of the project graph.
 */
export const NAMED = {
  /** The config, what it imports and what that was resolved with; the engine. */
  imports: 'airImports',
  /** The definitions of the world too. */
  world: 'airWorld',
  /** The sources of its modules too, and their compiler. */
  modules: 'airModules',
  /** Everything that its runs depend on but scenarios and journals themselves, which targets name. */
  run: 'airRun',
} as const;

export interface InputParts extends WorldSources {
  readonly engine: Inputs;
  readonly compiler: Inputs;
  /** Of worlds that its scenarios run beside it. */
  readonly peers: Inputs;
}

export function namedInputs(project: AirProject, { engine, compiler, peers, ...sources }: InputParts): Record<string, Inputs> {
  return {
    [NAMED.imports]: importInputs(project, sources, engine),
    [NAMED.world]: [NAMED.imports, ...definitionInputs(sources)],
    [NAMED.modules]: [NAMED.world, ...moduleSources(project), ...compiler],
    [NAMED.run]: [NAMED.modules, ...peers, workspaceFileset(`${folderGlob(project.root)}scenarios/*/**/*`)],
  };
}

/** What a world brings into the run of another: all of its own, without the engine. */
export function peerInputs(project: AirProject, sources: WorldSources): Inputs {
  return [...importInputs(project, sources, []), ...definitionInputs(sources), ...moduleSources(project)];
}

/**
 * Filesets start at the workspace root, not at `{projectRoot}`: Nx takes the files of nested projects out of the
 * latter, and a pack may lie inside the folder of a world or of a package.
 */
function importInputs(project: AirProject, { imports, isIgnored }: WorldSources, engine: Inputs): Inputs {
  const folders = new Set(imports.flatMap(({ root }) => (root === undefined ? [] : folderGlob(root))));
  const evidence = new Set(imports.flatMap((entry) => entry.evidence));
  const externals = new Set(imports.flatMap(({ external }) => external?.node.replace(/^npm:/, '') ?? []));
  return [
    workspaceFileset(project.file),
    ...[...folders].sort(compareText).flatMap((folder) => filesets(`${folder}${JSON_FILES}`, isIgnored)),
    ...[...evidence].sort(compareText).flatMap((glob) => filesets(glob, isIgnored)),
    ...(externals.size === 0 ? [] : [{ externalDependencies: [...externals].sort(compareText) }]),
    ...engine,
  ];
}

function definitionInputs({ airFolders, isIgnored }: WorldSources): Inputs {
  return airFolders.flatMap((folder) => filesets(`${folder}/${JSON_FILES}`, isIgnored));
}

/** What modules are compiled from. */
function moduleSources(project: AirProject): Inputs {
  const sources = workspaceFileset(`${folderGlob(project.root)}modules/**/*`);
  return [`${sources}.ts`, `!${sources}.test.ts`];
}

/** Of runs of all scenarios of a world. */
export function scenarioInputs(project: AirProject): Inputs {
  return [NAMED.run, workspaceFileset(`${folderGlob(project.root)}scenarios/**/*`)];
}

/** What gates of the world left, as their executors name it. */
const RESULTS = ['lock-check', 'validate', 'replay-parity', 'crash-resume'];

/**
 * A summary tells what gates left. `dependentTasksOutputFiles` makes Nx wait with the hash until those of the same run
 * are there; the files count by themselves, for a run without the gates.
 */
export function summaryInputs(project: AirProject): Inputs {
  const results = RESULTS.map((gate) => ({ fileset: workspaceFileset(`dist/${folderGlob(project.root)}${gate}.json`), includeIgnored: true }));
  return [...scenarioInputs(project), ...journalInputs(project), ...results, { dependentTasksOutputFiles: '**/*.json' }];
}

/** Golden journals and their definitions. */
export function journalInputs(project: AirProject): Inputs {
  return [workspaceFileset(`${folderGlob(project.root)}journals/*`)];
}

/**
 * A lock is judged by the config, the imports and what they were resolved with; the world's own definitions have no
 * part in it. `mode` is the same for every world.
 */
export function lockInputs({ imports, isIgnored }: Pick<WorldSources, 'imports' | 'isIgnored'>, mode: Inputs): Inputs {
  const manifests = imports.flatMap(({ evidence }) => evidence).filter((glob) => glob.endsWith('Cargo.toml'));
  const locks = new Set(manifests.map((glob) => glob.replace(/toml$/, 'lock')));
  return [NAMED.imports, ...[...locks].sort(compareText).flatMap((glob) => filesets(glob, isIgnored)), ...mode];
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
