// The gate `crash-resume`: every fault, put into every scenario of a world.
import { codeEntry, type Problem } from '@nx-air/air';
import { KernelError } from '@nx-air/kernel';
import type { Host } from '@nx-air/world';
import type { RunProcess } from './faults/kill-process.ts';
import { sweepPair } from './faults/pair-sweep.ts';
import { scenarioSubject } from './faults/scenario-subject.ts';
import { sweepAll, type SubjectFaults, type SweepOptions } from './faults/sweep-all.ts';
import { Tally, type Counts, type Violation } from './faults/tally.ts';
import { waitsNotCut } from './judge-waits.ts';
import { soloScenarios } from './solo-scenarios.ts';
import { loadRunnableWorld, type LoadRunnableOptions, type RunnableWorld } from './world.ts';
import { readScenarios, scenarioNames, unknownScenario, type WorldScenario } from './world-scenarios.ts';

export interface CrashResumeOptions extends LoadRunnableOptions {
  /** A world without scenarios passes. */
  readonly allowNone?: boolean;
  /**
   * Only this scenario, with its share of the orders. Whether a crash fell into a wait is then not judged: that is said
   * of all scenarios together, by `judgeWaits`.
   */
  readonly scenario?: string;
  /** 1 by default: the same faults each time. */
  readonly seed?: number;
  /** Orders that are walked or drawn in all scenarios together; 1,200 by default. */
  readonly orders?: number;
  /** Only what is made from the seed; everything else is the same each time. */
  readonly drawnOnly?: boolean;
  /** Nothing more is put in once an oracle has found something. */
  readonly stopAtFirst?: boolean;
  /** Every how many bits and bytes damage is put in; 1 by default: each of them. */
  readonly stride?: number;
  /** By which one process is killed, in the first scenario of the world; without it none is. */
  readonly runProcess?: RunProcess | undefined;
}

export interface SweptScenario {
  readonly name: string;
  readonly file: string;
  /** Absent when it could not be run. */
  readonly faults?: SubjectFaults;
}

export interface CrashResumeReport {
  /** Absent when the world cannot be loaded. */
  readonly world?: string;
  readonly seed: number;
  readonly scenarios: readonly SweptScenario[];
  readonly counts: Counts;
  readonly violations: readonly Violation[];
  /** Crashes inside of waits; `undefined` when nothing that ran waits like this. */
  readonly cuts: SubjectFaults['cuts'];
  readonly problems: readonly Problem[];
  readonly texts: ReadonlyMap<string, string>;
}

const ORDERS = 1_200;

/** `dir` is absolute. Throws `WorldError` for I/O only. */
export async function crashResumeWorld(host: Host, dir: string, options: CrashResumeOptions = {}): Promise<CrashResumeReport> {
  const { allowNone = false, seed = 1, scenario, orders = ORDERS, drawnOnly = false, stopAtFirst = false, stride = 1, runProcess, ...load } = options;
  const { world, problems, texts } = await loadRunnableWorld(host, dir, load);
  const tally = new Tally();
  const none = { seed, scenarios: [], counts: tally.counts, violations: [], cuts: { await_event: undefined, await_receipt: undefined } };
  if (!world) return { ...none, problems: problems.filter(isError), texts };
  const names = scenarioNames(host, world);
  const all: Problem[] = problems.filter(isError);
  if (scenario !== undefined && !names.includes(scenario)) return { ...none, world: world.id, problems: [...all, unknownScenario(world, scenario, names)], texts };
  const found = await readScenarios(host, world, scenario === undefined ? {} : { only: scenario });
  const allTexts = new Map(texts);
  const scenarios: SweptScenario[] = [];
  for (const each of found) {
    for (const [file, text] of each.texts) allTexts.set(file, text);
    const { swept, problems: wrong } = await sweepScenario(world, each, { seed, drawnOnly, stopAtFirst, stride, orders: Math.ceil(orders / names.length), ...(each.name === names[0] ? { runProcess } : { isHeaderKnown: true }) });
    scenarios.push(swept);
    all.push(...wrong);
    if (swept.faults) tally.add(swept.faults.tally.counts, swept.faults.tally.violations);
    if (stopAtFirst && tally.violations.length > 0) break;
  }
  const cuts = { await_event: sum(scenarios, 'await_event'), await_receipt: sum(scenarios, 'await_receipt') };
  if (found.length === 0) all.push({ code: 'scenarios_missing', subject: 'world', file: world.configFile, pointer: '', ...(allowNone && { severity: 'info' as const }) });
  if (!drawnOnly && scenario === undefined && !(stopAtFirst && tally.violations.length > 0)) all.push(...waitsNotCut(world, cuts));
  return { world: world.id, seed, scenarios, counts: tally.counts, violations: tally.violations, cuts, problems: all, texts: allTexts };
}

async function sweepScenario(world: RunnableWorld, { name, file, scenario, problems }: WorldScenario, options: SweepOptions): Promise<{ readonly swept: SweptScenario; readonly problems: readonly Problem[] }> {
  if (!scenario) return { swept: { name, file }, problems };
  const place = { subject: `scenario ${name}`, file, pointer: '' };
  try {
    // Faults other than crashes are put into the world itself: what the others send is known.
    const [own] = await soloScenarios(world, scenario);
    const faults = await sweepAll(scenarioSubject(world, own?.scenario ?? scenario), options);
    if (!faults) return { swept: { name, file }, problems: [...problems, { ...place, code: 'scenario_not_idle', expected: `an end after at most ${scenario.maxItems} inputs, timers and receipts`, actual: 'more that is due' }] };
    if (!options.drawnOnly) {
      const pair = await sweepPair(world, scenario);
      faults.tally.add(pair.counts, pair.violations);
    }
    return { swept: { name, file, faults }, problems: [...problems, ...violationsOf(faults).map((violation): Problem => ({ ...place, code: 'fault_not_survived', ...violation }))] };
  } catch (error) {
    if (!(error instanceof KernelError) || error.code !== 'bad_manifest') throw error;
    return { swept: { name, file }, problems: [...problems, { code: 'world_not_runnable', subject: 'world', file: world.configFile, pointer: '', actual: error.message }] };
  }
}

/** The first of each class: the others are counted. */
function violationsOf({ tally: { violations } }: SubjectFaults): readonly { readonly expected: string; readonly actual: string }[] {
  const byClass = new Map<string, Violation[]>();
  for (const violation of violations) byClass.set(violation.class, [...(byClass.get(violation.class) ?? []), violation]);
  return [...byClass.values()].flatMap(([first, ...others]) => (first ? [{ expected: `to survive ${first.class} (${first.fault})`, actual: `${first.message}${others.length > 0 ? `; ${others.length} more of ${first.class}` : ''}` }] : []));
}

function sum(scenarios: readonly SweptScenario[], wait: keyof SubjectFaults['cuts']): number | undefined {
  const counted = scenarios.flatMap(({ faults }) => faults?.cuts[wait] ?? []);
  return counted.length === 0 ? undefined : counted.reduce((total, count) => total + count, 0);
}

function isError({ code, severity }: Problem): boolean {
  return (severity ?? codeEntry(code).severity) === 'error';
}
