// Runs a scenario to its end, from the beginning or from wherever its journal stands.
import type { Problem } from '@nx-air/air';
import { memoryStore, type ContentStore, type Hash } from '@nx-air/canon';
import { BUILTIN_ENFORCERS, BUILTIN_KINDS, decodeRecord, Kernel, KernelError, MemoryJournal, virtualSampler, withBuiltinModules, type Checkpoint, type Idle, type Journal, type JournalHeader, type KernelOptions } from '@nx-air/kernel';
import type { Scenario } from './scenario.ts';
import { awaitedChildren, type AwaitedChildren } from './awaited-children.ts';
import type { Continued } from './driver.ts';
import { judgeRun } from './verdict.ts';
import type { RunnableWorld } from '../world.ts';
import { WorldsDriver, type Side } from '../worlds-driver.ts';

export interface ScenarioRun {
  readonly name: string;
  readonly header: JournalHeader;
  readonly records: readonly Uint8Array[];
  readonly stateHash: Hash;
  /** Started instances by plan. */
  readonly plansStarted: ReadonlyMap<string, number>;
  /** Failed expectations and unexpected faults, located in the scenario file. */
  readonly problems: readonly Problem[];
  readonly idle: Idle;
  /** Parents that run still, and the children that they await. */
  readonly awaited: readonly AwaitedChildren[];
  /** Stopped from outside before its end. */
  readonly isStopped: boolean;
  /** Of the worlds beside it, in the order of the file; what is wrong with them stands in `problems` too. */
  readonly peers: readonly ScenarioRun[];
}

export interface RunScenarioOptions {
  /** Its records are continued; empty, in memory, without it. Not closed. */
  readonly journal?: Journal;
  readonly store?: ContentStore;
  /** Of a world beside it, by id; in memory without it. Not closed. */
  readonly peerJournal?: (worldId: string) => Journal | undefined;
  /** A state that the journal has gone through. */
  readonly from?: Checkpoint;
  /** Stops between two items; the journal can be continued. */
  readonly signal?: AbortSignal;
}

/** What a kernel of this world and scenario is opened with; the content of the scenario and the modules are put into the store, so that it has all that the journal needs. */
export function scenarioKernelOptions(world: RunnableWorld, scenario: Scenario, { journal = new MemoryJournal(), store = memoryStore(), from }: RunScenarioOptions = {}): KernelOptions {
  scenario.putContent(store);
  for (const bytes of world.moduleBytes.values()) store.put(bytes);
  return {
    journal,
    store,
    manifest: world.manifest,
    sample: virtualSampler(scenario.seed, scenario.startNs),
    modules: withBuiltinModules(world.modules),
    enforcers: BUILTIN_ENFORCERS,
    internal: BUILTIN_KINDS,
    limits: scenario.limits,
    ...(from && { from }),
  };
}

/** Throws `KernelError` for a journal that cannot be continued and `bad_manifest` for a world that cannot run. */
export async function runScenario(world: RunnableWorld, scenario: Scenario, options: RunScenarioOptions = {}): Promise<ScenarioRun> {
  const { journal, store, from, signal, peerJournal } = options;
  const opened = [await openSide(world, scenario, { ...(journal && { journal }), ...(store && { store }), ...(from && { from }) })];
  for (const peer of scenario.peers) {
    const kept = peerJournal?.(peer.world.id);
    opened.push(await openSide(peer.world, peer.scenario, { ...(kept && { journal: kept }), ...(store && { store }) }));
  }
  const driver = new WorldsDriver(opened, scenario.carry);
  let items = 0;
  while (items < scenario.maxItems && !signal?.aborted && (await driver.step())) items += 1;
  const isDue = driver.next !== undefined;
  const isCutOff = items >= scenario.maxItems && isDue;
  const end = { isCutOff, isStopped: signal?.aborted === true && !isCutOff && isDue };
  const [run, ...peers] = opened.map((side) => concludeRun(side.world, side.scenario, side.kernel, side.journal, { ...end, idle: { items, underWay: side.kernel.outbox() }, surprises: driver.surprises(side.id) }));
  if (!run) throw new TypeError('a scenario has a world');
  return { ...run, problems: [...run.problems, ...peers.flatMap(({ problems }) => problems)], peers };
}

interface OpenSide extends Side {
  readonly world: RunnableWorld;
  readonly journal: Journal;
}

async function openSide(world: RunnableWorld, scenario: Scenario, options: RunScenarioOptions): Promise<OpenSide> {
  const kernelOptions = scenarioKernelOptions(world, scenario, options);
  const { journal } = kernelOptions;
  return { id: world.id, world, scenario, journal, kernel: await Kernel.open(kernelOptions), records: () => journal.records() };
}

/** What a run is: its journal, its state, and what the scenario thinks of it. */
export function concludeRun(world: RunnableWorld, scenario: Scenario, kernel: Kernel, journal: Journal, continued: Continued): ScenarioRun {
  const { header } = journal;
  if (!header) throw new KernelError('journal_io', 'the journal has no header');
  const records = [...journal.records()];
  const decoded = records.map(decodeRecord);
  const plansStarted = new Map<string, number>();
  for (const record of decoded) if (record.k === 'plan_started') plansStarted.set(record.plan, (plansStarted.get(record.plan) ?? 0) + 1);
  const problems = continued.isStopped ? [] : judgeRun(world, scenario, { ...continued, records: decoded, raw: records, state: kernel.state });
  return { name: scenario.name, header, records, stateHash: kernel.stateHash(), plansStarted, problems, idle: continued.idle, awaited: awaitedChildren(kernel.state), isStopped: continued.isStopped, peers: [] };
}
