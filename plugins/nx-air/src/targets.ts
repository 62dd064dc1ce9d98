// The targets of an inferred project.
import type { NameClash } from '@nx-air/world/graph';
import type { TargetConfiguration } from '@nx/devkit';
import type { ImportFacts } from './import-facts.ts';
import { describeImport, isOutsideCrate } from './import-facts.ts';
import { gateTargets } from './gate-targets.ts';
import type { Inputs } from './inputs.ts';
import type { LockMode, NormalizedOptions } from './options.ts';
import type { AirProject } from './project-files.ts';

/** What the executors read from a target's options and from the command line. */
export interface ExecutorOptions {
  /**
   * How each import was resolved while the graph was built. Nothing reads it: it makes resolving part of the cache
   * key, so that a package which moved, or was found at last, is a miss although no listed file changed.
   */
  readonly imports?: readonly string[];
  /** Set when the project could not have the name that its folder asks for. */
  readonly nameClash?: Pick<NameClash, 'wanted' | 'given' | 'others'> & { readonly file: string };
  /** Levels of lints from nx.json, which `validate` reads there itself: here they are part of its cache key. */
  readonly lints?: readonly string[];
  /** `--lock-mode` of `lock` and `lock-check`. */
  readonly lockMode?: LockMode;
  /** `lockMode` of the plugin, set by inference. */
  readonly lockModeOption?: LockMode;
  /** `--update` of `lock`: all imports, or those with these packages or paths. */
  readonly update?: boolean | string | readonly string[];
  readonly acceptAuthority?: boolean;
  readonly prune?: boolean;
  readonly dryRun?: boolean;
  /** `--seconds` and `--seed` of `soak`. */
  readonly seconds?: number;
  readonly seed?: number;
  /** `--orders` of `crash-resume`. */
  readonly orders?: number;
  /** `--allow-none` of the gates. */
  readonly allowNone?: boolean;
  /** `--diff` of `lock`: only show what differs. */
  readonly diff?: boolean;
  /** `--scenario` of `replay-parity` and `crash-resume`. */
  readonly scenario?: string;
  /** `--waits` of `crash-resume`. */
  readonly waits?: boolean;
  /** How many scenarios share the orders of `crash-resume`: read by nothing, part of the cache key. */
  readonly of?: number;
  /** Where the results of a part lie, below those of the project; set by inference. */
  readonly results?: string;
}

export interface TargetParts {
  /** Of `validate`. */
  readonly inputs: Inputs;
  /** Of `build-modules`, and of what reads its results. */
  readonly moduleInputs: Inputs;
  /** Of targets that run scenarios, for worlds. */
  readonly scenarioInputs: Inputs;
  /** Of `summary`, for worlds. */
  readonly summaryInputs: Inputs;
  /** What replay reads besides, for worlds. */
  readonly journalInputs: Inputs;
  /** Of `lock-check`, for worlds. */
  readonly lockInputs: Inputs;
  readonly imports: readonly ImportFacts[];
  readonly clash: NameClash | undefined;
}

export type AirTarget = TargetConfiguration<ExecutorOptions>;

export function projectTargets(project: AirProject, parts: TargetParts, options: NormalizedOptions): Record<string, AirTarget> {
  const { mergeTargetName, buildModulesTargetName, validateTargetName, lockTargetName, lockCheckTargetName, smokeTargetName, summaryTargetName } = options;
  if (project.kind === 'pack') return { [validateTargetName]: validateTarget(project, parts, options) };
  return {
    [buildModulesTargetName]: buildModulesTarget(parts),
    [mergeTargetName]: { ...mergeTarget(parts), dependsOn: [buildModulesTargetName] },
    // Of the same project only: `^` would make worlds that import each other a task graph that cannot be run.
    [validateTargetName]: { ...validateTarget(project, parts, options), dependsOn: [lockCheckTargetName] },
    [lockTargetName]: lockTarget(parts, options),
    [lockCheckTargetName]: lockCheckTarget(parts, options),
    [smokeTargetName]: { ...smokeTarget(parts), dependsOn: [buildModulesTargetName] },
    ...gateTargets(parts, options),
    [summaryTargetName]: summaryTarget(parts, options),
  };
}

function resolvedImports(imports: readonly ImportFacts[]): Pick<ExecutorOptions, 'imports'> {
  return imports.length === 0 ? {} : { imports: imports.map(describeImport) };
}

