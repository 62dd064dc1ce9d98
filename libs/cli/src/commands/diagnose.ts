// `air diagnose`: the likely cause of every flow that failed or is stuck, with the record that shows it.
import type { Host } from '@nx-air/world';
import type { Command, CommandResult } from '../command.ts';
import { CliError } from '../errors.ts';

/** With `id`, only the flow that it names. */
export async function runDiagnose(host: Host, cwd: string, targets: readonly string[], id?: string): Promise<CommandResult> {
  const [{ diagnose: find, diagnosisJson, followFlow }, { readJournals }, { diagnosisLines }] = await Promise.all([import('@nx-air/gates/summary'), import('../journal-files.ts'), import('../diagnosis-lines.ts')]);
  const journals = readJournals(host, cwd, targets);
  const followed = id === undefined ? undefined : followFlow(journals, id);
  if (followed?.trace.entries.length === 0) throw new CliError('unknown_target', `nothing in ${targets.map((target) => `\`${target}\``).join(', ')} belongs to \`${id}\``, 'Give a correlation value, or the id of an instance, an intent or an event.');
  const report = find(journals, followed?.flow);
  const [first] = report.diagnoses;
  return { exitCode: 0, findings: [], data: diagnosisJson(report), lines: diagnosisLines(report), next: first === undefined ? '' : first.instance.startsWith('"') || first.instance === '' ? '' : `air trace ${targets.join(' ')} --correlation ${first.instance}`, writes: [] };
}

export const diagnose: Command = {
  name: 'diagnose',
  summary: 'name the likely cause of every flow that failed or is stuck',
  usage: '<journal...> [--correlation ID]',
  targets: { least: 1 },
  options: {
    correlation: { type: 'string', placeholder: 'ID', summary: 'only the flow with this correlation value, instance, intent or event' },
  },
  run: async (host, { cwd, targets, values }) => runDiagnose(host, cwd, targets, values.get('correlation')),
};
