// The locks of a world against its imports as they are now: definitions, fields, authority.
import type { LoadedNode, Problem } from '@nx-air/air';
import type { Host } from '../host.ts';
import type { ImportSpec } from '../spec.ts';
import type { AuthorityDiff } from './authority-diff.ts';
import { authorityDiff } from './authority-diff.ts';
import type { DefsDiff } from './diff.ts';
import { diffDefs } from './diff.ts';
import type { LockImport, LockWorld } from './lock-world.ts';
import type { LockedDef } from './parse-members.ts';
import type { PreviousBodies } from './previous-bodies.ts';
import { findPreviousBodies } from './previous-bodies.ts';
import type { LockState } from './severity.ts';
import { versionReusedProblems } from './version-reused.ts';

export interface ImportDiff {
  readonly spec: ImportSpec;
  readonly state: LockState;
  /** Absent where definitions cannot be told apart; `reason` says why. */
  readonly defs?: DefsDiff;
  readonly authority: AuthorityDiff;
  /** Why definitions, or the fields of some, cannot be compared. */
  readonly reason?: string;
  readonly problems: readonly Problem[];
}

export interface WorldLockDiff {
  /** In the order of aos.sync.json. */
  readonly imports: readonly ImportDiff[];
  /** Those of every import: reused versions, corrupt bodies in the store. */
  readonly problems: readonly Problem[];
}

const EMPTY: DefsDiff = { added: [], removed: [], renamed: [], changed: [] };

/** The definitions whose old body says more than their hash: those that are changed or gone. A renamed one has its body still. */
function wantedBodies(locked: ReadonlyMap<string, LockedDef>, nodes: readonly LoadedNode[]): readonly LockedDef[] {
  const { changed, removed } = diffDefs(locked, nodes);
  return [...changed, ...removed].flatMap(({ kind, name }) => locked.get(`${kind} ${name}`) ?? []);
}

async function diffImport(host: Host, world: LockWorld, entry: LockImport): Promise<ImportDiff> {
  const { spec, source, defs, reading, verdict } = entry;
  const base = { spec, state: verdict.state, authority: authorityDiff(entry) };
  const lock = reading?.lock;
  if (lock === undefined) return { ...base, reason: reading === undefined ? 'it is not locked' : 'its lock is malformed', problems: [] };
  if (source === undefined || defs?.defsHash === undefined) return { ...base, reason: 'it has no content now', problems: [] };
  if (verdict.state !== 'invalid' && lock.defsHash === defs.defsHash) return { ...base, defs: EMPTY, problems: [] };
  const wanted = lock.defs === undefined ? [] : wantedBodies(lock.defs, defs.nodes);
  const place = { root: world.root, worldDir: world.worldDir };
  const nothing: PreviousBodies = { bodies: new Map(), problems: [] };
  const previous = lock.defs !== undefined && wanted.length === 0 ? nothing : await findPreviousBodies(host, place, entry, wanted);
  const locked = lock.defs ?? previous.defs;
  const reason = previous.reason === undefined ? {} : { reason: previous.reason };
  if (locked === undefined) return { ...base, ...reason, problems: previous.problems };
  const diff = diffDefs(locked, defs.nodes, previous.bodies);
  return { ...base, defs: diff, ...reason, problems: [...previous.problems, ...versionReusedProblems(diff.changed, defs.nodes, !source.registry)] };
}

/** Reads the store and git, writes nothing. */
export async function diffWorldLocks(host: Host, world: LockWorld): Promise<WorldLockDiff> {
  const imports: ImportDiff[] = [];
  for (const entry of world.imports) imports.push(await diffImport(host, world, entry));
  return { imports, problems: imports.flatMap(({ problems }) => problems) };
}
