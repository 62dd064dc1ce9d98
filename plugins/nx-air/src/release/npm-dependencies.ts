// Ranges of one package in the package.json of another, kept in the form they have.
import type { Tree } from '@nx/devkit';
import { asText, memberOf, parseJson } from '../json-member.ts';

const COLLECTIONS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'] as const;

export interface NpmDependency {
  readonly find: () => { currentVersion: string | null; dependencyCollection: string | null };
  /** Lines for the log. `workspace:` and `file:` need no version and stay. */
  readonly write: (version: string) => readonly string[];
}

/** The dependency on the package in the folder `root`. */
export function updateNpmDependencies(tree: Pick<Tree, 'read' | 'write'>, manifests: readonly string[], root: string): NpmDependency {
  const name = asText(memberOf(parseJson(tree.read(`${root}/package.json`, 'utf-8') ?? undefined), 'name'));
  const found = manifests.filter((path) => path.endsWith('package.json')).flatMap((path) => {
    const json = parseJson(tree.read(path, 'utf-8') ?? undefined);
    return COLLECTIONS.flatMap((collection) => {
      const range = name === undefined ? undefined : asText(memberOf(memberOf(json, collection), name));
      return range === undefined ? [] : [{ path, collection, range }];
    });
  });
  return {
    find: () => ({ currentVersion: found[0]?.range ?? null, dependencyCollection: found[0]?.collection ?? null }),
    write: (version) =>
      found.flatMap(({ path, collection, range }) => {
        const next = /^[~^]?\d/.test(range) ? `${/^[~^]?/.exec(range)?.[0] ?? ''}${version}` : range;
        if (next === range) return [];
        const quoted = (text: string): string => JSON.stringify(text).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        const text = tree.read(path, 'utf-8') ?? '';
        const place = new RegExp(`("${collection}"\\s*:\\s*\\{[^}]*?${quoted(name ?? '')}\\s*:\\s*)${quoted(range)}`);
        tree.write(path, text.replace(place, (_all, before: string) => `${before}${JSON.stringify(next)}`));
        return [`${path}: ${name} ${range} -> ${next}`];
      }),
  };
}
