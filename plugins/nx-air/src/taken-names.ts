// The projects that Nx infers by itself (npm members, project.json): their folders keep their name, others avoid it.
import { asText, memberOf, parseJson } from './json-member.ts';
import { memberMatcher, memberPatterns } from './member-globs.ts';

export interface TakenNames {
  /** Name -> root. */
  readonly byName: ReadonlyMap<string, string>;
  /** Roots whose project gets its name from Nx. */
  readonly roots: ReadonlySet<string>;
  /** What a project at the workspace root is called. */
  readonly rootName: string;
}

/**
 * @param read content of a workspace-relative file; `undefined` when it is missing or unreadable
 * Unreadable JSON counts as `{}`: Nx reports it, and the graph is not ours to break.
 */
export function readTakenNames(
  packageJsons: readonly string[],
  projectJsons: readonly string[],
  workspaceFolder: string,
  read: (file: string) => string | undefined,
): TakenNames {
  const rootPackage = parseJson(read('package.json'));
  const isMember = memberMatcher(memberPatterns(rootPackage, read('pnpm-workspace.yaml')));
  const besideProjectJson = new Set(projectJsons.map(folderOf));
  const named = new Map<string, string>();
  for (const file of packageJsons) {
    const root = folderOf(file);
    if (root === '.' ? memberOf(rootPackage, 'nx') === undefined : !isMember(root) && !besideProjectJson.has(root)) continue;
    const json = parseJson(read(file));
    const nxName = memberOf(memberOf(json, 'nx'), 'name');
    named.set(root, asText(nxName) ?? asText(memberOf(json, 'name')) ?? lastSegment(root));
  }
  for (const file of projectJsons) {
    const root = folderOf(file);
    named.set(root, asText(memberOf(parseJson(read(file)), 'name')) ?? named.get(root) ?? lastSegment(root));
  }
  const byName = new Map<string, string>();
  for (const [root, name] of named) if (!byName.has(name)) byName.set(name, root);
  const rootName = asText(memberOf(rootPackage, 'name')) ?? lastSegment(workspaceFolder);
  return { byName, roots: new Set(named.keys()), rootName };
}

function folderOf(file: string): string {
  const end = file.lastIndexOf('/');
  return end < 0 ? '.' : file.slice(0, end);
}

/** Nx lower-cases the folder when a package.json or project.json gives no name. */
function lastSegment(path: string): string {
  return (path.split(/[\\/]/).at(-1) ?? path).toLowerCase();
}
