// Snapshots beside a journal file: cut, flipped, half written, renamed too early; on a real file system.
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { FileJournal, openWithSnapshots, readSnapshots, snapshotFolder, writeSnapshot } from '@nx-air/kernel/fs';
import { isLarge, strideOf } from './bounds.ts';
import type { FaultClassName } from './fault-class.ts';
import { Seeded } from './random.ts';
import type { Batch } from './reference.ts';
import { attempt, record, type Sweep } from './sweep.ts';

const POSITIONS = 2;
const STRIDE = 4;
const NEAR = 4;
/** Of what stands before the state. */
const HEAD = 84;

/** At a few positions of a run. */
export async function sweepSnapshots(sweep: Sweep): Promise<void> {
  const { batches } = sweep.reference;
  const stride = Math.max(1, Math.floor(batches.length / POSITIONS));
  // Each crash goes on to the end: of a large journal only one place near it.
  const first = isLarge(sweep.reference) ? batches.length - NEAR : 1;
  const folder = mkdtempSync(join(tmpdir(), 'nx-air-faults-'));
  try {
    for (let index = first; index < batches.length; index += stride) {
      const [before, batch] = [batches[index - 1], batches[index]];
      if (before && batch) await sweepAt(sweep, folder, before, batch);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Place {
  readonly file: string;
  /** Of the snapshot in question and of the one before it. */
  readonly name: string;
  readonly older: string;
  readonly bytes: Uint8Array;
}

async function sweepAt(sweep: Sweep, folder: string, before: Batch, batch: Batch): Promise<void> {
  const place = await write(sweep, join(folder, 'a.journal'), before, batch);
  await damage(sweep, place, batch);
  for (const [fault, files] of crashes(place)) await crash(sweep, place, before, batch, fault, files);
}

/** The journal up to the batch, with a snapshot behind it and one behind the batch before. */
async function write({ reference }: Sweep, file: string, before: Batch, batch: Batch): Promise<Place> {
  rmSync(snapshotFolder(file), { recursive: true, force: true });
  writeFileSync(file, reference.bytes.subarray(0, reference.offsets[batch.end]));
  const journal = FileJournal.open(file, { durability: 'none' });
  const older = basename(await writeSnapshot(journal, before.after));
  const path = await writeSnapshot(journal, batch.after);
  await journal.close();
  return { file, name: basename(path), older, bytes: new Uint8Array(readFileSync(path)) };
}

async function damage(sweep: Sweep, { file, name, bytes }: Place, { end }: Batch): Promise<void> {
  const path = join(snapshotFolder(file), name);
  const journal = FileJournal.open(file, { durability: 'none' });
  const random = new Seeded(sweep.seed);
  // Opened once: opening is most of the cost of a fault.
  const fd = openSync(path, 'r+');
  const judge = (kind: FaultClassName, fault: string, damaged: Uint8Array): void => {
    ftruncateSync(fd, damaged.length);
    writeSync(fd, damaged, 0, damaged.length, 0);
    const warned: string[] = [];
    const [newest] = readSnapshots(journal, (warning) => void warned.push(warning.name));
    const passed = newest?.seq !== end && warned.includes(name);
    record(sweep, kind, { fault, message: passed ? undefined : `expected ${name} to be passed over with a warning, found it used` });
  };
  const stride = STRIDE * (sweep.stride ?? 1) * strideOf(sweep.reference, 'snapshot', bytes.length / STRIDE);
  for (let cut = 0; cut < bytes.length; cut += cut < HEAD ? 1 : stride) judge('snapshot-cut', `${name} cut at ${cut}`, bytes.subarray(0, cut));
  for (let at = random.next(STRIDE); at < bytes.length; at += at < HEAD ? STRIDE : stride) {
    const flipped = bytes.slice();
    const bit = random.next(8);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
    judge('snapshot-bit', `${name}, byte ${at}, bit ${bit}`, flipped);
  }
  closeSync(fd);
  await journal.close();
}

type Files = readonly (readonly [name: string, bytes: Uint8Array])[];

/** What is in the folder besides the older snapshot, and whether the newer one is to be used. */
function crashes({ name, bytes }: Place): readonly (readonly [string, Files])[] {
  const aside = `${name}.new`;
  const half = bytes.subarray(0, bytes.length >> 1);
  return [
    ['before anything is written', []],
    ['the file beside is empty', [[aside, new Uint8Array()]]],
    ['half of it is written', [[aside, half]]],
    ['written, not renamed', [[aside, bytes]]],
    ['renamed', [[name, bytes]]],
    ['renamed, half of its content on the disk', [[name, half]]],
    ['renamed, another one begun', [[name, bytes], [aside, half]]],
  ];
}

async function crash(sweep: Sweep, { file, name, older }: Place, before: Batch, batch: Batch, fault: string, files: Files): Promise<void> {
  const { reference } = sweep;
  const { subject } = reference;
  const folder = snapshotFolder(file);
  const kept = new Uint8Array(readFileSync(join(folder, older)));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  writeFileSync(join(folder, older), kept);
  for (const [entry, bytes] of files) writeFileSync(join(folder, entry), bytes);
  const usable = files.some(([entry]) => entry === name) && !fault.includes('half of its');
  writeFileSync(file, reference.bytes.subarray(0, reference.offsets[batch.end]));
  const message = await attempt(async () => {
    const journal = FileJournal.open(file, { durability: 'none' });
    try {
      const { kernel, from } = await openWithSnapshots({ ...subject.options, journal });
      const expected = usable ? batch.end : before.end;
      if (from !== expected) return `expected the snapshot of record ${expected} to be used, found ${from}`;
      if (kernel.stateHash() !== batch.stateHash) return `expected the state ${batch.stateHash}, found ${kernel.stateHash()}`;
      await subject.proceed(kernel, journal);
      if (kernel.stateHash() !== reference.stateHash) return `expected the state ${reference.stateHash} at the end, found ${kernel.stateHash()}`;
    } finally {
      await journal.close();
    }
    const same = Buffer.compare(readFileSync(file), reference.bytes) === 0;
    return same ? undefined : 'expected the journal of the whole run at the end';
  });
  record(sweep, 'crash-snapshot', { fault: `${fault}, ${name}`, message });
}
