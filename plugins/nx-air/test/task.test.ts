// Running a job for one project and for a batch.
import type { ExecutorContext, Task, TaskGraph } from '@nx/devkit';
import { describe, expect, test } from 'vitest';
import type { Job } from '../src/executors/task.ts';
import { runBatch, runOne } from '../src/executors/task.ts';

const context: ExecutorContext = {
  root: '/repo',
  cwd: '/repo',
  isVerbose: false,
  projectName: 'a',
  projectsConfigurations: { version: 2, projects: { a: { root: 'worlds/a' }, b: { root: 'worlds/b' } } },
  nxJsonConfiguration: {},
  projectGraph: { nodes: {}, dependencies: {} },
};

const graph = (...projects: string[]): TaskGraph => ({
  roots: [],
  dependencies: {},
  continuousDependencies: {},
  tasks: Object.fromEntries<Task>(
    projects.map((project) => {
      const id = `${project}:validate`;
      return [id, { id, target: { project, target: 'validate' }, overrides: {}, outputs: [], projectRoot: `worlds/${project}`, parallelism: true, continuous: false, cache: true }];
    }),
  ),
});

const job: Job = async ({ folder, options }) => {
  if (folder.endsWith('/b')) throw new Error('disk full');
  return { success: options.nameClash === undefined, output: `${folder}\n` };
};

async function results(projects: readonly string[], options = {}) {
  const found = [];
  for await (const { task, result } of runBatch(job, graph(...projects), options, context)) found.push([task, result]);
  return found;
}

describe('runBatch', () => {
  test('each task has its own result and output; one that throws does not stop the next', async () => {
    const [a, b, again] = await results(['a', 'b', 'gone']);
    expect(a).toEqual(['a:validate', { success: true, terminalOutput: '/repo/worlds/a\n' }]);
    expect(b).toMatchObject(['b:validate', { success: false, terminalOutput: expect.stringContaining('disk full') }]);
    expect(again).toMatchObject(['gone:validate', { success: false, terminalOutput: expect.stringContaining('project "gone" is not in the project graph') }]);
  });

  test('options are those of the task', async () => {
    const clash = { nameClash: { wanted: 'a', given: 'a-1', others: ['b'], file: 'worlds/a/aos.sync.json' } };
    expect(await results(['a'], { 'a:validate': clash })).toEqual([['a:validate', { success: false, terminalOutput: '/repo/worlds/a\n' }]]);
  });
});

test('runOne prints the output and answers success', async () => {
  const written: string[] = [];
  const write = process.stdout.write;
  process.stdout.write = (text: string | Uint8Array) => written.push(String(text)) > 0;
  try {
    expect(await runOne(job, {}, context)).toEqual({ success: true });
  } finally {
    process.stdout.write = write;
  }
  expect(written).toEqual(['/repo/worlds/a\n']);
});
