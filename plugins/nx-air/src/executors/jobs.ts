// The work of the executors: the same commands as `air`, their result written below dist/ and rendered as text.
import { rmSync } from 'node:fs';
import type { CommandResult, FileWrite } from '@nx-air/cli';
import type { ExecutorOptions } from '../targets.ts';
import { keepTypeScript } from './keep-typescript.ts';
import type { Job } from './task.ts';

/** dist/validate.json is the answer of `air check --json`, written whatever it says. */
export const validate: Job = async ({ folder, project, options }) => {
  const { host, renderResult, runCheck, writeFiles } = await loadEngine();
  const result = await withNameClash(await runCheck(host, folder, { label: project }), folder, options);
  writeFiles([{ path: `${folder}/dist/validate.json`, text: renderResult(result, { format: 'json', color: false }) }]);
  return { success: result.exitCode === 0, output: renderResult(result, { format: 'text', color: false }) };
};

/** dist/merge.json is the merged world; where the world does not merge, there is none. */
export const merge: Job = async ({ folder, project }) => {
  const { host, renderResult, runMerge, writeFiles } = await loadEngine();
  const out = `${folder}/dist/merge.json`;
  const result = await runMerge(host, folder, { label: project, out });
  const writes: readonly FileWrite[] = result.exitCode === 0 ? result.writes : [];
  if (writes.length === 0) rmSync(out, { force: true });
  writeFiles(writes);
  return { success: result.exitCode === 0, output: renderResult(result, { format: 'text', color: false }) };
};

async function loadEngine() {
  keepTypeScript();
  const [cli, { nodeHost }] = await Promise.all([import('@nx-air/cli'), import('@nx-air/world')]);
  return { ...cli, host: nodeHost() };
}

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
