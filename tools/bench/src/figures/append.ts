// Figures: appending records to a journal file by durability mode, against bare writes of the same bytes made as durable.
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ZERO_HASH } from '@nx-air/canon';
import { JOURNAL_FORMAT, profileOf } from '@nx-air/kernel';
import { FileJournal, readJournalFile, type Durability } from '@nx-air/kernel/fs';
import { timed, type Figure } from '../figure.ts';

const RECORD_BYTES = 300;
const BATCH = 5;

interface Load {
  readonly durability: Durability;
  /** Records, one journal each. */
  readonly sizes: readonly number[];
  /** Batches that one commit waits for. */
  readonly group: number;
}

export const APPEND: readonly Figure[] = [
  appendFigure({ durability: 'none', sizes: [10_000, 30_000, 100_000], group: 1 }),
  appendFigure({ durability: 'batch', sizes: [1000, 3000, 10_000], group: 20 }),
  appendFigure({ durability: 'each', sizes: [100, 300, 1000], group: 1 }),
];

function appendFigure(load: Load): Figure {
  const { durability, sizes, group } = load;
  const flushed = { none: '', batch: `, one fdatasync for ${group} batches`, each: ', one fdatasync a batch' }[durability];
  return {
    name: `append-${durability}`,
    title: `{size} records of ${RECORD_BYTES} bytes in batches of ${BATCH}, durability ${durability}`,
    oursIs: 'checksums, chain and append',
    peerIs: `writeSync of the same bytes${flushed}`,
    sizes,
    prepare: async (dir, _root, records) => {
      const batch = Array.from({ length: BATCH }, (_, index) => new Uint8Array(RECORD_BYTES).fill(index + 1));
      let runs = 0;
      const ours = () => appendJournal(join(dir, `${(runs += 1)}.journal`), load, records, batch);
      const peer = () => writeBare(join(dir, `${(runs += 1)}.bare`), load, records);
      await ours();
      const written = readJournalFile(join(dir, '1.journal')).length;
      if (written !== records) throw new Error(`${written} of ${records} records are in the journal`);
      return { ours, peer };
    },
  };
}

async function appendJournal(file: string, { durability, group }: Load, records: number, batch: readonly Uint8Array[]): Promise<number> {
  const journal = FileJournal.open(file, { durability });
  journal.create({ format: JOURNAL_FORMAT, world_id: 'bench', runtime_profile: profileOf(), manifest_hash: ZERO_HASH });
  const took = await timed(async () => {
    for (let index = 1; index <= records / BATCH; index += 1) {
      journal.append(batch);
      if (index % group === 0) await journal.commit();
    }
  });
  await journal.close();
  return took;
}

async function writeBare(file: string, { durability, group }: Load, records: number): Promise<number> {
  const fd = openSync(file, 'w');
  // As many bytes as the frames have.
  const bytes = new Uint8Array(BATCH * (RECORD_BYTES + 52)).fill(1);
  const took = await timed(() => {
    for (let index = 1; index <= records / BATCH; index += 1) {
      writeSync(fd, bytes);
      if (durability !== 'none' && index % group === 0) fdatasyncSync(fd);
    }
  });
  closeSync(fd);
  return took;
}
