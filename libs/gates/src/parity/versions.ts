// Versions of a golden journal: `sync.journal`, then `sync.2.journal`, each accepted beside the one before.

export interface JournalVersion {
  /** Name of the scenario. */
  readonly base: string;
  /** From 1. */
  readonly version: number;
}

export function versionOf(name: string): JournalVersion {
  const [, base = name, version = '1'] = /^(.*)\.([2-9]|[1-9]\d+)$/.exec(name) ?? [];
  return { base, version: Number(version) };
}

export function versionName({ base, version }: JournalVersion): string {
  return version === 1 ? base : `${base}.${version}`;
}

/** The newest of each: what today's definitions are compared with. */
export function newestVersions(names: Iterable<string>): ReadonlyMap<string, JournalVersion> {
  const newest = new Map<string, JournalVersion>();
  for (const name of names) {
    const version = versionOf(name);
    const known = newest.get(version.base);
    if (!known || known.version < version.version) newest.set(version.base, version);
  }
  return newest;
}
