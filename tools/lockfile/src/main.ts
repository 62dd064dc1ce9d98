// Completes package-lock.json for every platform, or with --check says what is missing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { completeLockfile, type Lockfile } from './complete.ts';

/** @returns the exit code: 0 complete, 1 incomplete with --check or not to be completed */
export function main(root: string, args: readonly string[], print: (line: string) => void): number {
  const file = join(root, 'package-lock.json');
  const { lockfile, added, unknown } = completeLockfile(readLockfile(file));
  for (const name of unknown) print(`package-lock.json: ${name} is missing, and its name says no platform`);
  if (args.includes('--check')) {
    for (const key of added) print(`package-lock.json: ${key} is missing; run: node tools/lockfile/main.mjs`);
    return added.length + unknown.length === 0 ? 0 : 1;
  }
  if (added.length > 0) writeFileSync(file, `${JSON.stringify(lockfile, undefined, 2)}\n`);
  print(`package-lock.json: ${added.length} platform packages added`);
  return unknown.length === 0 ? 0 : 1;
}

function readLockfile(file: string): Lockfile {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isLockfile(value)) throw new Error(`${file} has no "packages": it is not a lockfile of npm 7 or later`);
  return value;
}

function isLockfile(value: unknown): value is Lockfile {
  return typeof value === 'object' && value !== null && 'packages' in value && typeof value.packages === 'object' && value.packages !== null;
}
