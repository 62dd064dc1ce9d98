// Reads a journal file that stays as it is: for replay, comparison and display.
import { closeSync } from 'node:fs';
import { resolve } from 'node:path';
import { KernelError } from '../errors.ts';
import { journalIo } from './file-errors.ts';
import { openExisting, type ExistingFile } from './file-open.ts';
import { FileWindow } from './file-window.ts';
import type { TornTail } from './frame-scan.ts';
import type { JournalHeader } from './header.ts';
import { finish, readBeginning, readFrames, scanContent, type FileContent } from './recover.ts';

/** Throws as `FileJournal.open` does, but for the lock: for the header at once, for damage behind it where it is met. */
export interface JournalFile {
  readonly header: JournalHeader;
  /** Whole records. Reads the whole file, unless that has been done. */
  readonly length: number;
  /** What a writer would cut off; known as `length` is. */
  readonly torn: TornTail | undefined;
  /** From position `from` on, each checked before it is given. Opens the file each time. */
  records(from?: number): Iterable<Uint8Array>;
}

/** As it is now: what is appended later is not read. Takes no lock and writes nothing. Each frame is checked when it is read. */
export function readJournalFile(path: string): JournalFile {
  const file = resolve(path);
  const { beginning, size } = withFile(file, 0, (window, now) => ({ beginning: readBeginning(file, window, now), size: now }));
  if (!beginning) throw new KernelError('journal_mismatch', `${file} is no journal: it is empty`);
  let known: FileContent | undefined;
  const content = (): FileContent => (known ??= withFile(file, size, (window) => finish(scanContent({ file, window, size }, beginning))));
  return {
    header: beginning.header,
    get torn() {
      return content().torn;
    },
    get length() {
      return content().end.seq;
    },
    *records(from = 0) {
      const fd = mustOpen(file, size).fd;
      try {
        const window = new FileWindow(file, fd);
        const frames = known ? readFrames(file, window, known, from) : scanContent({ file, window, size }, beginning);
        for (;;) {
          const step = frames.next();
          if (step.done !== true) {
            if (step.value.next.seq > from) yield step.value.record;
          } else {
            if (step.value) known = step.value;
            return;
          }
        }
      } finally {
        closeSync(fd);
      }
    },
  };
}
function withFile<T>(file: string, atLeast: number, read: (window: FileWindow, size: number) => T): T {
  const { fd, size } = mustOpen(file, atLeast);
  try {
    return read(new FileWindow(file, fd), size);
  } finally {
    closeSync(fd);
  }
}

/** `atLeast`: its size when it was opened first. */
function mustOpen(file: string, atLeast: number): ExistingFile {
  const existing = openExisting(file, 'read');
  if (!existing) throw journalIo('open', file, new Error('no such file'));
  if (existing.size >= atLeast) return existing;
  closeSync(existing.fd);
  throw new KernelError('journal_damaged', `${file} changed at offset ${existing.size} while it was read: it had ${atLeast} bytes`, { place: { offset: existing.size } });
}
