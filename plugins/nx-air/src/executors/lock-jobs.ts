// The work of the lock executors: `air lock` and `air lock --check` for the worlds of a workspace.
import type { LockMode } from '../options.ts';
import type { ExecutorOptions } from '../targets.ts';
import type { Job } from './task.ts';
import { writeResult } from './write-result.ts';

/** lock-check.json is the answer of `air lock --check --json`, written whatever it says, and what it is of. */
export const lockCheck: Job = async (run, engine) => {
  const { root, folder, project, options, nameCommand } = run;
  const { host, renderResult, runLock, cache } = engine;
  const target = { path: folder, label: project, load: { name: project, root, cache, lockCommand: nameCommand('lock', [project]) } };
  const result = await runLock(host, [target], { check: true, ...modeOf(options), nameCommand });
  writeResult(run, engine, 'lock-check', result);
  return { success: result.exitCode === 0, output: renderResult(result, { format: 'text', color: false }) };
};

/** Writes aos.sync.json and nothing else; with a finding that is an error it writes nothing. */
export const lock: Job = async ({ root, folder, project, options, nameCommand }, { host, removeFiles, renderResult, runLock, runLockDiff, writeFiles, cache }) => {
  const { acceptAuthority = false, prune = false, dryRun = false } = options;
  const target = { path: folder, label: project, load: { name: project, root, cache, lockCommand: nameCommand('lock', [project]) } };
  if (options.diff === true) {
    const shown = await runLockDiff(host, [target], nameCommand);
    return { success: shown.exitCode === 0, output: renderResult(shown, { format: 'text', color: false }) };
  }
  const result = await runLock(host, [target], { ...updateOf(options), acceptAuthority, prune, dryRun, ...modeOf(options), nameCommand });
  if (result.exitCode === 0) {
    writeFiles(result.writes);
    removeFiles(result.removes ?? []);
  }
  return { success: result.exitCode === 0, output: renderResult(result, { format: 'text', color: false }) };
};

function modeOf({ lockMode, lockModeOption }: ExecutorOptions): { readonly lockMode?: LockMode; readonly optionMode?: LockMode } {
  return {
    ...(lockMode === undefined ? {} : { lockMode }),
    ...(lockModeOption === undefined ? {} : { optionMode: lockModeOption }),
  };
}

/** `--update` alone means all imports; Nx makes a list of `--update=a,b`. */
function updateOf({ update }: ExecutorOptions): { readonly update?: readonly string[] } {
  if (update === undefined || update === false) return {};
  if (update === true) return { update: [] };
  return { update: typeof update === 'string' ? [update] : update };
}
