// Content store in a folder: <dir>/<first two digits>/<64 digits>, written atomically, verified when read.
import { lstatSync, mkdirSync, openSync, closeSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compareBytes } from './bytes.ts';
import type { ContentStore } from './content-store.ts';
import { CanonError } from './errors.ts';
import { hashBytes, parseHash } from './hash.ts';
import type { Hash } from './hash.ts';

/**
 * The folder is made on the first `put`. A blob that does not have its name's hash is never returned: `get` throws
 * `CanonError` `blob_corrupt`, and the next `put` of the right bytes replaces it. Other failures of the file system
 * are `store_io`. Nothing is flushed to the disk: a blob torn by a power cut is found by its hash.
 */
export function directoryStore(dir: string): ContentStore {
  return {
    put(bytes) {
      const hash = hashBytes(bytes);
      const path = pathOf(dir, hash);
      const existing = path === undefined ? undefined : readBlob(path);
      if (path !== undefined && (existing === undefined || compareBytes(existing, bytes) !== 0)) write(path, bytes);
      return hash;
    },
    get(hash) {
      const path = pathOf(dir, hash);
      const kind = path === undefined ? 'missing' : kindOf(path);
      if (path === undefined || kind === 'missing') return undefined;
      const bytes = readBlob(path);
      const actual = bytes === undefined ? kind : hashBytes(bytes);
      if (bytes !== undefined && actual === parseHash(hash)) return bytes;
      throw new CanonError('blob_corrupt', `blob ${hash} in ${path} is corrupt: its content is ${actual}`, {
        hint: 'delete the file and run the command that wrote it again',
      });
    },
    has(hash) {
      const path = pathOf(dir, hash);
      return path !== undefined && kindOf(path) === 'file';
    },
  };
}

// The path is built from checked digits only; other text, whatever its type claims, names nothing.
function pathOf(dir: string, hash: Hash): string | undefined {
  const digits = parseHash(hash)?.slice(7);
  return digits === undefined ? undefined : join(dir, digits.slice(0, 2), digits);
}

function kindOf(path: string): 'missing' | 'file' | 'not a file' {
  const stats = attempt(path, () => lstatSync(path, { throwIfNoEntry: false }));
  if (stats === undefined) return 'missing';
  return stats.isFile() ? 'file' : 'not a file';
}

/** Undefined for what is missing or no regular file, links included. */
function readBlob(path: string): Uint8Array | undefined {
  if (kindOf(path) !== 'file') return undefined;
  return attempt(path, () => new Uint8Array(readFileSync(path)));
}

function write(path: string, bytes: Uint8Array): void {
  attempt(path, () => mkdirSync(dirname(path), { recursive: true }));
  const temporary = claimTemporary(path);
  try {
    attempt(path, () => writeFileSync(temporary, bytes));
    attempt(path, () => renameSync(temporary, path));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** An empty file of our own beside the target: exclusive creation settles races with other writers and old leftovers. */
function claimTemporary(path: string): string {
  for (let attemptNumber = 0; ; attemptNumber += 1) {
    const temporary = `${path}.${process.pid}-${attemptNumber}.tmp`;
    try {
      closeSync(openSync(temporary, 'wx'));
      return temporary;
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw storeError(temporary, error);
    }
  }
}

function attempt<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw storeError(path, error);
  }
}

function storeError(path: string, cause: unknown): CanonError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CanonError('store_io', `content store failed at ${path}: ${reason}`, {
    hint: 'check that the folder exists, is writable and has space',
    cause,
  });
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
