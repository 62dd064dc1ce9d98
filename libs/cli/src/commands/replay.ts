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

/** A journal file by itself: with the objects that `air run` kept for it, or the lists of objects beside it. */
async function replayFile(host: Host, path: string, label: string): Promise<CommandResult> {
  const [{ decodePack, definitionsFrom, replayPinned, showDivergence }, { readJournalFile }, { memoryStore }, { directoryStore }] = await Promise.all([import('@nx-air/gates'), import('@nx-air/kernel/fs'), import('@nx-air/canon'), import('@nx-air/canon/fs')]);
  const folder = path.slice(0, path.lastIndexOf('/'));
  const isKept = host.readDir(`${path}.objects`) !== undefined;
  const store = isKept ? directoryStore(`${path}.objects`) : memoryStore();
  for (const { name, kind } of isKept ? [] : (host.readDir(folder) ?? [])) {
    const objects = kind === 'file' && name.endsWith('.objects') ? decodePack(host.readFile(`${folder}/${name}`) ?? new Uint8Array()) : new Map();
    if (typeof objects !== 'string') for (const bytes of objects.values()) store.put(bytes);
  }
  const journal = readJournalFile(path);
  const records = [...journal.records()];
  const pinned = replayPinned({ header: journal.header, records }, definitionsFrom(store));
  const lines = pinned.kind === 'same' ? [`${records.length} records replay to the state ${pinned.stateHash}`] : pinned.kind === 'differs' ? showDivergence(pinned.divergence, records) : [`${pinned.code}: ${pinned.message}`];
  const same = pinned.kind === 'same';
  return { exitCode: same ? 0 : 5, findings: [], data: { journal: label, records: records.length, same, state_hash: same ? pinned.stateHash : null, lines }, lines, next: same ? '' : 'a journal is replayed by the definitions and modules that it was written with: keep its *.objects beside it', writes: [] };
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
      const { KernelError } = await import('@nx-air/kernel');
      try {
        return await replayFile(host, file, target);
      } catch (error) {
        if (!(error instanceof KernelError)) throw error;
        throw new CliError('bad_journal', error.message, error.hint, { cause: error });
      }
    }
    const { label, path } = await resolveFolder(host, cwd, target);
    return runReplay(host, path, { label, allowNone: flags.has('allow-none'), ...(scenario !== undefined && { scenario }), ...(out !== undefined && { out: absolutePath(cwd, out) }) });
  },
};
