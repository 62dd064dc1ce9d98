// What a gate leaves for the summary: its answer as JSON, with the files that it is of.
import { rmSync } from 'node:fs';
import type { CommandResult } from '@nx-air/cli';
import type { Engine } from './engine.ts';
import type { TaskRun } from './task.ts';

export const SUMMARY_FILES = ['summary.json', 'summary.md', 'summary.html'];

/** Nx does not run `summary` behind a gate that failed: an older page, which says that it passed, must not stay. */
export function writeResult({ root, folder, dist }: TaskRun, { filesHash, host, renderResult, writeFiles }: Engine, name: string, result: CommandResult): void {
  const data = { ...result.data, files_hash: filesHash(host, root, folder) };
  writeFiles([{ path: `${dist}/${name}.json`, text: renderResult({ ...result, data }, { format: 'json', color: false }) }]);
  if (result.exitCode !== 0) removeSummary(dist);
}

export function removeSummary(dist: string): void {
  for (const file of SUMMARY_FILES) rmSync(`${dist}/${file}`, { force: true });
}
