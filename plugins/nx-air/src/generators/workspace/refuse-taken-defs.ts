// Names of definitions are one space in every world that imports two packs: a new one must be nobody else's.
import { GeneratorError } from '../errors.ts';
import type { Workspace } from './open-workspace.ts';

/**
 * Looks at the definitions that projects of the workspace have of their own.
 * @throws GeneratorError naming the definition and its file
 */
export async function refuseTakenDefs({ projects, host, root }: Workspace, at: string, names: readonly string[]): Promise<void> {
  const [{ collectFolder }, { readWorldGraph }] = await Promise.all([import('@nx-air/world'), import('@nx-air/world/graph')]);
  const files = host();
  const wanted = new Set(names);
  for (const project of projects) {
    if (project.root === at) continue;
    const folder = project.root === '.' ? root : `${root}/${project.root}`;
    const own = project.kind === 'pack' ? folder : `${root}/${readWorldGraph(files, folder, { root }).airDir}`;
    if (files.kindOf(own) !== 'directory') continue;
    const { nodes } = collectFolder(files, own, { nameOf: (path) => path.slice(root.length + 1), subject: project.name });
    const taken = nodes.find(({ kind, name }) => kind !== 'manifest' && wanted.has(name));
    if (taken === undefined) continue;
    throw new GeneratorError('name_taken', `${taken.kind} ${taken.name} is defined in ${taken.origin.file}`, 'Choose another name.');
  }
}
