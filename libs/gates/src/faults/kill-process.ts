// A real process that is killed by SIGKILL in the middle of a write, and another one that takes its journal up.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BytesJournal } from '@nx-air/kernel';
import { nodeFileIo, type FileIo } from '@nx-air/kernel/fs';
import { attempt, record, type Sweep } from './sweep.ts';

/**
 * Runs a scenario of the world in a process of its own, into the journal file `journal` (absolute), which is continued
 * when it is there; `killInWrite` as for `dyingIo`. Resolves with the name of the signal that ended it, or `exit code <n>`.
 */
export type RunProcess = (scenario: string, journal: string, options: { readonly killInWrite?: number }) => Promise<string>;

/** Half of what the call numbered `at`, from 0, has to write is written; then the process is gone. Write 0 is that of the header. */
export function dyingIo(at: number, die: () => void = () => void process.kill(process.pid, 'SIGKILL')): FileIo {
  let calls = 0;
  return {
    ...nodeFileIo,
    write(fd, bytes, offset) {
      if (calls++ !== at) return nodeFileIo.write(fd, bytes, offset);
      const written = nodeFileIo.write(fd, bytes.subarray(0, bytes.length >> 1), offset);
      die();
      return written;
    },
  };
}

/** In the batch in the middle of the run. Nothing for a run without one. */
export async function sweepKilled(sweep: Sweep, runProcess: RunProcess): Promise<void> {
  const { subject, batches, bytes } = sweep.reference;
  if (batches.length === 0) return;
  const killInWrite = Math.ceil(batches.length / 2);
  const folder = mkdtempSync(join(tmpdir(), 'nx-air-killed-'));
  const file = join(folder, 'a.journal');
  let reached = false;
  try {
    const message = await attempt(async () => {
      const ended = await runProcess(subject.name, file, { killInWrite });
      if (ended !== 'SIGKILL') return `expected SIGKILL to end the process, found ${ended}`;
      const left = readFileSync(file);
      if (left.length >= bytes.length || Buffer.compare(left, bytes.subarray(0, left.length)) !== 0) return `expected the beginning of the journal, found ${left.length} other bytes`;
      reached = BytesJournal.open(left).torn !== undefined;
      const again = await runProcess(subject.name, file, {});
      return Buffer.compare(readFileSync(file), bytes) === 0 ? undefined : `expected the journal of the run that nobody killed, found another one after ${again}`;
    });
    record(sweep, 'crash-killed', { fault: `killed in write ${killInWrite}`, message, reached });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
