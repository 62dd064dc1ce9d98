// The journal as a file: the power fails behind each acknowledgement, the end is torn, a second writer comes.
import { fstatSync, mkdtempSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kernel, KernelError } from '@nx-air/kernel';
import { FileJournal, nodeFileIo, openWithSnapshots, type FileIo } from '@nx-air/kernel/fs';
import { isLarge } from './bounds.ts';
import { judgeCrash, planOf } from './judge-crash.ts';
import type { Batch } from './reference.ts';
import { attempt, record, type Sweep } from './sweep.ts';
import { intentsUnderWay } from './under-way.ts';

/** Of one run. */
const MOST_BATCHES = 48;
const TORN = 4;

export async function sweepFile(sweep: Sweep): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nx-air-faults-'));
  try {
    await failPower(sweep, join(folder, 'a.journal'));
    await tearFile(sweep, join(folder, 'b.journal'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a power failure would leave: written bytes stay once they were flushed. */
class Disk implements FileIo {
  kept = new Uint8Array();
  /** Told while a flush is under way. */
  flushing: () => void = () => undefined;
  readonly write = nodeFileIo.write;
  readonly truncate = nodeFileIo.truncate;

  sync(fd: number): void {
    this.kept = contentOf(fd);
  }

  async syncLater(fd: number): Promise<void> {
    const written = contentOf(fd);
    this.flushing();
    await new Promise((resolve) => void setImmediate(resolve));
    this.kept = written;
  }
}

function contentOf(fd: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(fstatSync(fd).size);
  readSync(fd, bytes, 0, bytes.length, 0);
  return bytes;
}

async function failPower(sweep: Sweep, file: string): Promise<void> {
  const { reference } = sweep;
  const { subject } = reference;
  const disk = new Disk();
  const journal = FileJournal.open(file, { durability: 'batch', io: disk });
  try {
    const kernel = await Kernel.open({ ...subject.options, journal });
    for (const batch of reference.batches.slice(0, MOST_BATCHES)) {
      let early: string | undefined;
      disk.flushing = () => void (early ??= offeredEarly(sweep, kernel, batch));
      const message = await attempt(async () => {
        await subject.proceed(kernel, journal, { most: 1 });
        return early ?? judgeCrash(reference, disk.kept.slice(), { ...planOf(reference, batch.end, { toEnd: false }), acknowledged: batch.end });
      });
      record(sweep, 'crash-power', { fault: `behind batch at record ${batch.start}`, message, ...(message !== undefined && { journal: disk.kept }) });
      record(sweep, 'second-writer', { fault: `after ${batch.end} records`, message: await secondWriter(file) });
    }
  } finally {
    await journal.close().catch(() => undefined);
  }
}

/** Before its batch is durable nobody is to see an intent. */
function offeredEarly({ reference }: Sweep, kernel: Kernel, batch: Batch): string | undefined {
  const known = new Set<string>(intentsUnderWay(reference, batch.start));
  const early = kernel.outbox().find(({ intentId }) => !known.has(intentId));
  return early && `expected intents to be offered once they are on the disk, found ${early.intentId} before`;
}

async function secondWriter(file: string): Promise<string | undefined> {
  const before = readFileSync(file);
  try {
    await FileJournal.open(file, { durability: 'none' }).close();
    return 'expected journal_locked, found the file opened';
  } catch (error) {
    if (!(error instanceof KernelError) || error.code !== 'journal_locked') return `expected journal_locked, found ${error instanceof Error ? error.message : String(error)}`;
    return Buffer.compare(before, readFileSync(file)) === 0 ? undefined : 'expected the file to stay as it is';
  }
}

/** The last record is written in part: cut off in the file, and the run goes on from there. */
async function tearFile(sweep: Sweep, file: string): Promise<void> {
  const { reference } = sweep;
  const { subject, batches, offsets, bytes } = reference;
  const stride = Math.max(1, Math.ceil(batches.length / TORN));
  // Each is read from the first record on and goes on to the last: of a large journal only one near its end.
  const torn = isLarge(reference) ? batches.slice(-2, -1) : batches.filter((_batch, index) => index % stride === 0);
  for (const { end } of torn) {
    const [start, stop] = [offsets[end - 1] ?? 0, offsets[end] ?? 0];
    const message = await attempt(async () => {
      writeFileSync(file, bytes.subarray(0, (start + stop) >> 1));
      const journal = FileJournal.open(file, { durability: 'none' });
      try {
        if (Buffer.compare(readFileSync(file), bytes.subarray(0, start)) !== 0) return `expected the file to end at ${start}`;
        const { kernel } = await openWithSnapshots({ ...subject.options, journal });
        await subject.proceed(kernel, journal);
        if (kernel.stateHash() !== reference.stateHash) return `expected the state ${reference.stateHash} at the end, found ${kernel.stateHash()}`;
      } finally {
        await journal.close();
      }
      return Buffer.compare(readFileSync(file), bytes) === 0 ? undefined : 'expected the journal of the whole run at the end';
    });
    record(sweep, 'crash-torn-file', { fault: `in record ${end - 1}`, message });
  }
}
