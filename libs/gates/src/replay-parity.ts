// The gate `replay-parity`: scenarios replay from the beginning and from every snapshot, golden journals as they were and as they would be.
import { codeEntry, type Problem } from '@nx-air/air';
import { KernelError, replay } from '@nx-air/kernel';
import type { Host } from '@nx-air/world';
import { runReference } from './faults/reference.ts';
import { scenarioSubject } from './faults/scenario-subject.ts';
import type { JUnitCase, JUnitSuite } from './junit.ts';
import { compareCurrent } from './parity/current.ts';
import { readGoldenJournals, unreadable, type GoldenJournal } from './parity/golden.ts';
import { definitionsFrom, replayPinned } from './parity/pinned.ts';
import { showDivergence } from './parity/show-divergence.ts';
import { newestVersions, versionOf } from './parity/versions.ts';
import type { Scenario } from './scenario/scenario.ts';
import { soloScenarios } from './solo-scenarios.ts';
import { loadRunnableWorld, type LoadRunnableOptions, type RunnableWorld } from './world.ts';
import { readScenarios, scenarioNames, unknownScenario } from './world-scenarios.ts';

export interface ReplayParityOptions extends LoadRunnableOptions {
  /** A world with nothing to replay passes. */
  readonly allowNone?: boolean;
  /** Only this scenario and the versions of its golden journal, or the golden journal of this name. */
  readonly scenario?: string;
}

export type ParityKind = 'scenario' | 'pinned' | 'current';

export interface ParityCase {
  readonly kind: ParityKind;
  readonly name: string;
  readonly file: string;
  /** Records compared. */
  readonly records: number;
  /** How many times the run was replayed: from the beginning, and from each snapshot. */
  readonly replays: number;
  /** Not compared, and why. */
  readonly skipped?: string;
  /** The first divergence, or what stood in the way; empty when there is none. */
  readonly lines: readonly string[];
}

export interface ReplayParityReport {
  /** Absent when the world cannot be loaded. */
  readonly world?: string;
  readonly cases: readonly ParityCase[];
  readonly problems: readonly Problem[];
  readonly texts: ReadonlyMap<string, string>;
}

/** `dir` is absolute. Throws `WorldError` for I/O only. */
export async function replayParityWorld(host: Host, dir: string, options: ReplayParityOptions = {}): Promise<ReplayParityReport> {
  const { allowNone = false, scenario: only, ...load } = options;
  const { world, problems, texts } = await loadRunnableWorld(host, dir, load);
  const all: Problem[] = problems.filter(isError);
  if (!world) return { cases: [], problems: all, texts };
  const allTexts = new Map(texts);
  const cases: ParityCase[] = [];
  const scenarios = await readScenarios(host, world, only === undefined ? {} : { only });
  for (const { name, file, scenario, problems: found, texts: more } of scenarios) {
    for (const [path, text] of more) allTexts.set(path, text);
    all.push(...found);
    // Each world has a journal of its own.
    for (const solo of scenario ? await soloScenarios(world, scenario) : []) cases.push(await replayScenario(solo.world, solo.scenario, file, solo.world === world ? name : `${name} in ${solo.world.id}`));
  }
  const golden = readGoldenJournals(host, world, only);
  all.push(...golden.problems);
  if (only !== undefined && scenarios.length + golden.journals.length === 0) {
    const names = new Set([...scenarioNames(host, world), ...readGoldenJournals(host, world).journals.map(({ name }) => versionOf(name).base)]);
    return { world: world.id, cases, problems: [...all, unknownScenario(world, only, [...names])], texts };
  }
  const newest = newestVersions(golden.journals.map(({ name }) => name));
  for (const journal of golden.journals) {
    all.push(...journal.problems);
    if (!journal.content) continue;
    const pinned = pin(journal, golden.store);
    cases.push(pinned);
    const { base, version } = versionOf(journal.name);
    if (newest.get(base)?.version === version && pinned.lines.length === 0) cases.push(await current(world, journal, golden.store));
  }
  all.push(...cases.flatMap(problemsOf));
  if (scenarios.length === 0 && golden.journals.length === 0) all.push({ code: 'nothing_to_replay', subject: 'world', file: world.configFile, pointer: '', ...(allowNone && { severity: 'info' as const }) });
  return { world: world.id, cases, problems: all, texts: allTexts };
}

const MOST_SNAPSHOTS = 256;

