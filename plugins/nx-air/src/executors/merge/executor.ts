// Executor `nx-air:merge`: resolve worlds, leave every definition with origin and hash in dist/merge.json.
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import type { ExecutorOptions } from '../../targets.ts';
import { merge } from '../jobs.ts';
import type { BatchResult } from '../task.ts';
import { runBatch, runOne } from '../task.ts';

export default function run(options: ExecutorOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return runOne(merge, options, context);
}

export function batch(
  taskGraph: TaskGraph,
  options: Record<string, ExecutorOptions>,
  _overrides: ExecutorOptions,
  context: ExecutorContext,
): AsyncGenerator<BatchResult> {
  return runBatch(merge, taskGraph, options, context);
}
