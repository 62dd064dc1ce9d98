// The projects of the graph that Nx has built before it ran a generator.
import type { ProjectGraph } from '@nx/devkit';

export interface NxProject {
  readonly name: string;
  /** Relative to the workspace, with `/`. */
  readonly root: string;
}

/** Empty for another workspace than the one that Nx runs in, and where no graph was kept. */
export async function nxProjects(root: string): Promise<readonly NxProject[]> {
  const { readCachedProjectGraph, workspaceRoot } = await import('@nx/devkit');
  if (workspaceRoot.replaceAll('\\', '/') !== root) return [];
  let graph: ProjectGraph;
  try {
    graph = readCachedProjectGraph();
  } catch {
    return [];
  }
  return Object.values(graph.nodes).map(({ name, data }) => ({ name, root: data.root.replaceAll('\\', '/') }));
}
