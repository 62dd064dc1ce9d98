// Plugin options from nx.json: defaults, and clear errors for what nx-air does not know.
import { nearest } from '@nx-air/air/did-you-mean';

/** As written under `options` in nx.json; everything may be left out. */
export interface NxAirPluginOptions {
  readonly mergeTargetName?: string;
  readonly validateTargetName?: string;
}

export interface NormalizedOptions {
  readonly mergeTargetName: string;
  readonly validateTargetName: string;
}

export const DEFAULT_OPTIONS: NormalizedOptions = { mergeTargetName: 'merge', validateTargetName: 'validate' };

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
  if (options === undefined || options === null) return DEFAULT_OPTIONS;
  if (typeof options !== 'object' || Array.isArray(options)) {
    throw new NxAirOptionsError('"options" is not an object', 'Write "options": {} or leave it out.');
  }
  const known = Object.keys(DEFAULT_OPTIONS);
  const given = new Map<string, unknown>(Object.entries(options));
  for (const key of given.keys()) {
    if (known.includes(key)) continue;
    const near = nearest(key, known);
    const hint = near === undefined ? `Known options: ${known.join(', ')}.` : `Did you mean "${near}"?`;
    throw new NxAirOptionsError(`unknown option "${key}"`, hint);
  }
  const mergeTargetName = targetName(given, 'mergeTargetName');
  const validateTargetName = targetName(given, 'validateTargetName');
  if (mergeTargetName === validateTargetName) {
    throw new NxAirOptionsError(
      `mergeTargetName and validateTargetName are both "${mergeTargetName}"`,
      'Give each target its own name.',
    );
  }
  return { mergeTargetName, validateTargetName };
}

function targetName(given: ReadonlyMap<string, unknown>, option: keyof NormalizedOptions): string {
  const value = given.get(option);
  if (value === undefined) return DEFAULT_OPTIONS[option];
  if (typeof value === 'string' && value.trim() !== '' && !/[:\s]/.test(value)) return value;
  throw new NxAirOptionsError(
    `option "${option}" is ${JSON.stringify(value)}`,
    'A target name is a non-empty text without ":" and blanks.',
  );
}
