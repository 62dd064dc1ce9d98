// The work of the executors: the same commands as `air`, their result written below dist/ and rendered as text.
import { rmSync } from 'node:fs';
import type { CommandResult, FileWrite } from '@nx-air/cli';
import type { ExecutorOptions } from '../targets.ts';
import type { Job } from './task.ts';
import { writeResult } from './write-result.ts';

/** validate.json is the answer of `air check --json`, written whatever it says, and what it is of. */
export const validate: Job = async (run, engine) => {
  const { root, folder, project, options, nameCommand } = run;
  const { host, renderResult, runCheck, cache } = engine;
  const checked = await runCheck(host, folder, { label: project, nameCommand, load: { name: project, root, cache } });
  const result = await withNameClash(checked, folder, options);
  writeResult(run, engine, 'validate', result);
  return { success: result.exitCode === 0, output: renderResult(result, { format: 'text', color: false }) };
};

/** merge.json is the merged world; where the world does not merge, there is none. */
export const merge: Job = async ({ root, folder, dist, project, nameCommand }, { host, renderResult, runMerge, writeFiles, cache }) => {
  const out = `${dist}/merge.json`;
  const result = await runMerge(host, folder, { label: project, out, nameCommand, load: { name: project, root, cache } });
  const writes: readonly FileWrite[] = result.exitCode === 0 ? result.writes : [];
  if (writes.length === 0) rmSync(out, { force: true });
  writeFiles(writes);
  return { success: result.exitCode === 0, output: renderResult(result, { format: 'text', color: false }) };
};

/** modules.json and the code it lists; where something does not compile, there is neither. */
export const buildModules: Job = async ({ root, folder, dist, project, nameCommand }, { host, removeFiles, renderResult, runBuildModules, writeFiles, cache }) => {
  const result = await runBuildModules(host, folder, { label: project, nameCommand, load: { name: project, root, cache } });
  const success = result.exitCode === 0;
  if (success) {
    writeFiles(result.writes);
    removeFiles(result.removes ?? []);
  } else {
    rmSync(`${dist}/modules.json`, { force: true });
    rmSync(`${dist}/modules`, { force: true, recursive: true });
  }
  return { success, output: renderResult(result, { format: 'text', color: false }) };
};

/** Inference gave the project a name of its own making; here is where its owner learns why. */
async function withNameClash(result: CommandResult, folder: string, { nameClash }: ExecutorOptions): Promise<CommandResult> {
  if (nameClash === undefined) return result;
  const { exitCode, toFindings } = await import('@nx-air/air');
  const { wanted, given, others, file } = nameClash;
  const problem = {
    code: 'project_name_clash',
    subject: `project ${given}`,
    file,
    pointer: '',
    expected: `the name ${wanted} for itself`,
    actual: `also wanted by ${others.join(', ')}`,
  } as const;
  const findings = [...toFindings([problem], () => undefined), ...result.findings];
  return { ...result, findings, exitCode: exitCode(findings), next: `rename the folder ${folder.split('/').at(-1) ?? folder}` };
}
