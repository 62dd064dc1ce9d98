// How much a workspace makes of each lint: nothing, a warning, or an error.
import { nearest, type Problem } from '@nx-air/air';
import { LINT_CODES, type LintCode } from './lints/lint.ts';

export const LINT_LEVELS = ['off', 'warning', 'error'] as const;

export type LintLevel = (typeof LINT_LEVELS)[number];

/** What is absent stays a warning. */
export type LintLevels = ReadonlyMap<LintCode, LintLevel>;

export type LintLevelsReading =
  | { readonly ok: true; readonly levels: LintLevels }
  | { readonly ok: false; readonly message: string; readonly hint: string };

/** Reads pairs of lint and level, as an option of the command line or of the plugin gives them; later pairs win. */
export function readLintLevels(pairs: Iterable<readonly [lint: string, level: unknown]>): LintLevelsReading {
  const levels = new Map<LintCode, LintLevel>();
  for (const [name, given] of pairs) {
    const code = LINT_CODES.find((known) => known === name);
    const level = LINT_LEVELS.find((known) => known === given);
    if (code === undefined) return { ok: false, message: `\`${name}\` is no lint`, hint: hintFor(name, LINT_CODES) };
    if (level === undefined) {
      const shown = typeof given === 'string' ? given : JSON.stringify(given);
      return { ok: false, message: `\`${shown}\` is no level of the lint ${code}`, hint: hintFor(String(given), LINT_LEVELS) };
    }
    levels.set(code, level);
  }
  return { ok: true, levels };
}

function hintFor(given: string, known: readonly string[]): string {
  const meant = nearest(given, known);
  return meant === undefined ? `Use one of ${known.join(', ')}.` : `Did you mean \`${meant}\`?`;
}

const levelOf = (levels: LintLevels, { code }: Problem): LintLevel | undefined => {
  const lint = LINT_CODES.find((known) => known === code);
  return lint === undefined ? undefined : levels.get(lint);
};

/** Problems at the level of the workspace; those that are off are left out. */
export function atLevels(problems: readonly Problem[], levels: LintLevels): readonly Problem[] {
  return problems.flatMap((problem) => {
    const level = levelOf(levels, problem);
    if (level === 'off') return [];
    return [level === undefined ? problem : { ...problem, severity: level }];
  });
}
