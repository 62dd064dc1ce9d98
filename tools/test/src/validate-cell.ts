// The cell that validates every world and pack of the repository with Nx, from an empty cache.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBin } from '../../process/src/bins.ts';
import { capture, PLAIN_NX, stream } from '../../process/src/run.ts';
import type { Cell } from './cell.ts';

export const VALIDATE_CELL: Cell = {
  name: 'validate',
  title: 'nx run-many -t validate over the repository',
  run: async ({ root, print }) => {
    const cache = mkdtempSync(join(tmpdir(), 'nx-air-validate-'));
    const env = { ...PLAIN_NX, NX_CACHE_DIRECTORY: cache };
    try {
      const shown = await capture(process.execPath, [findBin('nx'), 'show', 'projects', '--with-target=validate', '--json'], { cwd: root, env });
      const projects = readProjects(shown.stdout);
      if (shown.exitCode !== 0 || projects === undefined) {
        print(`${shown.stdout}\n${shown.stderr}`);
        return { state: 'failed', detail: `nx show projects ended with exit code ${shown.exitCode}` };
      }
      if (projects.length === 0) return { state: 'not run', detail: 'no project has a validate target' };
      const exitCode = await stream(process.execPath, [findBin('nx'), 'run-many', '-t', 'validate', '--outputStyle=static'], { cwd: root, env });
      return exitCode === 0
        ? { state: 'passed', detail: `${projects.length} worlds and packs` }
        : { state: 'failed', detail: `nx run-many ended with exit code ${exitCode}` };
    } finally {
      rmSync(cache, { recursive: true, force: true });
    }
  },
};

/** Nx prints one JSON array; warnings of plugins may stand on lines before it. */
export function readProjects(stdout: string): readonly string[] | undefined {
  const line = stdout.split('\n').findLast((each) => each.startsWith('['));
  if (line === undefined) return undefined;
  try {
    const names: unknown = JSON.parse(line);
    return Array.isArray(names) && names.every((name) => typeof name === 'string') ? names : undefined;
  } catch {
    return undefined;
  }
}
