// Turns problems into findings: place, severity, wording; without duplicates, in a fixed order.
import { compareText, locateJson } from '@nx-air/canon';
import { codeEntry } from './codes.ts';
import type { Finding, Problem } from './finding.ts';
import { hintOf, messageOf } from './wording.ts';

/**
 * Locates, words, deduplicates and sorts problems by file, line, column, code. `textOf` gives the text of a file,
 * or undefined when it cannot be shown (the finding then stands at line 1, column 1).
 */
export const toFindings = (
  problems: readonly Problem[],
  textOf: (file: string) => string | undefined,
): Finding[] => {
  const byKey = new Map<string, Finding>();
  for (const problem of problems) {
    const finding = toFinding(problem, textOf(problem.file));
    byKey.set(keyOf(finding), byKey.get(keyOf(finding)) ?? finding);
  }
  return [...byKey.values()].sort(compareFindings);
};

const toFinding = (problem: Problem, text: string | undefined): Finding => {
  const place = text === undefined ? { line: 1, column: 1 } : locateJson(text, problem.pointer, problem.at);
  return {
    ...problem,
    severity: problem.severity ?? codeEntry(problem.code).severity,
    message: messageOf(problem),
    hint: hintOf(problem),
    line: problem.line ?? place.line,
    column: problem.column ?? place.column,
  };
};

const keyOf = (f: Finding): string =>
  JSON.stringify([f.file, f.line, f.column, f.code, f.pointer, f.subject, f.expected, f.actual]);

const compareFindings = (a: Finding, b: Finding): number =>
  compareText(a.file, b.file) ||
  a.line - b.line ||
  a.column - b.column ||
  compareText(a.code, b.code) ||
  compareText(keyOf(a), keyOf(b));
