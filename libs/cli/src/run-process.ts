// Runs a scenario by `air run` in a process of its own.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunProcess } from '@nx-air/gates';

/** Nothing for a world that is not on the disk, as no other process can load it. `dir` is absolute. */
export function runsProcesses(dir: string): { readonly runProcess?: RunProcess } {
  if (!existsSync(join(dir, 'aos.sync.json'))) return {};
  return {
    runProcess: (scenario, journal, { killInWrite }) =>
      new Promise((resolve, reject) => {
        const words = [programFile(), 'run', '.', scenario, '--journal', journal, ...(killInWrite === undefined ? [] : ['--kill-in-write', String(killInWrite)])];
        const child = spawn(process.execPath, words, { cwd: dir, stdio: 'ignore' });
        child.on('error', reject);
        child.on('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
      }),
  };
}

/** Of this package, built or not: what its package.json names as `air`. */
function programFile(): string {
  const manifest = new URL('../package.json', import.meta.url);
  const { bin }: { readonly bin?: { readonly air?: unknown } } = Object(JSON.parse(readFileSync(manifest, 'utf8')));
  return fileURLToPath(new URL(String(bin?.air), manifest));
}
