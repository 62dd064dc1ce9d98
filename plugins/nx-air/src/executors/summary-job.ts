// The work of the executor `summary`: the same as `air summary` of a world, written below dist/.
import type { Job } from './task.ts';
import { removeSummary } from './write-result.ts';

/** Three files, or none where the world cannot be run. What failed is told, and judged by the gates. */
export const summary: Job = async ({ root, folder, dist, project, nameCommand }, { host, renderResult, runWorldSummary, writeFiles, cache }) => {
  const result = await runWorldSummary(host, folder, { label: project, nameCommand, load: { name: project, root, cache }, out: dist, results: dist });
  const success = result.exitCode === 0;
  if (success) writeFiles(result.writes);
  else removeSummary(dist);
  return { success, output: renderResult(result, { format: 'text', color: false }) };
};
