// What an update of each import would bring, as far as this workspace knows: versions, definitions, authority, clashes.
import type { LoadedNode } from '@nx-air/air';
import type { Hash } from '@nx-air/canon';
import { compareText } from '@nx-air/canon/json';
import type { Host } from '../host.ts';
import type { ImportedDefs } from '../import-defs.ts';
import { readLightConfig } from '../light-config.ts';
import { loadWorld } from '../load-world.ts';
import type { LoadWorldOptions } from '../load-world.ts';
import { joinPath } from '../paths.ts';
import { createResolveCache } from '../source/resolve-cache.ts';
import type { ImportSpec } from '../spec.ts';
import { specSubject, specTarget } from '../spec.ts';
import { findProjects } from '../workspace.ts';
import type { AuthorityDiff } from './authority-diff.ts';
import { authorityDiff } from './authority-diff.ts';
import { diffDefs } from './diff.ts';
import type { LockImport, LockWorld } from './lock-world.ts';
import { readLocks } from './lock-world.ts';
import { newestCandidate } from './outdated-candidates.ts';

export interface Counts {
  readonly added: number;
  readonly removed: number;
  readonly renamed: number;
  readonly changed: number;
}

/** A definition that two supply with different bodies: the world would not merge. */
export interface Collision {
  /** `import path ../core`, `the world`. */
  readonly with: string;
  readonly kind: string;
  readonly name: string;
}

export interface Update {
  /** Absent for paths. */
  readonly version?: string;
  /** `installed` is what the import leads to now; else where the newer version stands. */
  readonly place: string;
  readonly inRange: boolean;
  readonly defsHash?: Hash;
  /** Against the lock; absent where the lock lists no definitions, or the sources are not here. */
  readonly counts?: Counts;
  readonly authority: AuthorityDiff;
  /** Sorted. */
  readonly collisions: readonly Collision[];
}

export interface OutdatedImport {
  readonly spec: ImportSpec;
  readonly target: string;
  readonly locked?: { readonly version?: string; readonly defsHash: Hash };
  /** Nothing for an import that is what its lock says and has no newer version here. */
  readonly updates: readonly Update[];
  /** Why nothing can be said. */
  readonly reason?: string;
}

export interface OutdatedWorld {
  readonly world: LockWorld;
  readonly imports: readonly OutdatedImport[];
}

export const INSTALLED = 'installed';

type Others = readonly { readonly label: string; readonly nodes: readonly LoadedNode[] }[];

function collisions(nodes: readonly LoadedNode[], others: Others): readonly Collision[] {
  const hashes = new Map(nodes.map((node) => [`${node.kind} ${node.name}`, node.hash]));
  const found = others.flatMap(({ label, nodes: theirs }) =>
    theirs.flatMap(({ kind, name, hash }) => {
      const mine = hashes.get(`${kind} ${name}`);
      return mine === undefined || mine === hash || kind === 'manifest' ? [] : [{ with: label, kind, name }];
    }),
  );
  const keyOf = (one: Collision): string => `${one.with} ${one.kind} ${one.name}`;
  return [...new Map(found.map((one) => [keyOf(one), one])).values()].sort((a, b) => compareText(keyOf(a), keyOf(b)));
}

function updateOf(entry: LockImport, defs: ImportedDefs | undefined, others: Others, facts: Pick<Update, 'version' | 'place' | 'inRange'>): Update {
  const { reading, defs: _, ...rest } = entry;
  const authority = authorityDiff({ ...(reading === undefined ? {} : { reading }), ...(defs === undefined ? {} : { defs }) });
  const locked = rest.verdict.state === 'invalid' ? undefined : reading?.lock?.defs;
  const diff = locked === undefined || defs === undefined ? undefined : diffDefs(locked, defs.nodes);
  return {
    ...facts,
    ...(defs?.defsHash === undefined ? {} : { defsHash: defs.defsHash }),
    ...(diff === undefined ? {} : { counts: { added: diff.added.length, removed: diff.removed.length, renamed: diff.renamed.length, changed: diff.changed.length } }),
    authority,
    collisions: collisions(defs?.nodes ?? [], others),
  };
}

/** Reads only what is installed, vendored or in the workspace. Writes nothing, uses no network. */
export async function outdatedWorld(host: Host, worldDir: string, options: LoadWorldOptions = {}): Promise<OutdatedWorld> {
  const cache = options.cache ?? createResolveCache();
  const world = await readLocks(host, worldDir, { ...options, cache });
  const { own } = await loadWorld(host, worldDir, { ...options, cache });
  const folders = findProjects(host, world.root).map(({ root }) => joinPath(world.root, root));
  const context = { host, place: { root: world.root, worldDir }, reducerDir: readLightConfig(host, worldDir).reducerDir, cache, folders };
  const imports = world.imports.map((entry): OutdatedImport => {
    const { spec, source, defs, reading, verdict } = entry;
    const others: Others = [
      { label: 'the world', nodes: own },
      ...world.imports.filter((other) => other !== entry).map((other) => ({ label: specSubject(other.spec), nodes: other.defs?.nodes ?? [] })),
    ];
    const lock = reading?.lock;
    const version = lock?.fields.get('version');
    const newest = newestCandidate(context, spec, source?.version ?? version);
    const differs = defs?.defsHash !== undefined && lock !== undefined && (lock.defsHash !== defs.defsHash || (version !== undefined && version !== source?.version));
    const installed = differs ? [updateOf(entry, defs, others, { ...(source?.version === undefined ? {} : { version: source.version }), place: INSTALLED, inRange: true })] : [];
    const beyond = newest === undefined ? [] : [updateOf(entry, newest.defs, others, { version: newest.version, place: newest.place, inRange: newest.inRange })];
    const reason = lock === undefined ? (reading === undefined ? 'it is not locked' : 'its lock is malformed') : source === undefined ? 'it cannot be found' : undefined;
    return {
      spec,
      target: specTarget(spec),
      ...(lock === undefined || verdict.state === 'invalid' ? {} : { locked: { ...(version === undefined ? {} : { version }), defsHash: lock.defsHash } }),
      updates: [...installed, ...beyond],
      ...(reason === undefined ? {} : { reason }),
    };
  });
  return { world, imports };
}
