// The work of the executor `summary`: the same as `air summary` of a world, written below dist/.
import { rmSync } from 'node:fs';
import type { Job } from './task.ts';

const FILES = ['summary.json', 'summary.md', 'summary.html'];

/** Three files, or none where the world cannot be run. What failed in a run is told, and judged by `smoke`. */
export const summary: Job = async ({ root, folder, dist, project, nameCommand }, { host, renderResult, runWorldSummary, writeFiles, cache }) => {
  const result = await runWorldSummary(host, folder, { label: project, nameCommand, load: { name: project, root, cache }, out: dist });
  const success = result.exitCode === 0;
  if (success) writeFiles(result.writes);
  else for (const file of FILES) rmSync(`${dist}/${file}`, { force: true });
  return { success, output: renderResult(result, { format: 'text', color: false }) };
};
