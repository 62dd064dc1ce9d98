// Turns problems into findings: place, severity, wording; without duplicates, in a fixed order.
import { compareText, createLocator } from '@nx-air/canon';
import type { JsonLocator } from '@nx-air/canon';
import { codeEntry } from './codes.ts';
import type { Finding, Problem, Related } from './finding.ts';
import { hintOf, messageOf } from './wording.ts';

interface LineColumn {
  readonly line: number;
  readonly column: number;
}

type Locate = (file: string, pointer: string, at?: 'key' | 'value') => LineColumn;

/**
 * Locates, words, deduplicates and sorts problems by file, line, column, code. `textOf` gives the text of a file and is
 * asked once for each; where it answers undefined the finding stands at line 1, column 1.
 */
export const toFindings = (
  problems: readonly Problem[],
  textOf: (file: string) => string | undefined,
): Finding[] => {
  const locate = locator(textOf);
  const byKey = new Map<string, Finding>();
  for (const problem of problems) {
    const finding = toFinding(problem, locate);
    const key = keyOf(finding);
    if (!byKey.has(key)) byKey.set(key, finding);
  }
  return [...byKey].sort(([keyA, a], [keyB, b]) => compareFindings(a, b) || compareText(keyA, keyB)).map(([, f]) => f);
};

const START = { offset: 0, line: 1, column: 1 };

const locator = (textOf: (file: string) => string | undefined): Locate => {
  const files = new Map<string, JsonLocator>();
  return (file, pointer, at) => {
    let places = files.get(file);
    if (places === undefined) {
      const text = textOf(file);
      places = text === undefined ? () => START : createLocator(text);
      files.set(file, places);
    }
    const { line, column } = places(isPointer(pointer) ? pointer : '', at);
    return { line, column };
  };
};

const isPointer = (pointer: string): boolean => pointer === '' || pointer.startsWith('/');

const toFinding = (problem: Problem, locate: Locate): Finding => {
  const place =
    problem.line === undefined || problem.column === undefined
      ? locate(problem.file, problem.pointer, problem.at)
      : { line: problem.line, column: problem.column };
  const related = problem.related?.map((other) => locateRelated(other, locate));
  return {
    ...problem,
    ...(related === undefined ? {} : { related }),
    severity: problem.severity ?? codeEntry(problem.code).severity,
    message: messageOf(problem),
    hint: hintOf(problem),
    line: problem.line ?? place.line,
    column: problem.column ?? place.column,
  };
};

const locateRelated = (other: Related, locate: Locate): Related => ({ ...locate(other.file, other.pointer), ...other });

/** Two problems with one key say the same. */
const keyOf = ({ file, pointer, line, column, code, severity, message, expected, actual, related }: Finding): string =>
  JSON.stringify([file, pointer, line, column, code, severity, message, expected, actual, related]);

const compareFindings = (a: Finding, b: Finding): number =>
  compareText(a.file, b.file) || a.line - b.line || a.column - b.column || compareText(a.code, b.code);
