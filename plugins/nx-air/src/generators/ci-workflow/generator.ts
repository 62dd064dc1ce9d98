// Generator `nx-air:ci-workflow`: a GitHub workflow that holds every change to the gates.
import type { Tree } from '@nx/devkit';
import { posix } from 'node:path';
import { asText, memberOf } from '../../json-member.ts';
import { GeneratorError } from '../errors.ts';
import { readNxJson } from '../workspace/nx-json.ts';
import { openWorkspace, type Workspace } from '../workspace/open-workspace.ts';
import { refuseReadOnly } from '../workspace/refuse-read-only.ts';
import { writeNew } from '../workspace/write-new.ts';
import { packageManagerOf } from './package-manager.ts';
import { workflowText } from './workflow-text.ts';

/** As schema.json has it. */
export interface CiWorkflowOptions {
  /** Of the workflow and its file. */
  readonly name?: string;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*$/u;

/** Writes into `tree` only. @throws GeneratorError; a second run with the same options changes nothing */
export default async function generateWorkflow(tree: Tree, { name = 'ci' }: CiWorkflowOptions): Promise<void> {
  if (!NAME.test(name)) throw new GeneratorError('bad_name', `"${name}" is no name of a workflow`, 'Use letters, digits, "_" and "-".');
  const workspace = await openWorkspace(tree);
  refuseWithoutGit(workspace);
  const { json } = readNxJson(tree);
  const base = asText(memberOf(json, 'defaultBase')) ?? asText(memberOf(memberOf(json, 'affected'), 'defaultBase')) ?? 'main';
  const text = workflowText({ name, base, manager: packageManagerOf(tree), targets: workspace.options });
  writeNew(tree, { [`.github/workflows/${name}.yml`]: text }, 'Choose another --name, or take over what you want by hand: `nx g nx-air:ci-workflow --name=worlds`.');
  refuseReadOnly(tree);
}

/** @throws GeneratorError where GitHub would not look for the workflow, or nothing can be compared */
function refuseWithoutGit({ host, root }: Workspace): void {
  const files = host();
  if (files.kindOf(`${root}/.git`) !== undefined) return;
  for (let folder = posix.dirname(root); folder !== posix.dirname(folder); folder = posix.dirname(folder)) {
    if (files.kindOf(`${folder}/.git`) === undefined) continue;
    throw new GeneratorError('unfit', 'the git repository begins above the workspace, where GitHub looks for workflows', `Run this in a workspace that is the repository, or move the file by hand.`);
  }
  throw new GeneratorError('no_git', 'the workspace is no git repository: `nx affected` compares commits', 'Run `git init` first.');
}
