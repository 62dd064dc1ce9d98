// Carries out the writes a command asked for: each file complete or untouched.
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

function writeAtomically({ path, text }: FileWrite): void {
  // In the same folder: a rename across file systems is a copy.
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
      throw new CliError('out_not_writable', `cannot write \`${path}\`: it is a folder`, 'Name a file.');
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, text, { flag: 'wx' });
    renameSync(temporary, path);
  } catch (cause) {
    removeIfThere(temporary);
    if (cause instanceof CliError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError('out_not_writable', `cannot write \`${path}\`: ${reason}`, '', { cause });
  }
}

/** Creates missing parent folders. Throws `CliError` `out_not_writable`. */
export function writeFiles(writes: readonly FileWrite[]): void {
  for (const write of writes) writeAtomically(write);
}
