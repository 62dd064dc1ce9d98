// Which problems keep a world from being merged.
import type { Problem } from '@nx-air/air';
import { codeEntry } from '@nx-air/air';

export function isError({ code, severity }: Problem): boolean {
  return (severity ?? codeEntry(code).severity) === 'error';
}

/** Errors about bytes, shape, resolving and merging block; warnings and errors about meaning do not. */
export function blocksLoading(problem: Problem): boolean {
  return isError(problem) && codeEntry(problem.code).exit === 2;
}

const HIDING = new Set<Problem['code']>(['file_too_large', 'unreadable_file', 'symlinked_definition']);

/** A file or folder that was not read: any definition may be in it. */
export function hidesContent({ code }: Problem): boolean {
  return HIDING.has(code);
}

/** One mistake, one problem: a file reached through two imports is read twice. */
export function withoutRepeats(problems: readonly Problem[]): readonly Problem[] {
  const byFacts = new Map<string, Problem>();
  for (const problem of problems) {
    const { code, file, pointer, expected, actual, line, column } = problem;
    const key = JSON.stringify([code, file, pointer, expected, actual, line, column]);
    const known = byFacts.get(key);
    // The stricter of two severities stands: a registry pack may be lax where a path import of it is not.
    if (known === undefined || (blocksLoading(problem) && !blocksLoading(known))) byFacts.set(key, problem);
  }
  return [...byFacts.values()];
}
