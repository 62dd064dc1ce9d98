// `air summary`: what happened, counted from journals alone; a world is run first.
import type { GateVerdict, ReportInput } from '@nx-air/gates/report';
import type { JournalInput } from '@nx-air/gates/summary';
import type { Host, LoadWorldOptions } from '@nx-air/world';
import type { Command, CommandResult } from '../command.ts';
import { nameAirCommand, type NameCommand } from '../name-command.ts';
import { absolutePath, resolveTarget } from '../target.ts';

export interface SummaryOptions {
  /** Absolute folder that summary.json, summary.md and summary.html are to be written to. */
  readonly out?: string;
}

export interface WorldSummaryOptions extends SummaryOptions {
  readonly label?: string;
  readonly load?: LoadWorldOptions;
  readonly nameCommand?: NameCommand;
  /** Absolute folder with the results of the gates; `dist/<path of the world>` when absent. */
  readonly results?: string;
}

interface Sources {
  readonly title: string;
  readonly journals: readonly JournalInput[];
  readonly pictures: ReportInput['pictures'];
  readonly gates: readonly GateVerdict[];
  /** What to do next about what failed or waits; '' when no file holds the journals. */
  readonly next: string;
}

/** `targets`: journal files, folders of them, and worlds. Writes nothing: with `out`, the files are in `writes` of the answer. */
export async function runSummary(host: Host, cwd: string, targets: readonly string[], options: SummaryOptions = {}): Promise<CommandResult> {
  const { readJournals } = await import('../journal-files.ts');
  const worlds: { readonly label: string; readonly path: string }[] = [];
  const files: string[] = [];
  for (const target of targets) {
    const world = await worldAt(host, cwd, target);
    if (world) worlds.push(world);
    else files.push(target);
  }
  const [world, ...others] = worlds;
  if (world && others.length === 0 && files.length === 0) return runWorldSummary(host, world.path, { ...options, label: world.label });
  const journals: JournalInput[] = files.length === 0 ? [] : [...readJournals(host, cwd, files)];
  const [pictures, gates]: [ReportInput['pictures'][number][], GateVerdict[]] = [[], []];
  for (const { label, path } of worlds) {
    const { runForSummary } = await import('../summarise-world.ts');
    const ran = await runForSummary(host, path);
    if (ran.world === undefined) return refusal(ran, label, nameAirCommand);
    journals.push(...ran.journals);
    pictures.push(...ran.pictures);
    gates.push(...ran.gates);
  }
  return answer({ title: `Run summary: ${targets.join(', ')}`, journals, pictures, gates, next: files.length > 0 ? `air diagnose ${files.join(' ')}` : '' }, options);
}

/** Of the scenarios of the world in the folder `dir` (absolute), run in memory. Expectations that failed are told, and do not fail it. */
export async function runWorldSummary(host: Host, dir: string, { label = dir, load = {}, nameCommand = nameAirCommand, results, ...options }: WorldSummaryOptions = {}): Promise<CommandResult> {
  const { runForSummary } = await import('../summarise-world.ts');
  const ran = await runForSummary(host, dir, load, results);
  if (ran.world === undefined || ran.problems.length > 0) return refusal(ran, label, nameCommand);
  return answer({ title: `Run summary of ${ran.world}`, ...ran, next: '' }, options);
}

async function worldAt(host: Host, cwd: string, target: string): Promise<{ readonly label: string; readonly path: string } | undefined> {
  const path = absolutePath(cwd, target);
  const found = host.kindOf(path) === undefined && !target.endsWith('.journal') ? await resolveTarget(host, cwd, target).catch(() => undefined) : { label: target, path };
  return found && host.kindOf(`${found.path}/aos.sync.json`) !== undefined ? found : undefined;
}

async function answer({ title, journals, pictures, gates, next }: Sources, { out }: SummaryOptions): Promise<CommandResult> {
  const [{ summarise, summaryJson }, { summaryLines }] = await Promise.all([import('@nx-air/gates/summary'), import('../summary-lines.ts')]);
  const summary = summarise(journals);
  const { totals } = summary;
  const writes = out === undefined ? [] : (await import('../summary-files.ts')).summaryFiles({ title, journals, summary, pictures, gates, out });
  const isCalm = totals['instances.error'] + totals['instances.running'] + totals['failures.module_fault'] === 0;
  return { exitCode: 0, findings: [], data: summaryJson(summary, gates), lines: summaryLines(summary, gates), next: isCalm ? '' : next, writes };
}

async function refusal({ problems, texts }: Pick<Awaited<ReturnType<typeof import('../summarise-world.ts')['runForSummary']>>, 'problems' | 'texts'>, label: string, nameCommand: NameCommand): Promise<CommandResult> {
  const { conclude } = await import('../conclude.ts');
  return conclude({ problems, texts, data: { journals: [] }, lines: [], again: nameCommand('smoke', [label]), next: nameCommand('smoke', [label]) });
}

export const summary: Command = {
  name: 'summary',
  summary: 'count what happened in journals: runs, effects, decisions, failures, waiting times',
  usage: '<journal-or-world...> [--out DIR]',
  targets: { least: 1 },
  options: {
    out: { type: 'string', placeholder: 'DIR', summary: 'write summary.json, summary.md and the page summary.html to DIR' },
  },
  async run(host, { cwd, targets, values }) {
    const out = values.get('out');
    return runSummary(host, cwd, targets, out === undefined ? {} : { out: absolutePath(cwd, out) });
  },
};
