// The exit code that a list of findings asks for.
import { codeEntry } from './codes.ts';
import type { CodeEntry } from './codes.ts';
import type { Finding } from './finding.ts';

export type ExitOfFindings = 0 | CodeEntry['exit'];

/** 0 without errors, otherwise the lowest exit code among the errors: 2 cannot load, 3 lock, 4 meaning, 5 a gate. */
export const exitCode = (findings: readonly Pick<Finding, 'code' | 'severity'>[]): ExitOfFindings => {
  let lowest: ExitOfFindings = 0;
  for (const { code, severity } of findings) {
    const { exit } = codeEntry(code);
    if (severity === 'error' && (lowest === 0 || exit < lowest)) lowest = exit;
  }
  return lowest;
};
