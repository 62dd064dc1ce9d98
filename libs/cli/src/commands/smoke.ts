// `air smoke`: runs the scenarios of a world.
import type { SmokeReport } from '@nx-air/gates';
import type { Host, LoadWorldOptions } from '@nx-air/world';
import type { Command, CommandResult, FileWrite } from '../command.ts';
import { nameAirCommand, type NameCommand } from '../name-command.ts';
import { absolutePath, resolveFolder } from '../target.ts';
import { awaitedData, awaitedLines } from '../awaited-lines.ts';

export interface SmokeCommandOptions {
  readonly label?: string;
  readonly load?: LoadWorldOptions;
  readonly nameCommand?: NameCommand;
  /** A world without scenarios passes. */
  readonly allowNone?: boolean;
  /** Absolute folder for smoke.xml; nothing is written without it. */
  readonly out?: string;
}

/** The world in the folder `dir` (absolute). Writes are to be made whatever the exit code. */
export async function runSmoke(host: Host, dir: string, { label = dir, load = {}, nameCommand = nameAirCommand, allowNone = false, out }: SmokeCommandOptions = {}): Promise<CommandResult> {
  const [{ renderJUnit, smokeSuites, smokeWorld }, { conclude }] = await Promise.all([import('@nx-air/gates'), import('../conclude.ts')]);
  const report = await smokeWorld(host, dir, { ...load, allowNone });
  const writes: readonly FileWrite[] = out === undefined ? [] : [{ path: `${out}/smoke.xml`, text: renderJUnit(`smoke ${report.world ?? label}`, smokeSuites(report)) }];
  return conclude({
    problems: report.problems,
    texts: report.texts,
    data: smokeData(report),
    lines: smokeLines(report),
    again: nameCommand('smoke', [label]),
    next: nameCommand('run', [label]),
    writes,
  });
}

function smokeData({ world, scenarios, importedPlans }: SmokeReport): CommandResult['data'] {
  return {
    world: world ?? null,
    scenarios: scenarios.map(({ name, file, passed, run }) => ({
      name,
      file,
      passed,
      records: run?.records ?? null,
      items: run?.items ?? null,
      state_hash: run?.stateHash ?? null,
      waiting: awaitedData(run?.awaited ?? []),
      plans_started: Object.fromEntries([...(run?.plansStarted ?? [])].sort(([left], [right]) => (left < right ? -1 : 1))),
    })),
    imported_plans: importedPlans.map(({ name, source, started }) => ({ name, source, started })),
  };
}

function smokeLines({ world, scenarios, importedPlans }: SmokeReport): readonly string[] {
  if (world === undefined) return [];
  const width = Math.max(...scenarios.map(({ name }) => name.length), 0);
  const passed = scenarios.filter((scenario) => scenario.passed).length;
  return [
    ...scenarios.flatMap((scenario) => [
      `${scenario.passed ? 'ok    ' : 'failed'} ${scenario.name.padEnd(width)}${scenario.run ? `  ${scenario.run.records} records` : ''}`,
      ...awaitedLines(scenario.run?.awaited ?? []).map((line) => `       ${line}`),
    ]),
    `scenarios passed: ${passed} of ${scenarios.length}`,
    `imported plans run: ${importedPlans.filter(({ started }) => started > 0).length} of ${importedPlans.length}`,
  ];
}

export const smoke: Command = {
  name: 'smoke',
  summary: 'run the scenarios of a world',
  usage: '<world> [--out DIR] [--allow-none]',
  targets: { least: 1, most: 1 },
  options: {
    'allow-none': { type: 'boolean', summary: 'let a world without scenarios pass' },
    out: { type: 'string', placeholder: 'DIR', summary: 'write smoke.xml there' },
  },
  async run(host, { cwd, targets: [target = ''], flags, values }) {
    const { label, path } = await resolveFolder(host, cwd, target);
    const out = values.get('out');
    return runSmoke(host, path, { label, allowNone: flags.has('allow-none'), ...(out !== undefined && { out: absolutePath(cwd, out) }) });
  },
};
