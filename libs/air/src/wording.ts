// What a finding says: message and hint per code. Facts come from the problem, defaults from the catalogue.
import { codeEntry } from './codes.ts';
import type { FindingCode } from './codes.ts';
import type { Problem } from './finding.ts';

type Say = (problem: Problem) => string | undefined;

/** Codes whose message or hint depends on more than the catalogue's text. */
const MESSAGES: Partial<Record<FindingCode, Say>> = {};
const HINTS: Partial<Record<FindingCode, Say>> = {};

/** One line: what is wrong with what. Expected and actual are rendered beside it, not inside. */
export const messageOf = (problem: Problem): string =>
  MESSAGES[problem.code]?.(problem) ?? `${problem.subject}: ${codeEntry(problem.code).title}`;

/** One line: what to do next. */
export const hintOf = (problem: Problem): string =>
  problem.hint ?? HINTS[problem.code]?.(problem) ?? codeEntry(problem.code).fix;
