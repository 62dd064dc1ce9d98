// Summarises or only decodes a journal file in a process of its own, so that its peak memory can be read.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface ProcessRun {
  readonly records: number;
  readonly milliseconds: number;
  /** Peak resident set. */
  readonly megabytes: number;
}

const SCRIPT = fileURLToPath(new URL('../summarise-journal.mjs', import.meta.url));

export async function summariseInProcess(file: string, job: 'summarise' | 'decode'): Promise<ProcessRun> {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, job, file]);
  return JSON.parse(stdout);
}
