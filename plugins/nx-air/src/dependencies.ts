// Edges of the project graph: a world depends on the projects and packages that its imports come from.
import type { CreateDependenciesContext } from '@nx/devkit';
import { readMetadata } from './metadata.ts';
import { compareText } from '@nx-air/canon/json';

/**
 * The shape of Nx's RawProjectGraphDependency. Its `type` is an enum with these values; importing that enum would load
 * all of @nx/devkit (0.3 s) into every command.
 */
export interface GraphEdge {
  readonly source: string;
  readonly target: string;
  readonly type: 'static' | 'implicit';
  /** For static edges: the file that names the target. */
  readonly sourceFile?: string;
}

type GraphParts = Pick<CreateDependenciesContext, 'projects' | 'externalNodes'>;

/**
 * Everything is derived from the metadata that inference left on the projects, on every call: an edge appears as
 * soon as its target does, although the file that names it has not changed.
 */
export const createDependencies = (_options: unknown, context: CreateDependenciesContext): GraphEdge[] => dependenciesOf(context);

export function dependenciesOf({ projects, externalNodes }: GraphParts): GraphEdge[] {
  const nameOf = new Map(Object.entries(projects).map(([name, { root }]) => [root, name]));
  const packs = Object.entries(projects)
    .filter(([, { metadata }]) => readMetadata(metadata)?.kind === 'pack')
    .map(([name, { root }]) => ({ name, root }));
  const edges = new Map<string, GraphEdge>();
  for (const [source, { root, metadata }] of Object.entries(projects)) {
    const air = readMetadata(metadata);
    if (air === undefined) continue;
    const add = (target: string): void => {
      if (target === source) return;
      edges.set(`${source}\n${target}`, { source, target, type: 'static', sourceFile: air.file });
    };
    for (const { root: importRoot, external } of air.imports) {
      if (external !== undefined && externalNodes?.[external] !== undefined) add(external);
      if (importRoot === undefined) continue;
      const owner = projectAt(importRoot, nameOf);
      if (owner !== undefined && owner !== source) add(owner);
      else for (const pack of packs) if (isInside(pack.root, importRoot)) add(pack.name);
    }
    if (air.kind === 'pack') {
      // A package is changed when a pack inside it is: consumers have their edge to the package.
      const container = projectAt(parentOf(root), nameOf);
      if (container !== undefined) {
        edges.set(`${container}\n${source}`, { source: container, target: source, type: 'implicit' });
      }
    }
  }
  return [...edges].sort(([a], [b]) => compareText(a, b)).map(([, edge]) => edge);
}

/** The project at or above a folder. The workspace root does not count: everything lies below it. */
function projectAt(folder: string, nameOf: ReadonlyMap<string, string>): string | undefined {
  for (let at = folder; at !== '.' && at !== ''; at = parentOf(at)) {
    const name = nameOf.get(at);
    if (name !== undefined) return name;
  }
  return undefined;
}

function parentOf(folder: string): string {
  const end = folder.lastIndexOf('/');
  return end < 0 ? '.' : folder.slice(0, end);
}

function isInside(folder: string, root: string): boolean {
  return root === '.' || folder === root || folder.startsWith(`${root}/`);
}
