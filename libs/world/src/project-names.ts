// A name for every world and pack: the folder's, the path's when folders share one, never one that breaks the graph.
import { createHash } from 'node:crypto';
import { compareText } from '@nx-air/canon/json';

/** Two projects that would have had one name: `root` got `given` instead of `wanted`. */
export interface NameClash {
  readonly root: string;
  readonly wanted: string;
  readonly given: string;
  /** The other roots that want the name, or already have it. */
  readonly others: readonly string[];
}

export interface ProjectNames {
  /** By root. */
  readonly names: ReadonlyMap<string, string>;
  /** Sorted by root. */
  readonly clashes: readonly NameClash[];
}

function groupBy(roots: readonly string[], keyOf: (root: string) => string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const root of roots) {
    const group = groups.get(keyOf(root));
    if (group === undefined) groups.set(keyOf(root), [root]);
    else group.push(root);
  }
  return groups;
}

/** From the path alone, so that a name never depends on which other project was found first. */
function unusedName(name: string, root: string, used: ReadonlySet<string>): string {
  const digest = createHash('sha256').update(root).digest('hex');
  for (const length of [8, 16, 32]) {
    const candidate = `${name}-${digest.slice(0, length)}`;
    if (!used.has(candidate)) return candidate;
  }
  return `${name}-${digest}`;
}

/**
 * @param roots folders that need a name, relative to the repository with `/`, '.' for the repository root
 * @param taken names that other projects have, with their roots
 * @param rootName what a project at '.' is called
 *
 * The folder name when nobody else has it, else the path with `/` as `-`; what then still clashes gets a suffix.
 */
export function nameProjects(roots: readonly string[], taken: ReadonlyMap<string, string>, rootName: string): ProjectNames {
  const sorted = [...roots].sort(compareText);
  const folderOf = (root: string): string => (root === '.' ? rootName : root.slice(root.lastIndexOf('/') + 1));
  const pathOf = (root: string): string => (root === '.' ? rootName : root.replaceAll('/', '-'));
  const wanted = new Map<string, string>();
  for (const [folder, sharing] of groupBy(sorted, folderOf)) {
    const isShared = sharing.length > 1 || taken.has(folder);
    for (const root of sharing) wanted.set(root, isShared ? pathOf(root) : folder);
  }
  const used = new Set([...taken.keys(), ...wanted.values()]);
  const names = new Map<string, string>();
  const clashes: NameClash[] = [];
  for (const [name, sharing] of groupBy(sorted, (root) => wanted.get(root) ?? root)) {
    const holder = taken.get(name);
    for (const root of sharing) {
      const others = [...sharing.filter((other) => other !== root), ...(holder === undefined ? [] : [holder])].sort(compareText);
      const given = others.length === 0 ? name : unusedName(name, root, used);
      names.set(root, given);
      if (others.length > 0) clashes.push({ root, wanted: name, given, others });
    }
  }
  return { names, clashes: clashes.sort((a, b) => compareText(a.root, b.root)) };
}
