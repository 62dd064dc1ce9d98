// One scenario of `air run`: on logical time or live, in memory or in a journal file.
import { memoryStore, type JsonObject } from '@nx-air/canon';
import { directoryStore } from '@nx-air/canon/fs';
import { concludeRun, dyingIo, liveStart, readScenarios, runLive, runScenario, timeline, type RunnableWorld, type Scenario, type ScenarioRun, type WorldScenario } from '@nx-air/gates';
import { MemoryJournal, type Journal } from '@nx-air/kernel';
import { FileJournal } from '@nx-air/kernel/fs';
import type { Host } from '@nx-air/world';
import { awaitedData, awaitedLines } from './awaited-lines.ts';
import { CliError } from './errors.ts';
import { showTime } from './show-time.ts';
import { alignColumns } from './table.ts';

export interface RunOptions {
  readonly label?: string;
  /** Name of the scenario; all of the world without it. */
  readonly scenario?: string;
  /** Absolute. Kept there and continued from there; its content goes into `<journal>.objects`, journals of peers into `<journal>.<id>`. */
  readonly journal?: string;
  readonly trace?: boolean;
  readonly live?: boolean;
  /** The process dies in the middle of this write to the journal; 0 is that of the header. */
  readonly killInWrite?: number;
  /** Stops between two items. */
  readonly signal?: AbortSignal;
}

export interface RanOne {
  readonly run: ScenarioRun;
  readonly lines: readonly string[];
  readonly data: JsonObject;
}

export async function runOne(host: Host, world: RunnableWorld, { scenario, name }: WorldScenario, options: RunOptions): Promise<RanOne> {
  if (!scenario) throw new TypeError(`scenario ${name} was not read`);
  if (options.live && scenario.peers.length > 0) throw new CliError('unexpected_value', `scenario ${name} has peers, which only run on logical time`, 'Leave `--live` out.');
  const journal = options.journal === undefined ? new MemoryJournal() : FileJournal.open(options.journal, options.killInWrite === undefined ? {} : { io: dyingIo(options.killInWrite) });
  const peers = new Map(scenario.peers.map(({ world: { id } }) => [id, options.journal === undefined ? new MemoryJournal() : FileJournal.open(`${options.journal}.${fileNameOf(id)}`)]));
  const store = options.journal === undefined ? memoryStore() : directoryStore(`${options.journal}.objects`);
  try {
    const before = journal.header ? [...journal.records()].length : 0;
    const signal = options.signal && { signal: options.signal };
    const run = options.live
      ? await live(host, world, name, journal, { store, ...signal })
      : await runScenario(world, scenario, { journal, store, peerJournal: (id) => peers.get(id), ...signal });
    return { run, lines: [...linesOf(run, before, options), ...run.peers.flatMap((peer) => peerLines(peer, options))], data: dataOf(run, before, options) };
  } finally {
    for (const each of [journal, ...peers.values()]) await each.close();
  }
}

type Shared = Pick<Parameters<typeof runLive>[2], 'store' | 'signal'>;

/** Times of the scenario begin now, or when its journal began. */
async function live(host: Host, world: RunnableWorld, name: string, journal: Journal, shared: Shared): Promise<ScenarioRun> {
  const at = async (startNs: bigint): Promise<Scenario> => {
    const found = (await readScenarios(host, world, { startNs })).find((one) => one.name === name)?.scenario;
    if (!found) throw new TypeError(`scenario ${name} cannot be read again`);
    return found;
  };
  const scenario = await at(liveStart(await at(0n), journal));
  const { kernel, items, isStopped } = await runLive(world, scenario, { ...shared, journal, env: host.env });
  const idle = { items, underWay: kernel.outbox() };
  return concludeRun(world, scenario, kernel, journal, { idle, surprises: [], isCutOff: false, isStopped });
}

function linesOf({ name, records, stateHash, problems, idle, awaited, isStopped }: ScenarioRun, before: number, { trace = false }: RunOptions): readonly string[] {
  const verdict = isStopped ? 'stopped' : problems.length > 0 ? 'failed' : 'ok';
  return [
    ...(before > 0 ? [`${name}: continued after ${before} records`] : []),
    ...(trace ? traceLines(records) : []),
    `${verdict} ${name}: ${records.length} records, state ${stateHash}`,
    ...idle.underWay.map(({ kind, origin, intentId }) => `under way: ${kind} of ${origin.name}, intent ${intentId}`),
    ...awaitedLines(awaited),
  ];
}

/** What is wrong with a peer is wrong with the scenario, whose line says so. */
function peerLines({ header, records, stateHash }: ScenarioRun, { trace = false }: RunOptions): readonly string[] {
  const end = `beside it ${header.world_id}: ${records.length} records, state ${stateHash}`;
  return trace ? ['', ...traceLines(records), end] : [end];
}

/** Ids are free text. */
const fileNameOf = (id: string): string => encodeURIComponent(id).replaceAll('.', '%2E');

function traceLines(records: readonly Uint8Array[]): readonly string[] {
  const rows = [...timeline(records)].map(({ ns, seq, kind, subject, step, instance, text, isFailure }) => [
    showTime(ns),
    String(seq),
    `${isFailure ? '! ' : ''}${kind}`,
    instance ?? '-',
    [subject, step].filter((part) => part !== undefined && part !== '').join(' '),
    text,
  ]);
  return alignColumns([['time', 'seq', 'kind', 'instance', 'plan, step', 'what'], ...rows]);
}

function dataOf({ name, records, stateHash, idle, awaited, isStopped, peers }: ScenarioRun, before: number, { trace = false }: RunOptions): JsonObject {
  return {
    scenario: name,
    records: records.length,
    continued_after: before,
    stopped: isStopped,
    state_hash: stateHash,
    under_way: idle.underWay.map(({ kind, intentId, origin }) => ({ kind, intent_id: intentId, origin: origin.name })),
    waiting: awaitedData(awaited),
    ...(peers.length > 0 && { peers: peers.map(({ header, ...peer }) => ({ world: header.world_id, records: peer.records.length, state_hash: peer.stateHash })) }),
    ...(trace && {
      trace: [...timeline(records)].map(({ ns, seq, kind, subject, step, instance, text, isFailure }) => ({ time_ns: String(ns), seq, kind, instance: instance ?? null, subject, step: step ?? null, text, failure: isFailure })),
    }),
  };
}
