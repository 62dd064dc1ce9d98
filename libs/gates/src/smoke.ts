// Runs every scenario of a world and says what that proves: expectations met, imported plans started.
import type { Problem } from '@nx-air/air';
import { decodeRecord, KernelError } from '@nx-air/kernel';
import type { Host } from '@nx-air/world';
import { codeEntry } from '@nx-air/air';
import { runScenario, type ScenarioRun } from './scenario/run.ts';
import { loadRunnableWorld, type ImportedPlan, type LoadRunnableOptions, type RunnableWorld } from './world.ts';
import { WorkflowUse } from './workflow-use.ts';
import { readScenarios, type WorldScenario } from './world-scenarios.ts';

export interface SmokeOptions extends LoadRunnableOptions {
  /** A world without scenarios passes. */
  readonly allowNone?: boolean;
}

export interface SmokedScenario {
  readonly name: string;
  readonly file: string;
  readonly passed: boolean;
  /** Of the scenario and its run. */
  readonly problems: readonly Problem[];
  /** Absent when it could not be run. */
  readonly run?: Pick<ScenarioRun, 'stateHash' | 'plansStarted' | 'awaited'> & { readonly records: number; readonly items: number };
}

export interface SmokedPlan extends ImportedPlan {
  /** Instances over all scenarios. */
  readonly started: number;
}

export interface SmokeReport {
  /** Absent when the world cannot be loaded. */
  readonly world?: string;
  readonly scenarios: readonly SmokedScenario[];
  readonly importedPlans: readonly SmokedPlan[];
  readonly problems: readonly Problem[];
  readonly texts: ReadonlyMap<string, string>;
}

/** `dir` is absolute. Throws `WorldError` for I/O only. */
export async function smokeWorld(host: Host, dir: string, options: SmokeOptions = {}): Promise<SmokeReport> {
  const { allowNone = false, ...load } = options;
  const { world, problems, texts } = await loadRunnableWorld(host, dir, load);
  if (!world) return { scenarios: [], importedPlans: [], problems: problems.filter(isError), texts };
  const found = await readScenarios(host, world);
  const all: Problem[] = [...problems.filter(isError), ...unbuilt(world)];
  const scenarios: SmokedScenario[] = [];
  const allTexts = new Map(texts);
  const use = new WorkflowUse(world.manifest);
  for (const scenario of found) {
    for (const [file, text] of scenario.texts) allTexts.set(file, text);
    const smoked = await smokeScenario(world, scenario, use);
    scenarios.push(smoked.scenario);
    all.push(...smoked.problems);
  }
  const importedPlans = world.importedPlans.map((plan) => ({ ...plan, started: scenarios.reduce((sum, { run }) => sum + (run?.plansStarted.get(plan.name) ?? 0), 0) }));
  all.push(...coverage(world, importedPlans, found.length === 0, allowNone), ...use.problems());
  return { world: world.id, scenarios, importedPlans, problems: all, texts: allTexts };
}

async function smokeScenario(world: RunnableWorld, { name, file, scenario, problems: found }: WorldScenario, use: WorkflowUse): Promise<{ readonly scenario: SmokedScenario; readonly problems: readonly Problem[] }> {
  if (!scenario) return { scenario: { name, file, passed: false, problems: found }, problems: found };
  try {
    const { records, stateHash, plansStarted, problems, idle, awaited } = await runScenario(world, scenario);
    use.add(name, records.map(decodeRecord));
    const all = [...found, ...problems];
    return { scenario: { name, file, passed: !all.some(isError), problems: all, run: { records: records.length, stateHash, plansStarted, awaited, items: idle.items } }, problems: all };
  } catch (error) {
    if (!(error instanceof KernelError) || (error.code !== 'bad_manifest' && error.code !== 'module_unavailable')) throw error;
    const refused: Problem = { code: 'world_not_runnable', subject: 'world', file: world.configFile, pointer: '', actual: error.message };
    const all = [...found, refused];
    return { scenario: { name, file, passed: false, problems: all }, problems: all };
  }
}

function isError({ code, severity }: Problem): boolean {
  return (severity ?? codeEntry(code).severity) === 'error';
}

function unbuilt({ missingModules, manifest }: RunnableWorld): readonly Problem[] {
  return manifest.defs.flatMap(({ kind, name, origin }): readonly Problem[] => {
    if (kind !== 'defmodule' || !missingModules.has(name)) return [];
    return [{ code: 'module_not_built', subject: `defmodule ${name}`, file: origin.file, pointer: origin.pointer }];
  });
}

function coverage({ configFile }: RunnableWorld, plans: readonly SmokedPlan[], isBare: boolean, allowNone: boolean): readonly Problem[] {
  if (isBare) {
    return [{ code: 'scenarios_missing', subject: 'world', file: configFile, pointer: '', ...(allowNone && { severity: 'info' as const }) }];
  }
  const idle = plans.filter(({ started }) => started === 0);
  if (plans.length > 0 && idle.length === plans.length) {
    return [{ code: 'imported_plans_not_run', subject: 'world', file: configFile, pointer: '/air/imports', expected: `a start of ${idle.map(({ name }) => name).join(' or ')}`, actual: 'none' }];
  }
  return idle.map(({ name, importIndex }): Problem => ({ code: 'imported_plan_not_run', subject: `defplan ${name}`, file: configFile, pointer: `/air/imports/${importIndex}` }));
}
