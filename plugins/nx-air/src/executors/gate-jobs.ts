// The work of the gates: the same commands as `air`, their results below dist/ whether they pass or not.
import type { CommandResult } from '@nx-air/cli';
import type { Job, TaskOutcome, TaskRun } from './task.ts';
import type { Engine } from './engine.ts';
import { writeResult } from './write-result.ts';

/** smoke.json is the answer of `air smoke --json`, and what it is of. */
export const smoke: Job = async (run, engine) => {
  const { root, folder, dist, project, options, nameCommand } = run;
  return finish(run, engine, 'smoke', await engine.runSmoke(engine.host, folder, { label: project, nameCommand, load: { name: project, root, cache: engine.cache }, allowNone: options.allowNone === true, out: dist }));
};

export const replayParity: Job = async (run, engine) => {
  const { root, folder, dist, project, options, nameCommand } = run;
  return finish(run, engine, 'replay-parity', await engine.runReplay(engine.host, folder, { label: project, nameCommand, load: { name: project, root, cache: engine.cache }, allowNone: options.allowNone === true, ...(options.scenario !== undefined && { scenario: options.scenario }), out: dist }));
};

export const crashResume: Job = async (run, engine) => {
  const { root, folder, dist, project, options, nameCommand } = run;
  return finish(run, engine, 'crash-resume', await engine.runCrashResume(engine.host, folder, { label: project, nameCommand, load: { name: project, root, cache: engine.cache }, allowNone: options.allowNone === true, waits: options.waits === true, ...(options.scenario !== undefined && { scenario: options.scenario }), ...(options.orders !== undefined && { orders: options.orders }), out: dist }));
};

/** Seeds come from the clock: this is the edge where they may. */
export const soak: Job = async (run, engine) => {
  const { root, folder, dist, project, options, nameCommand } = run;
  const result = await engine.runSoak(engine.host, folder, {
    label: project,
    nameCommand,
    load: { name: project, root, cache: engine.cache },
    allowNone: options.allowNone === true,
    seconds: options.seconds ?? 60,
    seed: options.seed ?? Date.now() % 1_000_000_000,
    clock: () => performance.now(),
    out: `${dist}/soak`,
  });
  engine.writeFiles(result.writes);
  return outcome(result, engine);
};

function finish(run: TaskRun, engine: Engine, name: string, result: CommandResult): TaskOutcome {
  engine.writeFiles(result.writes);
  // A part says nothing about the world as a whole, and depends on less than all of its files.
  if (run.options.results === undefined) writeResult(run, engine, name, result);
  else engine.writeFiles([{ path: `${run.dist}/${name}.json`, text: engine.renderResult(result, { format: 'json', color: false }) }]);
  return outcome(result, engine);
}

/** Annotations where a workflow of GitHub shows them. */
function outcome(result: CommandResult, { renderResult }: Engine): TaskOutcome {
  const format = process.env['GITHUB_ACTIONS'] === 'true' ? 'github' : 'text';
  return { success: result.exitCode === 0, output: renderResult(result, { format, color: false }) };
}
