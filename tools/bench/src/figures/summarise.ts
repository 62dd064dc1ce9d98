// Figures: summarising a journal file: time against decoding alone, peak memory of a long one against that of a short one.
import { join } from 'node:path';
import type { Figure } from '../figure.ts';
import { generateJournal } from '../generate-journal.ts';
import { summariseInProcess, type ProcessRun } from '../summarise-process.ts';

const SHORT = 100_000;
const LONG = 1_000_000;

export const SUMMARISE: readonly Figure[] = [
  {
    name: 'summarise',
    title: `a journal file of ${SHORT} records`,
    oursIs: 'air summary',
    peerIs: 'reading and decoding the same file',
    prepare: async (dir) => {
      const file = await journalOf(dir, SHORT);
      return { ours: async () => (await summariseInProcess(file, 'summarise')).milliseconds, peer: async () => (await summariseInProcess(file, 'decode')).milliseconds };
    },
  },
  {
    name: 'summarise-memory',
    title: `peak memory of a process that summarises ${LONG} records`,
    unit: 'MB',
    oursIs: 'air summary',
    peerIs: `the same with ${SHORT} records`,
    aim: 1.25,
    prepare: async (dir) => {
      // One process each, as reading a million records takes long: what counts is whether memory follows the length.
      const long = tell(await summariseInProcess(await journalOf(dir, LONG), 'summarise'));
      const short = tell(await summariseInProcess(await journalOf(dir, SHORT), 'summarise'));
      return { ours: () => Promise.resolve(long), peer: () => Promise.resolve(short) };
    },
  },
];

async function journalOf(dir: string, records: number): Promise<string> {
  const file = join(dir, `${records}.journal`);
  await generateJournal(file, records);
  const { records: found } = await summariseInProcess(file, 'decode');
  if (found !== records) throw new Error(`${found} of ${records} records are in the journal`);
  return file;
}

/** @returns megabytes */
function tell({ records, milliseconds, megabytes }: ProcessRun): number {
  console.error(`summarised ${records} records: ${Math.round((records * 1000) / milliseconds)} records/s, peak ${Math.round(megabytes)} MB`);
  return megabytes;
}
