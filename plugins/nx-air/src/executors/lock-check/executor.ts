// Executor `nx-air:lock-check`: compare imports with their locks, leave the answer in dist/lock-check.json.
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import type { ExecutorOptions } from '../../targets.ts';
import { lockCheck } from '../lock-jobs.ts';
import type { BatchResult } from '../task.ts';
import { runBatch, runOne } from '../task.ts';

export default function run(options: ExecutorOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return runOne(lockCheck, options, context);
}

export function batch(
  taskGraph: TaskGraph,
  options: Record<string, ExecutorOptions>,
  _overrides: ExecutorOptions,
  context: ExecutorContext,
): AsyncGenerator<BatchResult> {
  return runBatch(lockCheck, taskGraph, options, context);
}
