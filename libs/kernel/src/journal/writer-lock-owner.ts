// Who holds a lock: a process, told from a later one with the same number where the system lets us.
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { isErrno } from './file-errors.ts';

export interface LockOwner {
  readonly host: string;
  readonly pid: number;
  /** Boot and start of the process; empty where the system does not tell. */
  readonly start: string;
}

export function thisProcess(): LockOwner {
  return { host: hostname(), pid: process.pid, start: startOf(process.pid) };
}

export function encodeOwner({ host, pid, start }: LockOwner): string {
  return `${JSON.stringify({ host, pid, start })}\n`;
}

/** Undefined for text that `encodeOwner` has not written whole. */
export function decodeOwner(text: string): LockOwner | undefined {
  try {
    const { host, pid, start }: { host?: unknown; pid?: unknown; start?: unknown } = Object(JSON.parse(text));
    if (typeof host !== 'string' || typeof start !== 'string' || typeof pid !== 'number') return undefined;
    return Number.isSafeInteger(pid) && pid > 0 ? { host, pid, start } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether it is certain that the owner is gone. Of another host nothing is. */
export function isGone(owner: LockOwner): boolean {
  if (owner.host !== hostname()) return false;
  if (!isRunning(owner.pid)) return true;
  const start = startOf(owner.pid);
  return owner.start !== '' && start !== '' && owner.start !== start;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isErrno(error, 'ESRCH');
  }
}

/** The number of a process is given again, soon in a container; the time of its start is not. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${started}`;
  } catch {
    return '';
  }
}
