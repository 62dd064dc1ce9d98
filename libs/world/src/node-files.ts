// The real file system behind FileHost, without anything that runs a process.
import { lstatSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import { sep } from 'node:path';
import { compareText } from '@nx-air/canon/json';
import { WorldError } from './errors.ts';
import type { EntryKind, FileHost } from './host.ts';

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE']);

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

function read<T>(path: string, action: (path: string) => T): T | undefined {
  try {
    return action(path);
  } catch (error) {
    const code = errorCode(error);
    if (ABSENT.has(code)) return undefined;
    throw new WorldError('io', `cannot read ${path}: ${code}`, 'Check the permissions of the path.', { cause: error });
  }
}

function entryKind(entry: Dirent | Stats): EntryKind {
  if (entry.isSymbolicLink()) return 'symlink';
  if (entry.isDirectory()) return 'directory';
  return entry.isFile() ? 'file' : 'other';
}

function isRegular(path: string): boolean {
  return read(path, (at) => statSync(at))?.isFile() === true;
}

/** Reads the disk of this machine, synchronously. */
export function nodeFiles(): FileHost {
  return {
    readFile: (path) => (isRegular(path) ? read(path, (at): Uint8Array => readFileSync(at)) : undefined),
    fileSize: (path) => {
      const stats = read(path, (at) => statSync(at));
      return stats?.isFile() === true ? stats.size : undefined;
    },
    readDir: (path) =>
      read(path, (at) => readdirSync(at, { withFileTypes: true }))
        ?.map((entry) => ({ name: entry.name, kind: entryKind(entry) }))
        .sort((a, b) => compareText(a.name, b.name)),
    kindOf: (path) => {
      const stats = read(path, (at) => lstatSync(at));
      return stats === undefined ? undefined : entryKind(stats);
    },
    realPath: (path) => read(path, (at) => realpathSync.native(at).split(sep).join('/')),
  };
}
