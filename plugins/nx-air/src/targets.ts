// The targets of an inferred project.
import type { NameClash } from '@nx-air/world/graph';
import type { TargetConfiguration } from '@nx/devkit';
import type { ImportFacts } from './import-facts.ts';
import { isOutsideCrate, type Resolution } from './import-facts.ts';
import { gateTargets } from './gate-targets.ts';
import { type Inputs, NAMED, scenarioInputs, summaryInputs } from './inputs.ts';
import type { LockMode, NormalizedOptions } from './options.ts';
import type { AirProject } from './project-files.ts';

/** What the executors read from a target's options and from the command line. */
export interface ExecutorOptions {
  /**
   * A hash of how each import was resolved while the graph was built. Nothing reads it: it makes resolving part of the
   * cache key, so that a package which moved, or was found at last, is a miss although no listed file changed.
   */
  readonly imports?: string;
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

export interface WorldParts {
  /** Of `lock` and `lock-check`. */
  readonly lockInputs: Inputs;
  readonly imports: readonly ImportFacts[];
  readonly resolution: Resolution;
  readonly clash: NameClash | undefined;
}

export type AirTarget = TargetConfiguration<ExecutorOptions>;

export function packTargets({ file }: AirProject, inputs: Inputs, clash: NameClash | undefined, options: NormalizedOptions): Record<string, AirTarget> {
  const validate = validateTarget(file, inputs, { clash, resolution: {} }, options);
  return { [options.validateTargetName]: { ...validate, metadata: { description: 'Check the pack: every definition by itself, and its README' } } };
}

export function worldTargets(project: AirProject, parts: WorldParts, options: NormalizedOptions): Record<string, AirTarget> {
  const { mergeTargetName, buildModulesTargetName, validateTargetName, lockTargetName, lockCheckTargetName, smokeTargetName, summaryTargetName } = options;
  return {
    [buildModulesTargetName]: buildModulesTarget(parts),
    [mergeTargetName]: { ...mergeTarget(parts), dependsOn: [buildModulesTargetName] },
    // Of the same project only: `^` would make worlds that import each other a task graph that cannot be run.
    [validateTargetName]: {
      ...validateTarget(project.file, [NAMED.world], parts, options),
      dependsOn: [lockCheckTargetName],
      metadata: { description: 'Check the world: imports, structure and merge of every definition' },
    },
    [lockTargetName]: lockTarget(parts, options),
    [lockCheckTargetName]: lockCheckTarget(parts, options),
    [smokeTargetName]: { ...smokeTarget(project, parts), dependsOn: [buildModulesTargetName] },
    ...gateTargets(project, parts.resolution, options),
    [summaryTargetName]: summaryTarget(project, parts, options),
  };
}

function validateTarget(file: string, inputs: Inputs, { resolution, clash }: Pick<WorldParts, 'resolution' | 'clash'>, { lints }: NormalizedOptions): AirTarget {
  const nameClash = clash === undefined ? {} : { nameClash: { wanted: clash.wanted, given: clash.given, others: clash.others, file } };
  return {
    executor: 'nx-air:validate',
    cache: true,
    inputs,
    outputs: ['{workspaceRoot}/dist/{projectRoot}/validate.json'],
    options: { ...resolution, ...nameClash, ...(lints === undefined ? {} : { lints }) },
  };
}

function buildModulesTarget({ resolution }: WorldParts): AirTarget {
  return {
    executor: 'nx-air:build-modules',
    cache: true,
    inputs: [NAMED.modules],
    outputs: ['{workspaceRoot}/dist/{projectRoot}/modules.json', '{workspaceRoot}/dist/{projectRoot}/modules'],
    options: resolution,
    metadata: { description: 'Compile the modules of the world to WASM' },
  };
}

function mergeTarget({ resolution }: WorldParts): AirTarget {
  return {
    executor: 'nx-air:merge',
    cache: true,
    inputs: [NAMED.modules],
    outputs: ['{workspaceRoot}/dist/{projectRoot}/merge.json'],
    options: resolution,
    metadata: { description: 'Resolve the imports and write every definition with its origin and hash' },
  };
}

function smokeTarget(project: AirProject, { resolution }: WorldParts): AirTarget {
  return {
    executor: 'nx-air:smoke',
    cache: true,
    inputs: scenarioInputs(project),
    outputs: ['smoke.json', 'smoke.xml'].map((file) => `{workspaceRoot}/dist/{projectRoot}/${file}`),
    options: resolution,
    metadata: { description: 'Run the scenarios of the world' },
  };
}

/** Its page shows what the gates left, so it comes behind them. */
function summaryTarget(project: AirProject, { resolution }: WorldParts, { buildModulesTargetName, lockCheckTargetName, validateTargetName, smokeTargetName, replayParityTargetName, crashResumeTargetName }: NormalizedOptions): AirTarget {
  return {
    executor: 'nx-air:summary',
    cache: true,
    dependsOn: [buildModulesTargetName, lockCheckTargetName, validateTargetName, smokeTargetName, replayParityTargetName, crashResumeTargetName],
    inputs: summaryInputs(project),
    outputs: ['json', 'md', 'html'].map((kind) => `{workspaceRoot}/dist/{projectRoot}/summary.${kind}`),
    options: resolution,
    metadata: { description: 'Summarise the scenarios of the world as JSON, Markdown and a page' },
  };
}

function lockCheckTarget({ lockInputs, imports, resolution }: WorldParts, { lockMode }: NormalizedOptions): AirTarget {
  return {
    executor: 'nx-air:lock-check',
    // Nx cannot hash files outside the workspace: a result for them could be stale.
    cache: !imports.some(isOutsideCrate),
    inputs: lockInputs,
    outputs: ['{workspaceRoot}/dist/{projectRoot}/lock-check.json'],
    options: { ...resolution, ...modeOption(lockMode) },
    metadata: { description: 'Compare every import with its lock' },
  };
}

/** Writes into the project, so it is never taken from the cache. */
function lockTarget({ lockInputs }: WorldParts, { lockMode }: NormalizedOptions): AirTarget {
  return {
    executor: 'nx-air:lock',
    cache: false,
    inputs: lockInputs,
    outputs: [],
    options: modeOption(lockMode),
    metadata: { description: 'Write the missing locks of the imports into aos.sync.json' },
  };
}

function modeOption(lockMode: LockMode | undefined): Pick<ExecutorOptions, 'lockModeOption'> {
  return lockMode === undefined ? {} : { lockModeOption: lockMode };
}