function validateTarget(project: AirProject, { inputs, imports, clash }: TargetParts, { lints }: NormalizedOptions): AirTarget {
  const nameClash =
    clash === undefined ? {} : { nameClash: { wanted: clash.wanted, given: clash.given, others: clash.others, file: project.file } };
  return {
    executor: 'nx-air:validate',
    cache: true,
    inputs,
    outputs: ['{workspaceRoot}/dist/{projectRoot}/validate.json'],
    options: { ...resolvedImports(imports), ...nameClash, ...(lints === undefined ? {} : { lints }) },
    metadata: {
      description:
        project.kind === 'world'
          ? 'Check the world: imports, structure and merge of every definition'
          : 'Check the pack: every definition by itself, and its README',
      technologies: ['air'],
    },
  };
}

function buildModulesTarget({ moduleInputs, imports }: TargetParts): AirTarget {
  return {
    executor: 'nx-air:build-modules',
    cache: true,
    inputs: moduleInputs,
    outputs: ['{workspaceRoot}/dist/{projectRoot}/modules.json', '{workspaceRoot}/dist/{projectRoot}/modules'],
    options: resolvedImports(imports),
    metadata: { description: 'Compile the modules of the world to WASM', technologies: ['air'] },
  };
}

function mergeTarget({ moduleInputs, imports }: TargetParts): AirTarget {
  return {
    executor: 'nx-air:merge',
    cache: true,
    inputs: moduleInputs,
    outputs: ['{workspaceRoot}/dist/{projectRoot}/merge.json'],
    options: resolvedImports(imports),
    metadata: {
      description: 'Resolve the imports and write every definition with its origin and hash',
      technologies: ['air'],
    },
  };
}

function smokeTarget({ scenarioInputs, imports }: TargetParts): AirTarget {
  return {
    executor: 'nx-air:smoke',
    cache: true,
    inputs: scenarioInputs,
    outputs: ['smoke.json', 'smoke.xml'].map((file) => `{workspaceRoot}/dist/{projectRoot}/${file}`),
    options: resolvedImports(imports),
    metadata: { description: 'Run the scenarios of the world', technologies: ['air'] },
  };
}

/** Its page shows what the gates left, so it comes behind them. */
function summaryTarget({ summaryInputs, imports }: TargetParts, { buildModulesTargetName, lockCheckTargetName, validateTargetName, smokeTargetName, replayParityTargetName, crashResumeTargetName }: NormalizedOptions): AirTarget {
  return {
    executor: 'nx-air:summary',
    cache: true,
    dependsOn: [buildModulesTargetName, lockCheckTargetName, validateTargetName, smokeTargetName, replayParityTargetName, crashResumeTargetName],
    inputs: summaryInputs,
    outputs: ['json', 'md', 'html'].map((kind) => `{workspaceRoot}/dist/{projectRoot}/summary.${kind}`),
    options: resolvedImports(imports),
    metadata: { description: 'Summarise the scenarios of the world as JSON, Markdown and a page', technologies: ['air'] },
  };
}

function lockCheckTarget({ lockInputs, imports }: TargetParts, { lockMode }: NormalizedOptions): AirTarget {
  return {
    executor: 'nx-air:lock-check',
    // Nx cannot hash files outside the workspace: a result for them could be stale.
    cache: !imports.some(isOutsideCrate),
    inputs: lockInputs,
    outputs: ['{workspaceRoot}/dist/{projectRoot}/lock-check.json'],
    options: { ...resolvedImports(imports), ...modeOption(lockMode) },
    metadata: { description: 'Compare every import with its lock', technologies: ['air'] },
  };
}

/** Writes into the project, so it is never taken from the cache. */
function lockTarget({ lockInputs }: TargetParts, { lockMode }: NormalizedOptions): AirTarget {
  return {
    executor: 'nx-air:lock',
    cache: false,
    inputs: lockInputs,
    outputs: [],
    options: modeOption(lockMode),
    metadata: { description: 'Write the missing locks of the imports into aos.sync.json', technologies: ['air'] },
  };
}

function modeOption(lockMode: LockMode | undefined): Pick<ExecutorOptions, 'lockModeOption'> {
  return lockMode === undefined ? {} : { lockModeOption: lockMode };
}
