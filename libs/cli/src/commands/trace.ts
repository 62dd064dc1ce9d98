// `air trace`: everything that belongs to one flow, across worlds, in order.
import type { Host } from '@nx-air/world';
import type { Command, CommandResult } from '../command.ts';
import { CliError } from '../errors.ts';

/** `id`: a correlation value, or the id of an instance, an intent or an event. */
export async function runTrace(host: Host, cwd: string, targets: readonly string[], id: string): Promise<CommandResult> {
  const [{ traceFlow, traceJson }, { readJournals }, { traceLines }] = await Promise.all([import('@nx-air/gates/summary'), import('../journal-files.ts'), import('../trace-lines.ts')]);
  const trace = traceFlow(readJournals(host, cwd, targets), id);
  if (trace.entries.length === 0) {
    throw new CliError('unknown_target', `nothing in ${targets.map((target) => `\`${target}\``).join(', ')} belongs to \`${id}\``, 'Give a correlation value, or the id of an instance, an intent or an event.');
  }
  const isBroken = trace.entries.some(({ isFailure }) => isFailure);
  return { exitCode: 0, findings: [], data: traceJson(trace), lines: traceLines(trace), next: isBroken ? `air diagnose ${targets.join(' ')} --correlation ${id}` : '', writes: [] };
}

export const trace: Command = {
  name: 'trace',
  summary: 'show one flow as a timeline: events, instances, effects and receipts, across worlds',
  usage: '<journal...> --correlation ID',
  targets: { least: 1 },
  options: {
    correlation: { type: 'string', placeholder: 'ID', summary: 'correlation value of the flow, or the id of an instance, an intent or an event' },
  },
  async run(host, { cwd, targets, values }) {
    const id = values.get('correlation');
    if (id === undefined) throw new CliError('missing_value', '`air trace` needs `--correlation ID`', 'Give a correlation value, or the id of an instance, an intent or an event.');
    return runTrace(host, cwd, targets, id);
  },
};
