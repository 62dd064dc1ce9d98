// The part every command's answer shares: findings, exit code, verdict and the next thing to do.
import { exitCode, toFindings, type Finding, type Problem } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import type { CommandResult, FileWrite } from './command.ts';

export interface Conclusion {
  readonly problems: readonly Problem[];
  readonly texts: ReadonlyMap<string, string>;
  readonly data: JsonObject;
  readonly lines: readonly string[];
  /** The command that was run, to be run again once the first error is corrected. */
  readonly again: string;
  /** What to do when there is no error. */
  readonly next: string;
  readonly writes?: readonly FileWrite[];
}

function count(findings: readonly Finding[], severity: Finding['severity'], word: string): string | undefined {
  const found = findings.filter((finding) => finding.severity === severity).length;
  return found === 0 ? undefined : `${found} ${word}${found === 1 ? '' : 's'}`;
}

/** `2 errors, 1 warning`; '' without findings. */
export function countFindings(findings: readonly Finding[]): string {
  const counts = [count(findings, 'error', 'error'), count(findings, 'warning', 'warning'), count(findings, 'info', 'note')];
  return counts.filter((part) => part !== undefined).join(', ');
}

/** Errors come first: they decide the exit code, and the first one is the next thing to do. */
export function nextStep(findings: readonly Finding[], again: string, next: string): string {
  const first = findings.find(({ severity }) => severity === 'error');
  return first === undefined ? next : `correct ${first.file}:${first.line}:${first.column}, then run ${again}`;
}

export function conclude({ problems, texts, data, lines, again, next, writes = [] }: Conclusion): CommandResult {
  const findings = toFindings(problems, (file) => texts.get(file));
  const counted = countFindings(findings);
  const shown = counted === '' ? lines : [...lines, counted];
  return { exitCode: exitCode(findings), findings, data, lines: shown, next: nextStep(findings, again, next), writes };
}

/**
 * Findings of several targets as one list: a mistake that several of them report is listed once, as the first one
 * worded it, unless a later one is stricter about it.
 */
export function joinFindings(lists: readonly (readonly Finding[])[]): readonly Finding[] {
  const byPlace = new Map<string, Finding>();
  for (const finding of lists.flat()) {
    const { code, file, line, column, pointer, expected, actual } = finding;
    const key = JSON.stringify([code, file, line, column, pointer, expected, actual]);
    const known = byPlace.get(key);
    if (known === undefined || (finding.severity === 'error' && known.severity !== 'error')) byPlace.set(key, finding);
  }
  return [...byPlace.values()];
}
