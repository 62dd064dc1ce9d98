// A world under the id it has everywhere: that of its aos.sync.json, else its project name.
import { loadWorld, repositoryRoot, type Host, type LoadedWorld, type LoadWorldOptions } from '@nx-air/world';
import { findProjects, readWorldGraph } from '@nx-air/world/graph';
import { join } from 'node:path/posix';

function projectName(host: Host, dir: string): string | undefined {
  const root = repositoryRoot(host, dir);
  if (host.kindOf(`${root}/nx.json`) === undefined) return undefined;
  return findProjects(host, root).find((project) => join(root, project.root) === dir)?.name;
}

/**
 * Loads the world in `dir` (absolute, without trailing slash). The id is the same whether the user named the project
 * or its folder; the workspace is searched only when neither the caller nor aos.sync.json gives one.
 */
export async function loadNamedWorld(host: Host, dir: string, options: LoadWorldOptions = {}): Promise<LoadedWorld> {
  const named = options.name !== undefined || readWorldGraph(host, dir).id !== undefined;
  const name = named ? options.name : projectName(host, dir);
  return loadWorld(host, dir, { ...options, ...(name === undefined ? {} : { name }) });
}
