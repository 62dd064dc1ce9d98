// Figures: summarising a journal file: time against decoding alone, peak memory of a long one against that of a short one.
import { join } from 'node:path';
import type { Figure } from '../figure.ts';
import { generateJournal } from '../generate-journal.ts';
import { summariseInProcess } from '../summarise-process.ts';

const SHORT = 100_000;

export const SUMMARISE: readonly Figure[] = [
  {
    name: 'summarise',
    title: 'a journal file of {size} records',
    oursIs: 'air summary',
    peerIs: 'reading and decoding the same file',
    sizes: [10_000, 30_000, SHORT],
    prepare: async (dir, _root, records) => {
      const file = await journalOf(dir, 'one', records);
      return { ours: async () => (await summariseInProcess(file, 'summarise')).milliseconds, peer: async () => (await summariseInProcess(file, 'decode')).milliseconds };
    },
  },
  {
    name: 'summarise-memory',
    title: 'peak memory of a process that summarises {size} records',
    unit: 'MB',
    oursIs: 'air summary',
    peerIs: `the same with ${SHORT} records`,
    aim: 1.25,
    sizes: [SHORT, 300_000, 1_000_000],
    prepare: async (dir, _root, records) => {
      const [long, short] = [await journalOf(dir, 'long', records), await journalOf(dir, 'short', SHORT)];
      const peak = (file: string, expected: number) => async (): Promise<number> => {
        const told = await summariseInProcess(file, 'summarise');
        if (told.records !== expected) throw new Error(`${told.records} of ${expected} records were summarised`);
        return told.megabytes;
      };
      return { ours: peak(long, records), peer: peak(short, SHORT) };
    },
  },
];

async function journalOf(dir: string, name: string, records: number): Promise<string> {
  const file = join(dir, `${name}.journal`);
  await generateJournal(file, records);
  const { records: found } = await summariseInProcess(file, 'decode');
  if (found !== records) throw new Error(`${found} of ${records} records are in the journal`);
  return file;
}
