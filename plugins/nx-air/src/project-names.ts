// A name for every inferred project: the folder's, the path's when folders share one, never one that breaks the graph.
import { createHash } from 'node:crypto';
import { byCodePoint } from './order.ts';

/** Two projects that would have had one name. `root` got `given` instead of `wanted`. */
export interface NameClash {
  readonly root: string;
  readonly wanted: string;
  readonly given: string;
  /** The other roots that want the name, or already have it. */
  readonly others: readonly string[];
}

export interface ProjectNames {
  /** By root. Roots that Nx names itself are not among them. */
  readonly names: ReadonlyMap<string, string>;
  readonly clashes: readonly NameClash[];
}

/**
 * @param roots folders that need a name, `/` separated, `.` for the workspace root
 * @param taken names that other projects have (npm members, project.json), with their roots
 * @param rootName what a project at `.` is called
 *
 * The folder name when nobody else has it; else the path with `/` as `-`; a clash that is left gets a suffix
 * computed from the path alone, so that a name never depends on which other project was found first.
 */
export function nameProjects(
  roots: readonly string[],
  taken: ReadonlyMap<string, string>,
  rootName: string,
): ProjectNames {
  const wanted = new Map<string, string>();
  for (const [folder, sharing] of groupBy(roots, (root) => folderName(root, rootName))) {
    const shared = sharing.length > 1 || taken.has(folder);
    for (const root of sharing) wanted.set(root, shared ? pathName(root, rootName) : folder);
  }
  const names = new Map<string, string>();
  const clashes: NameClash[] = [];
  const used = new Set([...taken.keys(), ...wanted.values()]);
  for (const [name, sharing] of groupBy(roots, (root) => wanted.get(root) ?? root)) {
    const holder = taken.get(name);
    for (const root of sharing) {
      if (sharing.length === 1 && holder === undefined) {
        names.set(root, name);
        continue;
      }
      const given = freeName(name, root, used);
      const others = sharing.filter((other) => other !== root).concat(holder ?? []);
      names.set(root, given);
      clashes.push({ root, wanted: name, given, others: others.sort(byCodePoint) });
    }
  }
  return { names, clashes: clashes.sort((a, b) => byCodePoint(a.root, b.root)) };
}

/** A folder may be called like somebody's suffixed name on purpose, hence the longer digests. */
function freeName(name: string, root: string, used: ReadonlySet<string>): string {
  const digest = createHash('sha256').update(root).digest('hex');
  const lengths = [8, 16, 32, digest.length];
  const candidates = lengths.map((length) => `${name}-${digest.slice(0, length)}`);
  return candidates.find((candidate) => !used.has(candidate)) ?? `${name}-${digest}`;
}

function folderName(root: string, rootName: string): string {
  return root === '.' ? rootName : (root.split('/').at(-1) ?? root);
}

function pathName(root: string, rootName: string): string {
  return root === '.' ? rootName : root.replaceAll('/', '-');
}

function groupBy(roots: readonly string[], key: (root: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const root of [...roots].sort(byCodePoint)) {
    const group = groups.get(key(root));
    if (group === undefined) groups.set(key(root), [root]);
    else group.push(root);
  }
  return groups;
}
