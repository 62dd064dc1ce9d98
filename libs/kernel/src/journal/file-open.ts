// Opens, makes and replaces files: never through a link, whole or not at all.
import { closeSync, constants, fstatSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { isErrno, journalIo } from './file-errors.ts';
import { syncFolder, writeWhole, type FileIo } from './file-io.ts';

// Absent on Windows, whatever the types say.
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;

export interface ExistingFile {
  readonly fd: number;
  readonly size: number;
}

/** Undefined when there is none. Throws `journal_io` for a link and for what is no regular file. */
export function openExisting(file: string, access: 'read' | 'write'): ExistingFile | undefined {
  let fd: number;
  try {
    // Not to wait for the other end of a pipe.
    fd = openSync(file, (access === 'read' ? constants.O_RDONLY : constants.O_RDWR) | NO_FOLLOW | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw journalIo('open', file, isErrno(error, 'ELOOP') ? new Error('it is a symbolic link') : error);
  }
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile()) throw new Error('it is no regular file');
    return { fd, size: stats.size };
  } catch (error) {
    closeSync(fd);
    throw journalIo('open', file, error);
  }
}

export interface NewFile {
  readonly file: string;
  readonly parts: readonly Uint8Array[];
  /** Whether the file and its name are on the disk afterwards. */
  readonly durable: boolean;
}

/** Writes `<file>.new` and renames it: the file is never there in part. The caller closes it. */
export function replaceFile(io: FileIo, { file, parts, durable }: NewFile): number {
  const aside = `${file}.new`;
  let fd: number | undefined;
  try {
    rmSync(aside, { force: true });
    fd = openSync(aside, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o666);
    let at = 0;
    for (const part of parts) {
      writeWhole(io, fd, part, at);
      at += part.length;
    }
    if (durable) io.sync(fd);
    renameSync(aside, file);
    if (durable) syncFolder(dirname(file));
    return fd;
  } catch (error) {
    if (fd !== undefined) discard(fd, aside);
    throw journalIo('write', file, error);
  }
}

function discard(fd: number, aside: string): void {
  closeSync(fd);
  try {
    rmSync(aside, { force: true });
  } catch {
    // The failure that led here is the one to tell; the next writer removes the file.
  }
}
