// Executor `nx-air:lock`: lock the imports of worlds in their aos.sync.json.
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import type { ExecutorOptions } from '../../targets.ts';
import { lock } from '../lock-jobs.ts';
import type { BatchResult } from '../task.ts';
import { runBatch, runOne } from '../task.ts';

export default function run(options: ExecutorOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return runOne(lock, options, context);
}

export function batch(
  taskGraph: TaskGraph,
  options: Record<string, ExecutorOptions>,
  _overrides: ExecutorOptions,
  context: ExecutorContext,
): AsyncGenerator<BatchResult> {
  return runBatch(lock, taskGraph, options, context);
}
