// Figures: replay of journals with effects and receipts, against Temporal's replayer and Azure's executor.
import { join } from 'node:path';
import { directoryStore } from '@nx-air/canon/fs';
import { decodeRecord, Programs, replay } from '@nx-air/kernel';
import { readJournalFile } from '@nx-air/kernel/fs';
import { timed, type Contest, type Figure } from '../figure.ts';
import { generateFlowJournal } from '../generate-flow-journal.ts';
import { fanOutFlow, sequentialFlow, type Flow } from '../generate-kernel-world.ts';

/** Effects that a sample replays at least, so that short flows are not lost in the clock. */
const EFFECTS = 3000;
const TEMPORAL_EFFECTS = 300;

interface OurReplay {
  /** One journal file from its first byte to the compared state. @throws when it is not the journal's */
  readonly once: () => number;
  /** The same without reading the file. */
  readonly inMemory: () => number;
}

async function ourReplay(dir: string, flow: Flow): Promise<OurReplay> {
  const file = join(dir, 'flow.journal');
  const ran = await generateFlowJournal(file, flow);
  const store = directoryStore(`${file}.objects`);
  const programs = new Programs();
  const judge = (source: ReturnType<typeof readJournalFile>['header'], records: Iterable<Uint8Array>): number => {
    const replayed = replay({ header: source, records, store, programs });
    if (!replayed.ok || replayed.missing > 0) throw new Error(replayed.ok ? 'records are missing' : replayed.divergence.message);
    return replayed.records;
  };
  const once = (): number => {
    const journal = readJournalFile(file);
    return judge(journal.header, journal.records());
  };
  const { header } = readJournalFile(file);
  const records = [...readJournalFile(file).records()];
  if (once() !== ran.journal.length) throw new Error(`${once()} records were replayed, ${ran.journal.length} were written`);
  // A replay that accepts anything would be fast for nothing: one bit of the last intent is changed.
  const damaged = records.map((record) => Uint8Array.from(record));
  const changed = damaged.findLast((record) => decodeRecord(record).k === 'intent');
  if (changed === undefined) throw new Error('the journal has no intent');
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  if (accepts(() => judge(header, damaged))) throw new Error('a changed journal was accepted');
  return { once, inMemory: () => judge(header, records) };
}

function accepts(job: () => unknown): boolean {
  try {
    job();
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds a journal. */
const repeated = (times: number, job: () => unknown) => async (): Promise<number> =>
  (await timed(() => {
    for (let time = 0; time < times; time += 1) job();
  })) / times;

async function againstTemporal(dir: string, shape: 'sequential' | 'fanOut', effects: number): Promise<Contest> {
  const [{ bundleWorkflows, replayHistories }, { buildHistory }] = await Promise.all([import('../../peers/temporal.mjs'), import('../../peers/temporal-history.mjs')]);
  const { once } = await ourReplay(dir, shape === 'sequential' ? sequentialFlow(effects) : fanOutFlow(effects));
  const code = await bundleWorkflows();
  const refused = await replayHistories(code, [buildHistory(shape, effects, 'another')]);
  if (refused.accepted !== 0) throw new Error('the peer accepts a history of another activity');
  const histories = Array.from({ length: Math.max(1, Math.round(TEMPORAL_EFFECTS / effects)) }, () => buildHistory(shape, effects));
  return {
    ours: repeated(Math.max(1, Math.round(EFFECTS / effects)), once),
    peer: async () => {
      const { accepted, milliseconds } = await replayHistories(code, histories);
      if (accepted !== histories.length) throw new Error(`the peer accepted ${accepted} of ${histories.length} histories`);
      return milliseconds / histories.length;
    },
  };
}

const OURS = 'journal file read, every record derived again and compared, state hashed';
const TEMPORAL = 'Temporal TypeScript SDK, Worker.runReplayHistories with a prebuilt bundle';

const SEQUENTIAL: Figure = {
  name: 'replay',
  title: 'replay of a plan with {size} sequential effects and receipts, a history',
  oursIs: OURS,
  peerIs: TEMPORAL,
  aim: 0.01,
  sizes: [10, 100, 1000],
  aimAt: 100,
  prepare: (dir, _root, effects) => againstTemporal(dir, 'sequential', effects),
};

const FAN_OUT: Figure = {
  name: 'replay-fan-out',
  title: 'replay of a plan with {size} effects at once and their receipts, a history',
  oursIs: OURS,
  peerIs: TEMPORAL,
  aim: 0.01,
  sizes: [10, 100, 1000],
  aimAt: 100,
  prepare: (dir, _root, effects) => againstTemporal(dir, 'fanOut', effects),
};

const IN_PROCESS: Figure = {
  name: 'replay-in-process',
  title: 'replay of a plan with {size} sequential effects and receipts, records in memory',
  oursIs: 'every record derived again and compared, state hashed',
  peerIs: 'executor of Azure durable-functions: no journal, no hashes',
  aim: 2,
  sizes: [10, 100, 1000],
  aimAt: 100,
  prepare: async (dir, _root, effects) => {
    const { azureReplay } = await import('../../peers/azure.mjs');
    const { inMemory } = await ourReplay(dir, sequentialFlow(effects));
    const { fresh, replay: peer } = azureReplay(effects);
    const times = Math.max(1, Math.round(EFFECTS / effects));
    if ((await peer(fresh())) !== effects) throw new Error('the peer did not see every activity end');
    return {
      ours: repeated(times, inMemory),
      peer: async () => {
        const inputs = Array.from({ length: times }, fresh);
        return (
          (await timed(async () => {
            for (const input of inputs) await peer(input);
          })) / times
        );
      },
    };
  },
};

export const REPLAY: readonly Figure[] = [SEQUENTIAL, FAN_OUT, IN_PROCESS];
