// Executor `nx-air:validate`: check worlds and packs, leave the findings in dist/validate.json.
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import type { ExecutorOptions } from '../../targets.ts';
import { validate } from '../jobs.ts';
import type { BatchResult } from '../task.ts';
import { runBatch, runOne } from '../task.ts';

export default function run(options: ExecutorOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return runOne(validate, options, context);
}

export function batch(
  taskGraph: TaskGraph,
  options: Record<string, ExecutorOptions>,
  _overrides: ExecutorOptions,
  context: ExecutorContext,
): AsyncGenerator<BatchResult> {
  return runBatch(validate, taskGraph, options, context);
}
