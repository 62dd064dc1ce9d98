// One task or many: what an executor does for each project, and how results reach Nx.
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { join } from 'node:path';
import type { ExecutorOptions } from '../targets.ts';

export interface TaskRun {
  /** Name of the project. */
  readonly project: string;
  /** Its absolute folder, with `/`. */
  readonly folder: string;
  readonly options: ExecutorOptions;
}

export interface TaskOutcome {
  readonly success: boolean;
  /** Rendered, ends with a newline. */
  readonly output: string;
}

export type Job = (run: TaskRun) => Promise<TaskOutcome>;

/** Part of Nx's batch protocol: results are handed over one by one, as they are there. */
export interface BatchResult {
  readonly task: string;
  readonly result: { readonly success: boolean; readonly terminalOutput: string };
}

type BatchContext = Pick<ExecutorContext, 'root' | 'projectsConfigurations'>;

/** The task that Nx runs in a process of its own. */
export async function runOne(job: Job, options: ExecutorOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  const { success, output } = await job(runFor(context.projectName ?? '', options, context));
  process.stdout.write(output);
  return { success };
}

/**
 * All tasks of one executor in one process. A task that throws fails alone: the others still get their result.
 */
export async function* runBatch(
  job: Job,
  taskGraph: TaskGraph,
  options: Readonly<Record<string, ExecutorOptions>>,
  context: BatchContext,
): AsyncGenerator<BatchResult> {
  for (const [task, { target }] of Object.entries(taskGraph.tasks)) {
    let outcome: TaskOutcome;
    try {
      outcome = await job(runFor(target.project, options[task] ?? {}, context));
    } catch (error) {
      outcome = { success: false, output: `${describe(error)}\n` };
    }
    yield { task, result: { success: outcome.success, terminalOutput: outcome.output } };
  }
}

function runFor(project: string, options: ExecutorOptions, context: BatchContext): TaskRun {
  const root = context.projectsConfigurations.projects[project]?.root;
  if (root === undefined) throw new Error(`nx-air: project "${project}" is not in the project graph`);
  return { project, folder: join(context.root, root).replaceAll('\\', '/'), options };
}

/** Errors with a hint are meant for the user; of any other, the stack tells where the fault is. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('hint' in error && typeof error.hint === 'string') return [error.message, error.hint].filter((part) => part !== '').join('. ');
  return error.stack ?? error.message;
}
