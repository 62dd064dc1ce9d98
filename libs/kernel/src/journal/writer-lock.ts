// One writer a journal: a lock file beside it, made exclusively, taken over when its process is certainly gone.
import { closeSync, constants, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { KernelError } from '../errors.ts';
import { isErrno, journalIo } from './file-errors.ts';
import { decodeOwner, encodeOwner, isGone, thisProcess, type LockOwner } from './writer-lock-owner.ts';

export interface WriterLock {
  /** Of which process the lock was left behind, if it was taken over. */
  readonly takenFrom: LockOwner | undefined;
  release(): void;
}

/** `<journal>.lock`; flushed when it is to outlive the power. Throws `KernelError` `journal_locked` when another process holds it, or may hold it. */
export function acquireLock(journal: string, durable: boolean): WriterLock {
  const lock = `${journal}.lock`;
  const create = (path: string): boolean => tryCreate(path, text, durable);
  const text = encodeOwner(thisProcess());
  const held = (takenFrom?: LockOwner): WriterLock => ({ takenFrom, release: () => release(lock, text) });
  if (create(lock)) return held();
  const found = readLock(lock);
  // Released in between.
  if (found === undefined) return create(lock) ? held() : refuse(journal, lock, undefined);
  const owner = decodeOwner(found);
  if (!owner || !isGone(owner)) return refuse(journal, lock, owner);
  return takeOver({ journal, lock, found, create }) ? held(owner) : refuse(journal, lock, undefined);
}

interface TakeOver {
  readonly journal: string;
  readonly lock: string;
  /** Text of the lock of the dead owner. */
  readonly found: string;
  create(path: string): boolean;
}

/**
 * Two processes that find the same dead owner must not both remove its lock: the second would remove that of the first.
 * A second lock lets one of them through, which looks again before it removes anything.
 */
function takeOver({ journal, lock, found, create }: TakeOver): boolean {
  const guard = `${lock}.takeover`;
  if (!create(guard)) return refuse(journal, guard, decodeOwner(readLock(guard) ?? ''));
  try {
    if (readLock(lock) !== found) return false;
    remove(lock);
    return create(lock);
  } finally {
    remove(guard);
  }
}

function release(lock: string, text: string): void {
  if (readLock(lock) === text) remove(lock);
}

function tryCreate(path: string, text: string, durable: boolean): boolean {
  let fd: number;
  try {
    fd = openSync(path, 'wx');
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw journalIo('create', path, error);
  }
  try {
    writeSync(fd, text);
    // An empty lock after a power failure would keep everybody out.
    if (durable) fsyncSync(fd);
  } catch (error) {
    remove(path);
    throw journalIo('write', path, error);
  } finally {
    closeSync(fd);
  }
  return true;
}

/** Undefined when there is none. A link is not followed. */
function readLock(path: string): string | undefined {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw journalIo('read', path, error);
  }
  try {
    return readFileSync(fd, 'utf8');
  } catch (error) {
    throw journalIo('read', path, error);
  } finally {
    closeSync(fd);
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    throw journalIo('remove', path, error);
  }
}

function refuse(journal: string, lock: string, owner: LockOwner | undefined): never {
  const holder = owner ? `process ${owner.pid} on ${owner.host} holds` : 'another process holds or is taking';
  throw new KernelError('journal_locked', `${journal} has a writer: ${holder} ${lock}`, {
    hint: `wait for it; if no such process is alive, delete ${lock}`,
  });
}
