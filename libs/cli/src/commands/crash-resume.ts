// `air crash-resume`: puts every fault into every scenario of a world.
import type { CrashResumeReport } from '@nx-air/gates';
import type { Host, LoadWorldOptions } from '@nx-air/world';
import type { Command, CommandResult, FileWrite } from '../command.ts';
import { CliError } from '../errors.ts';
import { nameAirCommand, ofScenario, type NameCommand } from '../name-command.ts';
import { readCount } from '../read-count.ts';
import { absolutePath, resolveFolder } from '../target.ts';

export interface CrashResumeCommandOptions {
  readonly label?: string;
  readonly load?: LoadWorldOptions;
  readonly nameCommand?: NameCommand;
  readonly allowNone?: boolean;
  readonly seed?: number;
  readonly orders?: number;
  /** Only this scenario; whether a crash fell into a wait is then left to `waits`. */
  readonly scenario?: string;
  /** Only whether a crash falls into a wait, over all scenarios; nothing is put in. */
  readonly waits?: boolean;
  /** Absolute folder for faults.json and crash-resume.xml; nothing is written without it. */
  readonly out?: string;
}

/** Writes are to be made whatever the exit code: faults that were found are what the files are for. */
export async function runCrashResume(host: Host, dir: string, { label = dir, load = {}, nameCommand = nameAirCommand, out, waits = false, ...options }: CrashResumeCommandOptions = {}): Promise<CommandResult> {
  if (waits) return runWaits(host, dir, { label, load, nameCommand, ...options });
  const [{ crashResumeWorld, faultLines, faultsJson, faultSuites, renderJUnit }, { conclude }, { runsProcesses }, { writeJson }] = await Promise.all([import('@nx-air/gates'), import('../conclude.ts'), import('../run-process.ts'), import('@nx-air/canon')]);
  const report = await crashResumeWorld(host, dir, { ...load, ...runsProcesses(dir), ...options });
  const json = faultsJson(report);
  const writes: readonly FileWrite[] = out === undefined ? [] : [
    { path: `${out}/faults.json`, text: writeJson(json) },
    { path: `${out}/crash-resume.xml`, text: renderJUnit(`crash-resume ${report.world ?? label}`, faultSuites(report)) },
  ];
  const { found: _found, ...data } = json;
  return conclude({
    problems: report.problems,
    texts: report.texts,
    data,
    lines: [...scenarioLines(report), ...faultLines(report)],
    again: ofScenario(nameCommand('crash-resume', [label]), options.scenario),
    next: '',
    writes,
  });
}

async function runWaits(host: Host, dir: string, { label = dir, load = {}, nameCommand = nameAirCommand, allowNone = false }: CrashResumeCommandOptions): Promise<CommandResult> {
  const [{ judgeWaits }, { conclude }] = await Promise.all([import('@nx-air/gates'), import('../conclude.ts')]);
  const { world, cuts, problems, texts } = await judgeWaits(host, dir, { ...load, allowNone });
  const counted = [['await_event', cuts.await_event], ['await_receipt', cuts.await_receipt]] as const;
  return conclude({
    problems,
    texts,
    data: { world: world ?? null, cuts_in_await_event: cuts.await_event ?? null, cuts_in_await_receipt: cuts.await_receipt ?? null },
    lines: world === undefined ? [] : [`crashes inside of waits: ${counted.map(([wait, count]) => (count === undefined ? `nothing waits in ${wait}` : `${count} in ${wait}`)).join(', ')}`],
    again: `${nameCommand('crash-resume', [label])} --waits`,
    next: '',
  });
}

function scenarioLines({ scenarios }: CrashResumeReport): readonly string[] {
  const width = Math.max(...scenarios.map(({ name }) => name.length), 0);
  return scenarios.map(({ name, faults }) => `${faults?.tally.violations.length === 0 ? 'ok    ' : 'failed'} ${name.padEnd(width)}${faults ? `  ${faults.records} records, ${faults.tally.totals.injected} faults` : ''}`);
}

export const crashResume: Command = {
  name: 'crash-resume',
  summary: 'put every fault into every scenario of a world',
  usage: '<world> [--scenario NAME | --waits] [--seed N] [--orders N] [--out DIR] [--allow-none]',
  targets: { least: 1, most: 1 },
  options: {
    'allow-none': { type: 'boolean', summary: 'let a world without scenarios pass' },
    scenario: { type: 'string', placeholder: 'NAME', summary: 'only this scenario, with its share of the orders' },
    waits: { type: 'boolean', summary: 'only whether a crash falls into each kind of wait, over all scenarios' },
    seed: { type: 'string', placeholder: 'N', summary: 'what drawn faults and orders are made from; 1 by default' },
    orders: { type: 'string', placeholder: 'N', summary: 'how many orders of concurrent instances are run; 1200 by default' },
    out: { type: 'string', placeholder: 'DIR', summary: 'write faults.json and crash-resume.xml there' },
  },
  async run(host, { cwd, targets: [target = ''], flags, values }) {
    const { label, path } = await resolveFolder(host, cwd, target);
    const [seed, orders, out, scenario] = [readCount(values, 'seed'), readCount(values, 'orders'), values.get('out'), values.get('scenario')];
    if (scenario !== undefined && flags.has('waits')) throw new CliError('unexpected_value', '`--waits` is about all scenarios, `--scenario` about one', 'Leave one of them out.');
    return runCrashResume(host, path, { label, allowNone: flags.has('allow-none'), waits: flags.has('waits'), ...(scenario !== undefined && { scenario }), ...(seed !== undefined && { seed }), ...(orders !== undefined && { orders }), ...(out !== undefined && { out: absolutePath(cwd, out) }) });
  },
};
