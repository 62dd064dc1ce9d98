// A process that runs a scenario into a journal file and is killed by SIGKILL in the middle of a write.
import { directoryStore } from '@nx-air/canon/fs';
import { runScenario } from '@nx-air/gates';
import { FileJournal, nodeFileIo, type FileIo } from '@nx-air/kernel/fs';
import { scenariosOf } from './scenario-of.ts';

/** Half of what the call numbered `at`, from 0, has to write is written; then the process is gone. */
function dyingIo(at: number): FileIo {
  let calls = 0;
  return {
    ...nodeFileIo,
    write(fd, bytes, offset) {
      if (calls++ < at) return nodeFileIo.write(fd, bytes, offset);
      nodeFileIo.write(fd, bytes.subarray(0, bytes.length >> 1), offset);
      process.kill(process.pid, 'SIGKILL');
      return bytes.length;
    },
  };
}

/** Words: root, world, scenario, journal file, number of the write. */
export async function runUntilKilled([root = '', world = '', name = '', file = '', at = '0']: readonly string[]): Promise<void> {
  const one = await (await scenariosOf(root, world)).get(name)?.();
  if (!one) throw new Error(`worlds/${world} has no scenario ${name}`);
  const journal = FileJournal.open(file, { io: dyingIo(Number(at)) });
  await runScenario(one.world, one.scenario, { journal, store: directoryStore(`${file}.objects`) });
  throw new Error(`nothing was written by call ${at}`);
}
