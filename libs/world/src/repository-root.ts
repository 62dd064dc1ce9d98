// Where a repository begins: the fence around everything that a world may import by path.
import type { FileHost } from './host.ts';
import { ancestors, joinPath } from './paths.ts';

/** Nearest ancestor of `folder` (itself included) with nx.json, else with .git, else `folder`. Absolute in and out. */
export function repositoryRoot(files: Pick<FileHost, 'kindOf'>, folder: string): string {
  const above = ancestors(folder);
  for (const marker of ['nx.json', '.git']) {
    const root = above.find((candidate) => files.kindOf(joinPath(candidate, marker)) !== undefined);
    if (root !== undefined) return root;
  }
  return folder;
}
