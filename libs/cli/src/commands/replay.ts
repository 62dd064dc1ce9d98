// `air replay`: replays a journal file, or everything that a world has to replay.
import type { Host, LoadWorldOptions } from '@nx-air/world';
import type { Command, CommandResult, FileWrite } from '../command.ts';
import { CliError } from '../errors.ts';
import { nameAirCommand, ofScenario, type NameCommand } from '../name-command.ts';
import { absolutePath, resolveFolder } from '../target.ts';

export interface ReplayCommandOptions {
  readonly label?: string;
  readonly load?: LoadWorldOptions;
  readonly nameCommand?: NameCommand;
  readonly allowNone?: boolean;
  /** Only this scenario, with its golden journals. */
  readonly scenario?: string;
  /** Absolute folder for replay-parity.xml; nothing is written without it. */
  readonly out?: string;
}

/** The world in the folder `dir` (absolute). Writes are to be made whatever the exit code. */
export async function runReplay(host: Host, dir: string, { label = dir, load = {}, nameCommand = nameAirCommand, allowNone = false, scenario, out }: ReplayCommandOptions = {}): Promise<CommandResult> {
  const [{ parityLines, paritySuites, renderJUnit, replayParityWorld }, { conclude }] = await Promise.all([import('@nx-air/gates'), import('../conclude.ts')]);
  const report = await replayParityWorld(host, dir, { ...load, allowNone, ...(scenario !== undefined && { scenario }) });
  const writes: readonly FileWrite[] = out === undefined ? [] : [{ path: `${out}/replay-parity.xml`, text: renderJUnit(`replay-parity ${report.world ?? label}`, paritySuites(report)) }];
  return conclude({
    problems: report.problems,
    texts: report.texts,
    data: {
      world: report.world ?? null,
      replays: report.cases.map(({ kind, name, file, records, replays, skipped, lines }) => ({ kind, name, file, records, replays, same: lines.length === 0 && skipped === undefined, skipped: skipped ?? null, lines })),
    },
    lines: parityLines(report),
    again: ofScenario(nameCommand('replay', [label]), scenario),
    next: '',
    writes,
  });
}

export const replay: Command = {
  name: 'replay',
  summary: 'replay the scenarios and golden journals of a world, or one journal file',
  usage: '<world or journal> [--scenario NAME] [--out DIR] [--allow-none]',
  targets: { least: 1, most: 1 },
  options: {
    'allow-none': { type: 'boolean', summary: 'let a world with nothing to replay pass' },
    scenario: { type: 'string', placeholder: 'NAME', summary: 'only this scenario and its golden journals' },
    out: { type: 'string', placeholder: 'DIR', summary: 'write replay-parity.xml there' },
  },
  async run(host, { cwd, targets: [target = ''], flags, values }) {
    const file = absolutePath(cwd, target);
    const [out, scenario] = [values.get('out'), values.get('scenario')];
    if (host.kindOf(file) === 'file') {
      if (scenario !== undefined) throw new CliError('unexpected_value', '`--scenario` is of a world, and this is a journal file', 'Leave `--scenario` out.');
      const { replayFile } = await import('../replay-file.ts');
      return replayFile(host, file, target);
    }
    const { label, path } = await resolveFolder(host, cwd, target);
    return runReplay(host, path, { label, allowNone: flags.has('allow-none'), ...(scenario !== undefined && { scenario }), ...(out !== undefined && { out: absolutePath(cwd, out) }) });
  },
};
