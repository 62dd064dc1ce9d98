// Figures: appending records to a journal file by durability mode, against bare writes of the same bytes made as durable.
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ZERO_HASH } from '@nx-air/canon';
import { JOURNAL_FORMAT, profileOf } from '@nx-air/kernel';
import { FileJournal, readJournalFile, type Durability } from '@nx-air/kernel/fs';
import { timed, type Figure } from '../figure.ts';

const RECORD_BYTES = 300;

interface Load {
  readonly durability: Durability;
  readonly batches: number;
  /** Records in a batch. */
  readonly size: number;
  /** Batches that one commit waits for. */
  readonly group: number;
}

export const APPEND: readonly Figure[] = [
  appendFigure({ durability: 'none', batches: 20_000, size: 5, group: 1 }),
  appendFigure({ durability: 'batch', batches: 2000, size: 5, group: 20 }),
  appendFigure({ durability: 'each', batches: 200, size: 5, group: 1 }),
];

function appendFigure(load: Load): Figure {
  const { durability, batches, size, group } = load;
  const flushed = { none: '', batch: `, one fdatasync for ${group} batches`, each: ', one fdatasync a batch' }[durability];
  return {
    name: `append-${durability}`,
    title: `${batches * size} records of ${RECORD_BYTES} bytes in batches of ${size}, durability ${durability}`,
    oursIs: 'checksums, chain and append',
    peerIs: `writeSync of the same bytes${flushed}`,
    prepare: async (dir) => {
      const batch = Array.from({ length: size }, (_, index) => new Uint8Array(RECORD_BYTES).fill(index + 1));
      let runs = 0;
      const ours = () => appendJournal(join(dir, `${(runs += 1)}.journal`), load, batch);
      const peer = () => writeBare(join(dir, `${(runs += 1)}.bare`), load);
      await ours();
      const written = readJournalFile(join(dir, '1.journal')).length;
      if (written !== batches * size) throw new Error(`${written} of ${batches * size} records are in the journal`);
      return { ours, peer };
    },
  };
}

async function appendJournal(file: string, { durability, batches, group }: Load, batch: readonly Uint8Array[]): Promise<number> {
  const journal = FileJournal.open(file, { durability });
  journal.create({ format: JOURNAL_FORMAT, world_id: 'bench', runtime_profile: profileOf(), manifest_hash: ZERO_HASH });
  const took = await timed(async () => {
    for (let index = 1; index <= batches; index += 1) {
      journal.append(batch);
      if (index % group === 0) await journal.commit();
    }
  });
  await journal.close();
  return took;
}

async function writeBare(file: string, { durability, batches, size, group }: Load): Promise<number> {
  const fd = openSync(file, 'w');
  // As many bytes as the frames have.
  const bytes = new Uint8Array(size * (RECORD_BYTES + 52)).fill(1);
  const took = await timed(() => {
    for (let index = 1; index <= batches; index += 1) {
      writeSync(fd, bytes);
      if (durability !== 'none' && index % group === 0) fdatasyncSync(fd);
    }
  });
  closeSync(fd);
  return took;
}
