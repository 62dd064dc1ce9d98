// Plugin options from nx.json: defaults, and clear errors for what nx-air does not know.
import { nearest } from '@nx-air/air/did-you-mean';

const LOCK_MODES = ['off', 'warn', 'error'] as const;

/** How strictly locks are judged. */
export type LockMode = (typeof LOCK_MODES)[number];

/** As written under `options` in nx.json; everything may be left out. */
export interface NxAirPluginOptions {
  readonly mergeTargetName?: string;
  readonly buildModulesTargetName?: string;
  readonly validateTargetName?: string;
  readonly lockTargetName?: string;
  readonly lockCheckTargetName?: string;
  readonly smokeTargetName?: string;
  readonly replayParityTargetName?: string;
  readonly crashResumeTargetName?: string;
  readonly soakTargetName?: string;
  readonly summaryTargetName?: string;
  /** Parents of the parts that `atomizeGates` makes. */
  readonly replayParityCiTargetName?: string;
  readonly crashResumeCiTargetName?: string;
  /** Targets for each scenario beside those of the world: `replay-parity--<scenario>`. `true` without it. */
  readonly atomizeGates?: boolean;
  /** Without it `error` in CI and `warn` elsewhere; `--lock-mode` and AOS_IMPORT_LOCK come before it. */
  readonly lockMode?: LockMode;
  /** Level of each lint: `off`, `warning` or `error`. Names and levels are judged by `validate`, which reads them. */
  readonly lints?: Readonly<Record<string, string>>;
}

export interface TargetNames {
  readonly mergeTargetName: string;
  readonly buildModulesTargetName: string;
  readonly validateTargetName: string;
  readonly lockTargetName: string;
  readonly lockCheckTargetName: string;
  readonly smokeTargetName: string;
  readonly replayParityTargetName: string;
  readonly crashResumeTargetName: string;
  readonly soakTargetName: string;
  readonly summaryTargetName: string;
  readonly replayParityCiTargetName: string;
  readonly crashResumeCiTargetName: string;
}

export interface NormalizedOptions extends TargetNames {
  readonly atomizeGates: boolean;
  readonly lockMode?: LockMode;
  /** One `lint=level` each, in the order of the options. */
  readonly lints?: readonly string[];
}

export const DEFAULT_OPTIONS: TargetNames = {
  mergeTargetName: 'merge',
  buildModulesTargetName: 'build-modules',
  validateTargetName: 'validate',
  lockTargetName: 'lock',
  lockCheckTargetName: 'lock-check',
  smokeTargetName: 'smoke',
  replayParityTargetName: 'replay-parity',
  crashResumeTargetName: 'crash-resume',
  soakTargetName: 'soak',
  summaryTargetName: 'summary',
  replayParityCiTargetName: 'replay-parity-ci',
  crashResumeCiTargetName: 'crash-resume-ci',
};

const DEFAULTS: NormalizedOptions = { ...DEFAULT_OPTIONS, atomizeGates: true };

/** Thrown for mistakes in nx.json only: nothing else can be inferred from options that are not understood. */
export class NxAirOptionsError extends Error {
  readonly code = 'plugin_options';
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(`nx.json: nx-air: ${message}. ${hint}`);
    this.name = 'NxAirOptionsError';
    this.hint = hint;
  }
}

/**
 * Nx hands over `undefined` when nx.json has no options. Target names are non-blank, differ from each other and
 * hold no `:` (it separates project, target and configuration on the command line).
 * @throws NxAirOptionsError naming the option
 */
export function normalizeOptions(options: unknown): NormalizedOptions {
  if (options === undefined || options === null) return DEFAULTS;
  if (typeof options !== 'object' || Array.isArray(options)) {
    throw new NxAirOptionsError('"options" is not an object', 'Write "options": {} or leave it out.');
  }
  const known = [...Object.keys(DEFAULT_OPTIONS), 'atomizeGates', 'lockMode', 'lints'];
  const given = new Map<string, unknown>(Object.entries(options));
  for (const key of given.keys()) {
    if (known.includes(key)) continue;
    const near = nearest(key, known);
    const hint = near === undefined ? `Known options: ${known.join(', ')}.` : `Did you mean "${near}"?`;
    throw new NxAirOptionsError(`unknown option "${key}"`, hint);
  }
  const names: TargetNames = {
    mergeTargetName: targetName(given, 'mergeTargetName'),
    buildModulesTargetName: targetName(given, 'buildModulesTargetName'),
    validateTargetName: targetName(given, 'validateTargetName'),
    lockTargetName: targetName(given, 'lockTargetName'),
    lockCheckTargetName: targetName(given, 'lockCheckTargetName'),
    smokeTargetName: targetName(given, 'smokeTargetName'),
    replayParityTargetName: targetName(given, 'replayParityTargetName'),
    crashResumeTargetName: targetName(given, 'crashResumeTargetName'),
    soakTargetName: targetName(given, 'soakTargetName'),
    summaryTargetName: targetName(given, 'summaryTargetName'),
    replayParityCiTargetName: targetName(given, 'replayParityCiTargetName'),
    crashResumeCiTargetName: targetName(given, 'crashResumeCiTargetName'),
  };
  refuseSameName(names);
  const lockMode = readLockMode(given.get('lockMode'));
  const lints = readLints(given.get('lints'));
  return { ...names, atomizeGates: readSwitch(given.get('atomizeGates')), ...(lockMode === undefined ? {} : { lockMode }), ...(lints === undefined ? {} : { lints }) };
}

function targetName(given: ReadonlyMap<string, unknown>, option: keyof TargetNames): string {
  const value = given.get(option);
  if (value === undefined) return DEFAULT_OPTIONS[option];
  if (typeof value === 'string' && value.trim() !== '' && !/[:\s]/.test(value)) return value;
  throw new NxAirOptionsError(
    `option "${option}" is ${JSON.stringify(value)}`,
    'A target name is a non-empty text without ":" and blanks.',
  );
}

function refuseSameName(names: TargetNames): void {
  const owners = new Map<string, string>();
  for (const [option, name] of Object.entries(names)) {
    const owner = owners.get(name);
    if (owner !== undefined) throw new NxAirOptionsError(`${owner} and ${option} are both "${name}"`, 'Give each target its own name.');
    owners.set(name, option);
  }
}

function readSwitch(value: unknown): boolean {
  if (value === undefined) return true;
  if (typeof value === 'boolean') return value;
  throw new NxAirOptionsError(`option "atomizeGates" is ${JSON.stringify(value)}`, 'Write true or false.');
}

function readLockMode(value: unknown): LockMode | undefined {
  if (value === undefined) return undefined;
  const mode = LOCK_MODES.find((known) => known === value);
  if (mode !== undefined) return mode;
  throw new NxAirOptionsError(`option "lockMode" is ${JSON.stringify(value)}`, `Write one of ${LOCK_MODES.map((known) => `"${known}"`).join(', ')}.`);
}

function readLints(value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new NxAirOptionsError('option "lints" is not an object', 'Write {"<lint>": "off" | "warning" | "error"}.');
  }
  return Object.entries(value).map(([lint, level]) => `${lint}=${String(level)}`);
}
