// How problems of one scenario are made.
import type { FindingCode, Problem } from '@nx-air/air';

/** `pointer` is one into the scenario file. */
export type Report = (code: FindingCode, pointer: string, detail?: Partial<Pick<Problem, 'at' | 'expected' | 'actual' | 'hint' | 'severity'>>) => void;

export interface Reporter {
  readonly report: Report;
  readonly problems: Problem[];
}

export function reporterFor(name: string, file: string): Reporter {
  const problems: Problem[] = [];
  return { problems, report: (code, pointer, detail = {}) => problems.push({ code, subject: `scenario ${name}`, file, pointer, ...detail }) };
}
