// Carries out the writes a command asked for: each file complete or untouched.
import { mkdirSync, readFileSync, renameSync, rmSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FileWrite } from './command.ts';
import { CliError } from './errors.ts';

/** The first failure is the one to report, not that of tidying up after it. */
function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    return;
  }
}

/** Throws when the file is no longer what it was when it was read. */
function refuseChanged({ path, replaces }: FileWrite): void {
  if (replaces === undefined) return;
  const current = statSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(path) : undefined;
  if (current?.equals(Buffer.from(replaces)) === true) return;
  throw new CliError('changed_meanwhile', `\`${path}\` changed while it was being read; nothing is written`, 'Run the same command again.');
}

function writeAtomically(write: FileWrite): void {
  const { path, text } = write;
  // In the same folder: a rename across file systems is a copy.
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing?.isDirectory() === true) {
      throw new CliError('out_not_writable', `cannot write \`${path}\`: it is a folder`, 'Name a file.');
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, text, { flag: 'wx', ...(existing === undefined ? {} : { mode: existing.mode & 0o777 }) });
    refuseChanged(write);
    renameSync(temporary, path);
  } catch (cause) {
    removeIfThere(temporary);
    if (cause instanceof CliError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError('out_not_writable', `cannot write \`${path}\`: ${reason}`, '', { cause });
  }
}

/** Creates missing parent folders. Throws `CliError` `out_not_writable` or, before the first write, `changed_meanwhile`. */
export function writeFiles(writes: readonly FileWrite[]): void {
  for (const write of writes) refuseChanged(write);
  for (const write of writes) writeAtomically(write);
}

/** Removes files, and the folders that are empty without them. Missing files are fine. */
export function removeFiles(paths: readonly string[]): void {
  for (const path of paths) rmSync(path, { force: true });
  for (const folder of new Set(paths.map((path) => dirname(path)))) {
    try {
      rmdirSync(folder);
    } catch {
      // Something else is in it.
      continue;
    }
  }
}
