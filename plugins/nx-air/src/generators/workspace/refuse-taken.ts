// Names and folders that other projects have: a new project must not rename them, nor share a folder with them.
import { GeneratorError } from '../errors.ts';
import type { Workspace } from './open-workspace.ts';

/**
 * Call it with the new files in the tree.
 * @throws GeneratorError when the project at `root` would be called by none of `names`, or another one would lose its name
 */
export function refuseTakenName({ projects, nxProjects, projectsNow }: Workspace, root: string, ...names: readonly string[]): void {
  const hint = 'Choose another name.';
  const other = [...projects, ...nxProjects].find((project) => names.includes(project.name) && project.root !== root);
  if (other !== undefined) throw new GeneratorError('name_taken', `the name ${other.name} is taken by the project at ${other.root}`, hint);
  const after = projectsNow();
  const made = after.find((project) => project.root === root);
  if (made !== undefined && !names.includes(made.name)) throw new GeneratorError('name_taken', `the project at ${root} would be called ${made.name}, not ${names.join(' or ')}`, hint);
  for (const before of projects) {
    const now = after.find((project) => project.root === before.root);
    if (now !== undefined && now.name !== before.name) throw new GeneratorError('name_taken', `the project ${before.name} at ${before.root} would be called ${now.name}`, hint);
  }
}

/** @throws GeneratorError when a project of any kind stands at the folder already */
export function refuseTakenFolder({ projects, nxProjects, tree }: Workspace, root: string, what: string): void {
  const owner = [...projects, ...nxProjects].find((project) => project.root === root);
  const manifest = ['project.json', 'package.json'].find((file) => tree.exists(`${root}/${file}`));
  if (owner === undefined && manifest === undefined) return;
  const who = owner === undefined ? `a project by its ${manifest ?? ''}` : `the project ${owner.name}`;
  throw new GeneratorError('folder_taken', `${root} is ${who}`, `Nx would make one project of both. Choose another --directory for the ${what}.`);
}
