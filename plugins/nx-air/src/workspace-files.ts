// The workspace as inference sees it: reads remembered for the length of one call, links followed by name only.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export interface WorkspaceFiles {
  readonly root: string;
  /** Content of a workspace-relative file; `undefined` when it cannot be read, for whatever reason. */
  readonly read: (file: string) => string | undefined;
  /** Where a workspace-relative path really lies, `/` separated; `undefined` when missing or outside the workspace. */
  readonly locate: (path: string) => string | undefined;
}

export function openWorkspace(root: string): WorkspaceFiles {
  const texts = new Map<string, string | undefined>();
  const realRoot = realOr(root) ?? root;
  return {
    root,
    read(file) {
      if (!texts.has(file)) texts.set(file, readOr(join(root, file)));
      return texts.get(file);
    },
    locate(path) {
      const real = realOr(join(root, path));
      if (real === undefined) return undefined;
      const inside = relative(realRoot, real).split(sep).join('/');
      return inside === '' || inside === '..' || inside.startsWith('../') ? undefined : inside;
    },
  };
}

function readOr(path: string): string | undefined {
  // Most of what is asked for are ignore files that no folder has: an error for each would cost more than all reads.
  if (!existsSync(path)) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function realOr(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
