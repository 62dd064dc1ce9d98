// Temporary folders, small journals and how opening one ends, for tests of journal files.
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { FileJournal, readJournalFile } from '../../src/fs.ts';
import { KernelError } from '../../src/index.ts';
import { HEADER, recordAt } from './records.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'nx-air-journal-')));
  folders.push(folder);
  return folder;
}

export const temporaryFile = (): string => join(temporaryFolder(), 'a.journal');

/** A journal of batches of the given sizes. */
export async function write(file: string, batches: readonly number[], header = HEADER): Promise<void> {
  const journal = FileJournal.open(file, { durability: 'none' });
  journal.create(header);
  for (const size of batches) journal.append(Array.from({ length: size }, (_, index) => recordAt(journal.length + index)));
  await journal.close();
}

export const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(file));

export async function read(file: string): Promise<readonly Uint8Array[]> {
  const journal = FileJournal.open(file, { durability: 'none' });
  try {
    return [...journal.records()];
  } finally {
    await journal.close();
  }
}

/** What becomes of these bytes as a journal: its records and what was cut, or the error. The file is left as opening left it. */
export async function judge(file: string, bytes: Uint8Array): Promise<Verdict> {
  writeFileSync(file, bytes);
  try {
    const journal = FileJournal.open(file, { durability: 'none' });
    const verdict = { records: [...journal.records()], cut: journal.recovery.torn?.bytes ?? 0, created: journal.header !== undefined };
    await journal.close();
    return verdict;
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    return { error };
  }
}

export type Verdict =
  | { readonly records: readonly Uint8Array[]; readonly cut: number; readonly created: boolean; readonly error?: undefined }
  | { readonly error: KernelError };

/** The same, without a lock and without cutting. */
export function judgeReadOnly(file: string, bytes: Uint8Array): Verdict {
  writeFileSync(file, bytes);
  try {
    const { records, torn } = readJournalFile(file);
    return { records: [...records()], cut: torn?.bytes ?? 0, created: true };
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    return { error };
  }
}

/** Comparing large arrays member by member takes seconds. */
export const same = (left: readonly Uint8Array[], right: readonly Uint8Array[]): boolean =>
  left.length === right.length && left.every((bytes, index) => Buffer.compare(bytes, right[index]!) === 0);

/** The offsets at which records begin, and the end. */
export function offsetsOf(file: string): readonly number[] {
  const { records } = readJournalFile(file);
  const lengths = [...records()].map(({ length }) => length + 52);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  let at = bytesOf(file).length - total;
  return [at, ...lengths.map((length) => (at += length))];
}

export async function errorOf(action: () => unknown): Promise<KernelError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof KernelError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
