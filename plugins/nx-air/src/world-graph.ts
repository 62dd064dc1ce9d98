// The part of a world that the project graph needs: its definition roots and where its imports lie.
import { posix } from 'node:path';
import { asText, memberOf, parseJson } from './json-member.ts';
import type { GraphImport } from './imports.ts';
import type { AirProject } from './project-files.ts';
import type { WorkspaceFiles } from './workspace-files.ts';
import { workspacePath } from './workspace-path.ts';

export interface WorldGraph {
  /** Folders of definitions, relative to the workspace root. */
  readonly airRoots: readonly string[];
  readonly imports: readonly GraphImport[];
}

/** Never throws: what cannot be read or resolved has no root here, and is a finding of `validate`. */
export function readWorldGraph(workspace: WorkspaceFiles, project: AirProject): WorldGraph {
  const air = memberOf(parseJson(workspace.read(project.file)), 'air');
  const list = memberOf(air, 'imports');
  const imports = (Array.isArray(list) ? list : []).map((spec, index): GraphImport => {
    const path = asText(memberOf(spec, 'path'));
    const root = path === undefined ? undefined : below(project.root, path);
    return { index, label: path === undefined ? 'import' : `path ${path}`, files: [], ...(root === undefined ? {} : { root }) };
  });
  const dir = below(project.root, asText(memberOf(air, 'dir')) ?? 'air');
  return { airRoots: dir === undefined ? [] : [dir], imports };
}

function below(root: string, path: string): string | undefined {
  return path.startsWith('/') ? undefined : workspacePath(posix.join(root, path));
}
