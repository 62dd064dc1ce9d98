// What the gates say of a world, read from the results that they left: a gate without one has not run.
import { readJson, type Hash, type JsonObject, type JsonValue } from '@nx-air/canon';

/** Those whose results a summary reads, in the order in which they are told; smoke is told scenario by scenario. */
export const READ_GATES = ['replay-parity', 'crash-resume', 'validate', 'lock-check'] as const;
export type ReadGate = (typeof READ_GATES)[number];

export interface GateVerdict {
  /** `smoke`, `replay-parity`, … */
  readonly gate: string;
  /** A scenario, or the world. */
  readonly subject: string;
  readonly state: 'passed' | 'failed' | 'not run';
  readonly detail: string;
}

/** What a result has to be of. */
export interface Judged {
  readonly world: string;
  /** Hash of the files of the world as they are now. */
  readonly files: Hash;
}

/**
 * `bytes`: what the target of the gate left, `files_hash` and the answer of its command; undefined where there is none.
 * Only exit code 0 has passed, and only for the files that it was given for.
 */
export function readVerdict(gate: ReadGate, { world, files }: Judged, bytes: Uint8Array | undefined): GateVerdict {
  const say = (state: GateVerdict['state'], detail: string): GateVerdict => ({ gate, subject: world, state, detail });
  if (bytes === undefined) return say('not run', `there is no ${gate}.json`);
  const { value, problems } = readJson(bytes);
  const code = isObject(value) ? value['exit_code'] : undefined;
  if (problems.length > 0 || !isObject(value) || typeof code !== 'number') return say('not run', `${gate}.json is no result of a gate`);
  const of = value['world'];
  if (typeof of === 'string' && of !== world) return say('not run', `${gate}.json is of ${of}`);
  if (value['files_hash'] !== files) return say('not run', `${gate}.json is of other files`);
  const told = [DETAILS[gate](value), findingsOf(value)].filter((part) => part !== '').join(', ');
  return say(code === 0 ? 'passed' : 'failed', told);
}

const DETAILS: Readonly<Record<ReadGate, (result: JsonObject) => string>> = {
  'replay-parity': ({ replays }) => (Array.isArray(replays) ? `${replays.filter((replay) => isObject(replay) && replay['same'] === true).length} of ${counted(replays.length, 'replay')} the same` : ''),
  'crash-resume': ({ injected, violations }) => (typeof injected === 'number' ? `${counted(injected, 'fault')}, ${counted(typeof violations === 'number' ? violations : 0, 'violation')}` : ''),
  validate: () => '',
  'lock-check': () => '',
};

/** Notes are not worth a word here. */
function findingsOf({ findings }: JsonObject): string {
  const of = (severity: string): number => (Array.isArray(findings) ? findings.filter((finding) => isObject(finding) && finding['severity'] === severity).length : 0);
  const [errors, warnings] = [of('error'), of('warning')];
  return [...(errors > 0 ? [counted(errors, 'error')] : []), ...(warnings > 0 ? [counted(warnings, 'warning')] : [])].join(', ');
}

const isObject = (value: JsonValue | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
