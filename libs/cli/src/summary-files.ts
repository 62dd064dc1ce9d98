// The files that a summary is written to: for machines, for pull requests, for people.
import { writeJson } from '@nx-air/canon';
import { chooseFlows, renderReport, type ReportInput } from '@nx-air/gates/report';
import { diagnose, summaryJson, summaryMarkdown, type JournalInput, type Summary } from '@nx-air/gates/summary';
import type { FileWrite } from './command.ts';

export interface SummaryParts extends Pick<ReportInput, 'title' | 'pictures' | 'gates'> {
  readonly journals: readonly JournalInput[];
  readonly summary: Summary;
  /** Absolute folder. */
  readonly out: string;
}

export function summaryFiles({ title, journals, summary, pictures, gates, out }: SummaryParts): readonly FileWrite[] {
  const diagnosis = diagnose(journals);
  const page = renderReport({ title, summary, pictures, gates, diagnosis, flows: chooseFlows(journals, diagnosis) });
  return [
    { path: `${out}/summary.json`, text: writeJson(summaryJson(summary, gates)) },
    { path: `${out}/summary.md`, text: summaryMarkdown(summary, title, gates) },
    { path: `${out}/summary.html`, text: page },
  ];
}
