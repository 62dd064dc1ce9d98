// Records golden journals from scenarios: the journal, and the objects that no pack of the world has yet.
import type { Problem } from '@nx-air/air';
import type { Hash } from '@nx-air/canon';
import { BytesJournal } from '@nx-air/kernel';
import type { Host } from '@nx-air/world';
import { compareCurrent } from './parity/current.ts';
import { JOURNAL_SUFFIX, journalsFolder, readGoldenJournals } from './parity/golden.ts';
import { collectingStore, encodePack, packName } from './parity/object-pack.ts';
import { definitionsFrom, replayPinned } from './parity/pinned.ts';
import { newestVersions, versionName } from './parity/versions.ts';
import { runScenario } from './scenario/run.ts';
import type { Scenario } from './scenario/scenario.ts';
import { loadRunnableWorld, type LoadRunnableOptions, type RunnableWorld } from './world.ts';
import { readScenarios } from './world-scenarios.ts';

export interface RecordOptions extends LoadRunnableOptions {
  /** Only these scenarios; all by default. */
  readonly scenarios?: readonly string[];
  /** `record`: those without a journal. `accept`: those whose newest journal today's definitions do not repeat, too. */
  readonly mode: 'record' | 'accept';
}

export interface Recorded {
  /** Relative to the repository root. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface RecordReport {
  readonly world?: string;
  /** Absolute repository root. */
  readonly root: string;
  readonly files: readonly Recorded[];
  /** Names of journals that stay as they are. */
  readonly kept: readonly string[];
  readonly problems: readonly Problem[];
  readonly texts: ReadonlyMap<string, string>;
}

/** Nothing is written, and no file that exists is ever among `files`. `dir` is absolute. */
export async function recordJournals(host: Host, dir: string, options: RecordOptions): Promise<RecordReport> {
  const { scenarios: wanted, mode, ...load } = options;
  const { world, problems, texts } = await loadRunnableWorld(host, dir, load);
  if (!world) return { root: dir, files: [], kept: [], problems, texts };
  const golden = readGoldenJournals(host, world);
  const byName = new Map(golden.journals.map((journal) => [journal.name, journal]));
  const newest = newestVersions(byName.keys());
  const found = await readScenarios(host, world);
  const all: Problem[] = [...golden.problems, ...golden.journals.flatMap((journal) => journal.problems)];
  const allTexts = new Map([...texts, ...found.flatMap((each) => [...each.texts])]);
  for (const name of wanted ?? []) if (!found.some((each) => each.name === name)) all.push({ code: 'unknown_scenario', subject: 'world', file: world.configFile, pointer: '', expected: found.map((each) => each.name).join(', ') || 'a scenario', actual: name });
  const files: Recorded[] = [];
  const kept: string[] = [];
  const objects = new Map<Hash, Uint8Array>();
  for (const { name, scenario, problems: wrong } of found) {
    if (wanted && !wanted.includes(name)) continue;
    all.push(...wrong);
    if (!scenario) continue;
    const before = newest.get(name);
    const known = before && byName.get(versionName(before))?.content;
    if (known && (mode === 'record' || (await isCurrent(world, known, golden.store)))) {
      kept.push(versionName(before));
      continue;
    }
    const recorded = await recordScenario(world, scenario);
    if ('problem' in recorded) all.push(recorded.problem);
    else {
      const next = versionName({ base: name, version: (before?.version ?? 0) + 1 });
      files.push({ path: `${journalsFolder(world)}/${next}${JOURNAL_SUFFIX}`, bytes: recorded.bytes });
      for (const [hash, bytes] of recorded.objects) if (!golden.store.has(hash)) objects.set(hash, bytes);
    }
  }
  if (objects.size > 0) {
    const bytes = encodePack(objects);
    files.push({ path: `${journalsFolder(world)}/${packName(bytes)}`, bytes });
  }
  return { world: world.id, root: world.root, files, kept, problems: all, texts: allTexts };
}

async function isCurrent(world: RunnableWorld, content: Parameters<typeof compareCurrent>[0], store: Parameters<typeof definitionsFrom>[0]): Promise<boolean> {
  const compared = await compareCurrent(content, world.manifest, definitionsFrom(store, world.modules));
  return compared.kind !== 'differs';
}

async function recordScenario(world: RunnableWorld, scenario: Scenario): Promise<{ readonly bytes: Uint8Array; readonly objects: ReadonlyMap<Hash, Uint8Array> } | { readonly problem: Problem }> {
  const store = collectingStore();
  for (const bytes of world.moduleBytes.values()) store.put(bytes);
  const journal = BytesJournal.open();
  const run = await runScenario(world, scenario, { journal, store });
  // What cannot be replayed from the pack alone is not worth keeping.
  const pinned = replayPinned({ header: run.header, records: run.records }, definitionsFrom(store));
  if (pinned.kind === 'same') return { bytes: journal.bytes.slice(), objects: store.objects };
  const actual = pinned.kind === 'differs' ? pinned.divergence.message : `${pinned.code}: ${pinned.message}`;
  return { problem: { code: 'journal_not_replayable', subject: `scenario ${scenario.name}`, file: scenario.file, pointer: '', expected: 'a run that its own definitions repeat', actual } };
}
