// Generator `nx-air:world`: a world that validates and passes its gates as it is.
import type { Tree } from '@nx/devkit';
import { basename } from 'node:path/posix';
import { GeneratorError } from '../errors.ts';
import { reminderNames } from '../starter/reminder.ts';
import { checkDirectory } from '../workspace/check-directory.ts';
import { checkName } from '../workspace/check-name.ts';
import { checkWritten } from '../workspace/check-written.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { refuseReadOnly } from '../workspace/refuse-read-only.ts';
import { refuseTakenDefs } from '../workspace/refuse-taken-defs.ts';
import { refuseTakenFolder, refuseTakenName } from '../workspace/refuse-taken.ts';
import { hasAll, writeNew } from '../workspace/write-new.ts';
import { worldFiles } from './world-files.ts';

/** As schema.json has it. */
export interface WorldOptions {
  readonly name: string;
  /** Folder of the world, relative to the workspace. */
  readonly directory?: string;
  readonly starter?: boolean;
}

/** Writes into `tree` only. @throws GeneratorError; a second run with the same options changes nothing */
export default async function generateWorld(tree: Tree, { name, directory, starter = true }: WorldOptions): Promise<void> {
  checkName('world', name);
  const root = checkDirectory(directory ?? `worlds/${name}`);
  const workspace = await openWorkspace(tree);
  const project = basename(root);
  const files = Object.fromEntries(Object.entries(worldFiles({ name, starter })).map(([path, text]) => [`${root}/${path}`, text]));
  if (hasAll(tree, files)) return;
  if (!tree.exists(`${root}/aos.sync.json`)) refuseTakenFolder(workspace, root, 'world');
  refuseNested(workspace.projects.map((each) => each.root), root);
  writeNew(tree, files, `Choose another name, or remove what is in ${root}.`);
  refuseTakenName(workspace, root, project);
  const { asked, due, plan } = reminderNames(name, 'entry');
  if (starter) await refuseTakenDefs(workspace, root, [asked, due, plan]);
  await checkWritten(workspace, root);
  refuseReadOnly(tree);
}

/** The definitions of a world or pack are all files below it. */
function refuseNested(roots: readonly string[], root: string): void {
  const outer = roots.find((other) => other !== '.' && root.startsWith(`${other}/`));
  if (outer !== undefined) throw new GeneratorError('bad_directory', `${root} lies in the world or pack ${outer}`, 'Choose another --directory.');
}
