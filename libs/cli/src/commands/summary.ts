// `air summary`: what happened, counted from journals alone.
import type { Host } from '@nx-air/world';
import type { Command, CommandResult, FileWrite } from '../command.ts';
import { absolutePath } from '../target.ts';

export interface SummaryOptions {
  /** Absolute folder that summary.json, summary.md and summary.html are to be written to. */
  readonly out?: string;
}

/** `targets`: journal files, and folders of them. Writes nothing: with `out`, the files are in `writes` of the answer. */
export async function runSummary(host: Host, cwd: string, targets: readonly string[], { out }: SummaryOptions = {}): Promise<CommandResult> {
  const [{ summarise, summaryJson, summaryMarkdown }, { readJournals }, { summaryLines }, { writeJson }] = await Promise.all([
    import('@nx-air/gates/summary'),
    import('../journal-files.ts'),
    import('../summary-lines.ts'),
    import('@nx-air/canon'),
  ]);
  const journals = readJournals(host, cwd, targets);
  const summary = summarise(journals);
  const data = summaryJson(summary);
  const writes: readonly FileWrite[] =
    out === undefined
      ? []
      : [
          { path: `${out}/summary.json`, text: writeJson(data) },
          { path: `${out}/summary.md`, text: summaryMarkdown(summary) },
        ];
  const next = summary.totals['instances.error'] + summary.totals['instances.running'] > 0 ? `air diagnose ${targets.join(' ')}` : '';
  return { exitCode: 0, findings: [], data, lines: summaryLines(summary), next, writes };
}

export const summary: Command = {
  name: 'summary',
  summary: 'count what happened in journals: runs, effects, decisions, failures, waiting times',
  usage: '<journal...> [--out DIR]',
  targets: { least: 1 },
  options: {
    out: { type: 'string', placeholder: 'DIR', summary: 'write summary.json and summary.md to DIR' },
  },
  async run(host, { cwd, targets, values }) {
    const out = values.get('out');
    return runSummary(host, cwd, targets, out === undefined ? {} : { out: absolutePath(cwd, out) });
  },
};
