// What is to be said about the lock mode itself.
import type { Problem } from '@nx-air/air';
import type { ResolvedLockMode } from './mode.ts';

/** `configFile`: any aos.sync.json of the run, where the finding can stand. `off` in CI is an error, so it is never green. */
export function modeProblems({ mode, ci, warning }: ResolvedLockMode, configFile: string): readonly Problem[] {
  if (warning === undefined) return [];
  const where = { subject: 'lock mode', file: configFile, pointer: '', actual: warning };
  if (mode === 'error') return [{ ...where, code: 'lock_mode_unknown' }];
  return [{ ...where, code: ci && mode === 'off' ? 'lock_mode_off' : 'lock_mode_weak' }];
}

/** One line for people: what is checked how, and why. */
export function modeLine({ mode, reason }: ResolvedLockMode): string {
  return `lock mode ${mode}, because ${reason}${mode === 'off' ? ': locks that differ or are missing are not reported' : ''}`;
}
