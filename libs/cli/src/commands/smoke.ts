// `air smoke`: runs the scenarios of a world.
import type { SmokeReport } from '@nx-air/gates';
import type { Host, LoadWorldOptions } from '@nx-air/world';
import type { Command, CommandResult } from '../command.ts';
import { nameAirCommand, type NameCommand } from '../name-command.ts';
import { resolveFolder } from '../target.ts';

export interface SmokeCommandOptions {
  readonly label?: string;
  readonly load?: LoadWorldOptions;
  readonly nameCommand?: NameCommand;
  /** A world without scenarios passes. */
  readonly allowNone?: boolean;
}

/** The world in the folder `dir` (absolute). */
export async function runSmoke(host: Host, dir: string, { label = dir, load = {}, nameCommand = nameAirCommand, allowNone = false }: SmokeCommandOptions = {}): Promise<CommandResult> {
  const [{ smokeWorld }, { conclude }] = await Promise.all([import('@nx-air/gates'), import('../conclude.ts')]);
  const report = await smokeWorld(host, dir, { ...load, allowNone });
  return conclude({
    problems: report.problems,
    texts: report.texts,
    data: smokeData(report),
    lines: smokeLines(report),
    again: nameCommand('smoke', [label]),
    next: nameCommand('run', [label]),
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
    ...scenarios.map((scenario) => `${scenario.passed ? 'ok    ' : 'failed'} ${scenario.name.padEnd(width)}${scenario.run ? `  ${scenario.run.records} records` : ''}`),
    `scenarios passed: ${passed} of ${scenarios.length}`,
    `imported plans run: ${importedPlans.filter(({ started }) => started > 0).length} of ${importedPlans.length}`,
  ];
}

export const smoke: Command = {
  name: 'smoke',
  summary: 'run the scenarios of a world',
  usage: '<world> [--allow-none]',
  targets: { least: 1, most: 1 },
  options: { 'allow-none': { type: 'boolean', summary: 'let a world without scenarios pass' } },
  async run(host, { cwd, targets: [target = ''], flags }) {
    const { label, path } = await resolveFolder(host, cwd, target);
    return runSmoke(host, path, { label, allowNone: flags.has('allow-none') });
  },
};
