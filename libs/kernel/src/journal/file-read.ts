// Reads a journal file that stays as it is: for replay, comparison and display.
import { closeSync } from 'node:fs';
import { resolve } from 'node:path';
import { KernelError } from '../errors.ts';
import { journalIo } from './file-errors.ts';
import { openExisting, type ExistingFile } from './file-open.ts';
import { FileWindow } from './file-window.ts';
import type { TornTail } from './frame-scan.ts';
import type { JournalHeader } from './header.ts';
import { readContent, readFrames } from './recover.ts';

export interface JournalFile {
  readonly header: JournalHeader;
  /** Whole records. */
  readonly length: number;
  /** What a writer would cut off. */
  readonly torn: TornTail | undefined;
  /** From position `from` on. Opens the file each time. */
  records(from?: number): Iterable<Uint8Array>;
}

/** Checks the whole file, takes no lock and writes nothing. Throws as `FileJournal.open` does, but for the lock. */
export function readJournalFile(path: string): JournalFile {
  const file = resolve(path);
  const content = withFile(file, ({ fd, size }) => readContent(file, new FileWindow(file, fd), size));
  if (!content) throw new KernelError('journal_mismatch', `${file} is no journal: it is empty`);
  const { header, torn, end } = content;
  return {
    header,
    torn,
    length: end.seq,
    *records(from = 0) {
      if (from >= end.seq) return;
      const { fd } = mustOpen(file);
      try {
        for (const { record } of readFrames(file, new FileWindow(file, fd), content, from)) yield record;
      } finally {
        closeSync(fd);
      }
    },
  };
}

function withFile<T>(file: string, read: (existing: ExistingFile) => T): T {
  const existing = mustOpen(file);
  try {
    return read(existing);
  } finally {
    closeSync(existing.fd);
  }
}

function mustOpen(file: string): ExistingFile {
  const existing = openExisting(file, 'read');
  if (!existing) throw journalIo('open', file, new Error('no such file'));
  return existing;
}
