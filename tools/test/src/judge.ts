// The verdict over all cells: counts, what is a failure on CI, and the exit code.
import type { CellOutcome, CellResult } from './cell.ts';

export interface Verdict {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Why the run fails although no test or check failed. */
  readonly complaints: readonly string[];
}

export interface JudgeOptions {
  readonly ci: boolean;
  readonly isInstalled: (program: string) => boolean;
}

/** A cell counts one; a cell with tests counts its tests instead, and one more when it failed without a failed test. */
export function judgeResults(results: readonly CellResult[], { ci, isInstalled }: JudgeOptions): Verdict {
  const counts = results.map(({ outcome }) => countOutcome(outcome));
  const complaints = ci ? results.flatMap((result) => complain(result, isInstalled)) : [];
  const sum = (key: 'passed' | 'failed' | 'skipped') => counts.reduce((total, each) => total + each[key], 0);
  return { passed: sum('passed'), failed: sum('failed') + complaints.length, skipped: sum('skipped'), complaints };
}

function countOutcome(outcome: CellOutcome): { passed: number; failed: number; skipped: number } {
  switch (outcome.state) {
    case 'not run':
      return { passed: 0, failed: 0, skipped: 1 };
    case 'passed':
    case 'failed': {
      const { passed, failed, skipped } = outcome.tests ?? { passed: outcome.state === 'passed' ? 1 : 0, failed: 0, skipped: [] };
      return { passed, failed: outcome.state === 'failed' ? Math.max(failed, 1) : failed, skipped: skipped.length };
    }
  }
}

/** On CI everything runs that can: what did not run must lack a tool that is really absent. */
function complain({ name, outcome }: CellResult, isInstalled: (program: string) => boolean): readonly string[] {
  if (outcome.state === 'not run') {
    const excused = outcome.toolMissing !== undefined && !isInstalled(outcome.toolMissing);
    return excused ? [] : [`${name} did not run on CI: ${outcome.detail}`];
  }
  return (outcome.tests?.skipped ?? [])
    .filter((test) => !lacksTool(test, isInstalled))
    .map((test) => `a test was skipped on CI without "(needs <tool>)" of an absent tool in its name: ${test}`);
}

function lacksTool(test: string, isInstalled: (program: string) => boolean): boolean {
  const [, tool] = /\(needs ([\w.-]+)\)/.exec(test) ?? [];
  return tool !== undefined && !isInstalled(tool);
}
