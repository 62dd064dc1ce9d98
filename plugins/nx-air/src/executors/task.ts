// One task or many: what an executor does for each project, and how results reach Nx.
import type { NameCommand } from '@nx-air/cli';
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { join } from 'node:path/posix';
import type { ExecutorOptions } from '../targets.ts';
import { loadEngine, type Engine } from './engine.ts';
import { nameTask } from './name-task.ts';

export interface TaskRun {
  /** Name of the project. */
  readonly project: string;
  /** Absolute root of the workspace, with `/`. */
  readonly root: string;
  /** Absolute folder of the project, with `/`. */
  readonly folder: string;
  /** Absolute folder of its results, outside of the project so that no later run reads them as definitions. A part of a gate has one of its own. */
  readonly dist: string;
  readonly options: ExecutorOptions;
  readonly nameCommand: NameCommand;
}

export interface TaskOutcome {
  readonly success: boolean;
  /** Rendered, ends with a newline. */
  readonly output: string;
}

export type Job = (run: TaskRun, engine: Engine) => Promise<TaskOutcome>;

/** Part of Nx's batch protocol: results are handed over one by one, as they are there. */
export interface BatchResult {
  readonly task: string;
  readonly result: { readonly success: boolean; readonly terminalOutput: string };
}

type BatchContext = Pick<ExecutorContext, 'root' | 'projectsConfigurations'>;

/** The two functions that Nx asks of an executor: one task in a process of its own, and many in one. */
export function executorOf(job: Job): Executor {
  return {
    run: (options, context) => runOne(job, options, context),
    batch: (taskGraph, options, _overrides, context) => runBatch(job, taskGraph, options, context),
  };
}

export interface Executor {
  readonly run: (options: ExecutorOptions, context: ExecutorContext) => Promise<{ success: boolean }>;
  readonly batch: (
    taskGraph: TaskGraph,
    options: Record<string, ExecutorOptions>,
    overrides: ExecutorOptions,
    context: ExecutorContext,
  ) => AsyncGenerator<BatchResult>;
}

/** The task that Nx runs in a process of its own. */
export async function runOne(job: Job, options: ExecutorOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  const { success, output } = await job(runFor(context.projectName ?? '', options, context), await loadEngine());
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
  const engine = await loadEngine();
  for (const [task, { target }] of Object.entries(taskGraph.tasks)) {
    let outcome: TaskOutcome;
    try {
      outcome = await job(runFor(target.project, options[task] ?? {}, context), engine);
    } catch (error) {
      outcome = { success: false, output: `${describe(error)}\n` };
    }
    yield { task, result: { success: outcome.success, terminalOutput: outcome.output } };
  }
}

function runFor(project: string, options: ExecutorOptions, context: BatchContext): TaskRun {
  const configuration = context.projectsConfigurations.projects[project];
  if (configuration === undefined) throw new Error(`nx-air: project "${project}" is not in the project graph`);
  const { root: projectRoot, targets } = configuration;
  const root = context.root.replaceAll('\\', '/');
  const dist = join(root, 'dist', projectRoot, options.results ?? '');
  return { project, root, folder: join(root, projectRoot), dist, options, nameCommand: nameTask(project, targets) };
}

/** Errors with a hint are meant for the user; of any other, the stack tells where the fault is. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('hint' in error && typeof error.hint === 'string') return [error.message, error.hint].filter((part) => part !== '').join('. ');
  return error.stack ?? error.message;
}
