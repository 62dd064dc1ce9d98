// How strictly locks are judged, and why.
import type { CiFacts, Env } from './detect-ci.ts';
import { detectCi } from './detect-ci.ts';

export const LOCK_MODES = ['off', 'warn', 'error'] as const;

export type LockMode = (typeof LOCK_MODES)[number];

export interface LockModeRequest {
  /** `--lock-mode`. */
  readonly flag?: LockMode;
  /** `lockMode` of the plugin. */
  readonly option?: LockMode;
  readonly env: Env;
  /** What `detectCi` says about `env`, unless the caller knows better. */
  readonly ci?: CiFacts;
}

export interface ResolvedLockMode {
  readonly mode: LockMode;
  /** What decided: `CI=true`, `--lock-mode warn`. */
  readonly reason: string;
  /** In CI whatever decided. */
  readonly ci: boolean;
  /** Something to be said aloud: a mode below `error` in CI, a value that is none. */
  readonly warning?: string;
}

const TRUE = new Set(['1', 'true', 'yes', 'on']);

type Decision = Pick<ResolvedLockMode, 'mode' | 'reason' | 'warning'>;

/** A mistyped mode must not weaken the check. */
function fromVariable(text: string): Decision {
  const mode = LOCK_MODES.find((known) => known === text.trim().toLowerCase());
  const reason = `AOS_IMPORT_LOCK=${text}`;
  return mode === undefined ? { mode: 'error', reason, warning: `${reason} is none of ${LOCK_MODES.join(', ')}; error is used` } : { mode, reason };
}

function decide({ flag, option, env }: LockModeRequest, ci: CiFacts): Decision {
  if (flag !== undefined) return { mode: flag, reason: `--lock-mode ${flag}` };
  const strict = env['AOS_IMPORT_LOCK_STRICT'];
  if (strict !== undefined && TRUE.has(strict.trim().toLowerCase())) return { mode: 'error', reason: `AOS_IMPORT_LOCK_STRICT=${strict}` };
  const variable = env['AOS_IMPORT_LOCK'];
  if (variable !== undefined && variable.trim() !== '') return fromVariable(variable);
  if (option !== undefined) return { mode: option, reason: `plugin option lockMode ${option}` };
  if (ci.variable !== undefined) return { mode: 'error', reason: `${ci.variable}=${env[ci.variable] ?? ''}` };
  return ci.ci ? { mode: 'error', reason: 'CI' } : { mode: 'warn', reason: 'not in CI' };
}

/**
 * Flag, AOS_IMPORT_LOCK_STRICT, AOS_IMPORT_LOCK, plugin option, CI, in this order; `warn` where none decides. Values of
 * the environment are shown to people only.
 */
export function resolveLockMode(request: LockModeRequest): ResolvedLockMode {
  const ci = request.ci ?? detectCi(request.env);
  const decision = decide(request, ci);
  const weak = ci.ci && decision.mode !== 'error' ? `locks are not enforced in CI (${ci.variable ?? 'CI'} is set): mode ${decision.mode}, because ${decision.reason}` : undefined;
  const warning = decision.warning ?? weak;
  return { mode: decision.mode, reason: decision.reason, ci: ci.ci, ...(warning === undefined ? {} : { warning }) };
}
