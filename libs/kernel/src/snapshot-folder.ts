// The snapshots beside a journal file: written whole, named by position, read only when they match the journal.
import { closeSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compareBytes } from '@nx-air/canon';
import { KernelError } from './errors.ts';
import type { FileJournal } from './journal/file.ts';
import { isErrno, journalIo } from './journal/file-errors.ts';
import { nodeFileIo, syncFolder } from './journal/file-io.ts';
import { openExisting, replaceFile } from './journal/file-open.ts';
import type { Checkpoint } from './checkpoint.ts';
import { decodeSnapshot, encodeSnapshot, type Snapshot } from './snapshot-file.ts';

/** A snapshot that was passed over. */
export interface SnapshotWarning {
  /** Name in the folder. */
  readonly name: string;
  readonly message: string;
}

export interface WriteSnapshotOptions {
  /** How many of the newest stay, this one included; 2 by default. */
  readonly keep?: number;
}

const NAME = /^(\d{16})\.snapshot$/;
/** Those, and what is left of writing one that was cut short. */
const OURS = /^\d{16}\.snapshot(?:\.new)?$/;

export function snapshotFolder(journal: string): string {
  return `${journal}.snapshots`;
}

/**
 * Writes the state at a checkpoint of this journal, once everything before it is durable; the path. Removes snapshots
 * that are older than the newest `keep`, and those of positions behind it. Throws `KernelError` `journal_mismatch` for
 * a position that the journal does not have, `journal_io`.
 */
export async function writeSnapshot(journal: FileJournal, { state, seq }: Checkpoint, { keep = 2 }: WriteSnapshotOptions = {}): Promise<string> {
  await journal.commit();
  const link = journal.linkAt(seq);
  if (!link) throw new KernelError('journal_mismatch', `a state after ${seq} records, the journal has ${journal.length}`);
  const folder = snapshotFolder(journal.file);
  const file = join(folder, `${String(seq).padStart(16, '0')}.snapshot`);
  const durable = journal.durability !== 'none';
  try {
    if (mkdirSync(folder, { recursive: true }) !== undefined && durable) syncFolder(dirname(folder));
    closeSync(replaceFile(nodeFileIo, { file, parts: encodeSnapshot({ seq, link, state }), durable }));
    const older = listNames(folder).filter((name) => seqOf(name) <= seq);
    const kept = new Set(older.slice(0, Math.max(1, keep)));
    for (const name of readdirSync(folder)) if (OURS.test(name) && !kept.has(name)) rmSync(join(folder, name), { force: true });
  } catch (error) {
    throw error instanceof KernelError ? error : journalIo('write', file, error);
  }
  return file;
}

/** Those that match the journal, newest first, one in memory at a time; the others are told to `warn`. Never throws for a snapshot. */
export function* readSnapshots(journal: FileJournal, warn: (warning: SnapshotWarning) => void): Generator<Snapshot & { readonly name: string }> {
  const folder = snapshotFolder(journal.file);
  for (const name of listNames(folder)) {
    const snapshot = readSnapshot(join(folder, name));
    const reason = typeof snapshot === 'string' ? snapshot : mismatch(journal, name, snapshot);
    if (reason !== undefined) warn({ name, message: `snapshot ${name} is not used: ${reason}` });
    else if (typeof snapshot !== 'string') yield { ...snapshot, name };
  }
}

function mismatch(journal: FileJournal, name: string, { seq, link }: Snapshot): string | undefined {
  if (seqOf(name) !== seq) return `it is one of position ${seq}`;
  if (seq > journal.length) return `it is one of position ${seq}, the journal has ${journal.length} records`;
  const expected = journal.linkAt(seq);
  return expected && compareBytes(expected, link) === 0 ? undefined : 'it is one of another journal';
}

function readSnapshot(file: string): Snapshot | string {
  try {
    const existing = openExisting(file, 'read');
    if (!existing) return 'it is gone';
    try {
      return decodeSnapshot(new Uint8Array(readFileSync(existing.fd)));
    } finally {
      closeSync(existing.fd);
    }
  } catch (error) {
    return `it cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Newest first. */
function listNames(folder: string): readonly string[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return [];
    throw journalIo('read', folder, error);
  }
  return names
    .filter((name) => NAME.test(name))
    .sort()
    .reverse();
}

function seqOf(name: string): number {
  return Number(NAME.exec(name)?.[1] ?? Number.NaN);
}