async function replayScenario(world: RunnableWorld, scenario: Scenario, file: string, name: string): Promise<ParityCase> {
  const place = { kind: 'scenario', name, file } as const;
  try {
    const reference = await runReference(scenarioSubject(world, scenario));
    const { subject, header, journal, batches, stateHash } = reference;
    if (!reference.isAtRest) return { ...place, records: 0, replays: 0, lines: [`expected an end after at most ${scenario.maxItems} inputs, timers and receipts, found more that is due`] };
    const records = [...journal.records()];
    const stride = Math.max(1, Math.ceil(batches.length / MOST_SNAPSHOTS));
    const snapshots = batches.filter((_batch, index) => index % stride === 0);
    const starts = [undefined, ...snapshots.map(({ after }) => after)];
    for (const from of starts) {
      const replayed = replay({ ...subject.options, header, records, ...(from && { from }) });
      const where = from ? `from the snapshot behind record ${from.seq}` : 'from the beginning';
      if (!replayed.ok) return { ...place, records: records.length, replays: starts.length, lines: [`replay ${where}:`, ...showDivergence(replayed.divergence, records)] };
      if (replayed.stateHash !== stateHash) return { ...place, records: records.length, replays: starts.length, lines: [`replay ${where}: expected the state ${stateHash}, found ${replayed.stateHash}`] };
    }
    return { ...place, records: records.length, replays: starts.length, lines: [] };
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    return { ...place, records: 0, replays: 0, lines: [error.message] };
  }
}

function pin({ name, file, content }: GoldenJournal, store: Parameters<typeof definitionsFrom>[0]): ParityCase {
  const place = { kind: 'pinned', name, file, records: content?.records.length ?? 0, replays: 1 } as const;
  if (!content) return { ...place, lines: [] };
  const pinned = replayPinned(content, definitionsFrom(store));
  if (pinned.kind === 'same') return { ...place, lines: [] };
  return { ...place, lines: pinned.kind === 'differs' ? showDivergence(pinned.divergence, content.records) : [`${pinned.code}: ${pinned.message}`] };
}

async function current(world: RunnableWorld, { name, file, content }: GoldenJournal, store: Parameters<typeof definitionsFrom>[0]): Promise<ParityCase> {
  const place = { kind: 'current', name, file, records: content?.records.length ?? 0, replays: 1 } as const;
  if (!content) return { ...place, lines: [] };
  const compared = await compareCurrent(content, world.manifest, definitionsFrom(store, world.modules));
  switch (compared.kind) {
    case 'same':
      return { ...place, lines: [] };
    case 'skipped':
      return { ...place, skipped: compared.reason, lines: [] };
    case 'differs':
      return { ...place, lines: [...showDivergence(compared.divergence, content.records), `changed:  ${compared.changed.join(', ') || 'no definition'}`] };
  }
}

function problemsOf({ kind, name, file, lines }: ParityCase): readonly Problem[] {
  const [first, ...rest] = lines;
  if (first === undefined) return [];
  if (kind === 'pinned' && /^[a-z_]+: /.test(first)) return [unreadable(`journal ${name}`, file, 'a journal whose definitions are in journals/*.objects', first)];
  const [code, subject] = kind === 'scenario' ? (['replay_diverges', `scenario ${name}`] as const) : ([kind === 'pinned' ? 'replay_diverges' : 'current_replay_differs', `journal ${name}`] as const);
  return [{ code, subject, file, pointer: '', expected: 'the recorded run', actual: [first, ...rest].join('\n') }];
}

/** Lines for people, the sum last. */
export function parityLines({ cases, world }: ReplayParityReport): readonly string[] {
  if (world === undefined) return [];
  const width = Math.max(...cases.map(({ name }) => name.length), 0);
  const of = (kind: ParityKind): readonly ParityCase[] => cases.filter((each) => each.kind === kind && each.skipped === undefined);
  const sum = (kind: ParityKind): string => `${of(kind).filter(({ lines }) => lines.length === 0).length} of ${of(kind).length}`;
  return [
    ...cases.map(({ kind, name, lines, records, replays, skipped }) => `${skipped !== undefined ? 'skip  ' : lines.length === 0 ? 'ok    ' : 'failed'} ${kind.padEnd(8)} ${name.padEnd(width)}  ${skipped ?? `${records} records, ${replays} ${replays === 1 ? 'replay' : 'replays'}`}`),
    `scenarios replayed: ${sum('scenario')}; golden journals: pinned ${sum('pinned')}, current ${sum('current')}`,
  ];
}

export function paritySuites({ cases }: ReplayParityReport): readonly JUnitSuite[] {
  return (['scenario', 'pinned', 'current'] as const).map((kind) => ({
    name: kind,
    cases: cases.filter((each) => each.kind === kind).map(({ name, lines, skipped }): JUnitCase => ({ name, failures: lines.length === 0 ? [] : [lines.join('\n')], ...(skipped !== undefined && { output: `skipped: ${skipped}` }) })),
  }));
}

function isError({ code, severity }: Problem): boolean {
  return (severity ?? codeEntry(code).severity) === 'error';
}

