// How problems of one scenario are made.
import type { FindingCode, Problem } from '@nx-air/air';

/** `pointer` is one into the scenario file. */
export type Report = (code: FindingCode, pointer: string, detail?: Partial<Pick<Problem, 'at' | 'expected' | 'actual' | 'hint' | 'severity'>>) => void;

export interface Reporter {
  readonly report: Report;
  readonly problems: Problem[];
}

/** `base`: pointer to the part of the file that pointers are relative to. */
export function reporterFor(name: string, file: string, base = ''): Reporter {
  const problems: Problem[] = [];
  // Rules of carriage belong to no world, so they are never written inside of one.
  const place = (pointer: string): string => (pointer.startsWith('/carry/') ? pointer : `${base}${pointer}`);
  return { problems, report: (code, pointer, detail = {}) => problems.push({ code, subject: `scenario ${name}`, file, pointer: place(pointer), ...detail }) };
}
