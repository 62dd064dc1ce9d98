// The projects of the workspace that a folder is in, by name. Loaded when a name, not a path, was typed.
import { join } from 'node:path/posix';
import { repositoryRoot, type Host } from '@nx-air/world';
import { findProjects } from '@nx-air/world/graph';

/** Absolute folders; empty outside of an Nx workspace. */
export function projectRoots(host: Host, cwd: string): ReadonlyMap<string, string> {
  const root = repositoryRoot(host, cwd);
  if (host.kindOf(`${root}/nx.json`) === undefined) return new Map();
  return new Map(findProjects(host, root).map((project) => [project.name, join(root, project.root)]));
}
