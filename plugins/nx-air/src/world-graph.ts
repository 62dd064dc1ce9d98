// The part of a world that the project graph needs: its definition folders and what its imports resolve to.
import type { FileHost, GraphImport, ResolveCache, WorldGraph as ReadGraph } from '@nx-air/world/graph';
import { createResolveCache, readWorldGraph as readGraph } from '@nx-air/world/graph';
import { evidenceOf } from './evidence.ts';
import type { ExternalPackage, ImportFacts } from './import-facts.ts';
import { globText } from './json-glob.ts';
import type { AirProject } from './project-files.ts';
import { workspacePath } from './workspace-path.ts';

export interface WorldGraph {
  /** Globs of the world's own definition folders, from the workspace root. */
  readonly airFolders: readonly string[];
  readonly imports: readonly ImportFacts[];
}

export type WorldReader = (project: AirProject) => WorldGraph;

/** One reader for all worlds of a call: a Cargo.toml or package.json that many import from is read once. */
export function worldReader(files: FileHost, workspaceRoot: string): WorldReader {
  const root = workspaceRoot.replaceAll('\\', '/');
  const cache: ResolveCache = createResolveCache();
  return (project) => {
    const folder = project.root === '.' ? root : `${root}/${project.root}`;
    const { airDir, imports } = readQuietly(files, folder, root, cache);
    return { airFolders: definitionFolders(airDir), imports: imports.map((entry) => factsOf(entry, project.root)) };
  };
}

/**
 * A fault of the reader itself on one hostile file must not take the graph of all other projects down; `validate` runs
 * into the same file and shows it.
 */
function readQuietly(files: FileHost, folder: string, root: string, cache: ResolveCache): Pick<ReadGraph, 'airDir' | 'imports'> {
  try {
    return readGraph(files, folder, { root, cache });
  } catch {
    return { airDir: `${folder === root ? '' : `${folder.slice(root.length + 1)}/`}air`, imports: [] };
  }
}

/** By AOS's rule: a folder named `air*`, `defs` or `plans`; of any other folder its children of those names. */
function definitionFolders(airDir: string): readonly string[] {
  const folder = inWorkspace(airDir);
  if (folder === undefined) return [];
  if (/(^|\/)(air[^/]*|defs|plans)$/.test(folder)) return [globText(folder)];
  return [`${folder === '.' ? '' : `${globText(folder)}/`}{air*,defs,plans}`];
}

function factsOf(entry: GraphImport, worldRoot: string): ImportFacts {
  const { index, kind, version } = entry;
  const root = entry.root === undefined ? undefined : inWorkspace(entry.root);
  const external = externalOf(entry);
  return {
    index,
    kind,
    label: `${kind} ${entry.package ?? root ?? `#${index}`}`,
    ...(version === undefined ? {} : { version }),
    ...(root === undefined ? {} : { root }),
    evidence: evidenceOf(entry, worldRoot),
    ...(external === undefined ? {} : { external }),
  };
}

/**
 * Nx calls the package at the top of node_modules `npm:<name>` and every other version `npm:<name>@<version>`.
 * An alias is called by the folder it is installed in.
 */
function externalOf({ kind, package: asked, root, external }: GraphImport): ExternalPackage | undefined {
  if (external === undefined || kind === 'path') return undefined;
  const { name, version } = external;
  if (kind === 'cargo') return { node: `cargo:${name}@${version}`, ecosystem: 'cargo', packageName: name, version };
  const top = root === undefined || `${root}/`.startsWith(`node_modules/${asked ?? name}/`);
  return { node: top ? `npm:${asked ?? name}` : `npm:${name}@${version}`, ecosystem: 'npm', packageName: name, version };
}

function inWorkspace(root: string): string | undefined {
  return root === '' ? '.' : workspacePath(root);
}
