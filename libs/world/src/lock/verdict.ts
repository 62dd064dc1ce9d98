// The state of one import: its request, what was found, and its lock, compared.
import type { Hash } from '@nx-air/canon';
import type { ImportSource } from '../source/import-source.ts';
import type { ImportSpec } from '../spec.ts';
import type { Authority } from './authority.ts';
import { AUTHORITY_KEYS, authorityBeyond, authorityOf } from './authority.ts';
import type { ChangedDef } from './changed-defs.ts';
import { changedDefs } from './changed-defs.ts';
import type { LockReading, ParsedLock } from './parse.ts';
import { authorityMember } from './parse-members.ts';
import type { LockableDefs } from './payload.ts';
import { AOS_FIELDS, currentLock } from './payload.ts';
import type { LockRequest } from './request.ts';
import { requestOf } from './request.ts';
import type { LockState } from './severity.ts';

/** A member of the lock that differs, by its dotted name; a side without it has no text. */
export interface FieldDifference {
  readonly field: string;
  readonly locked?: string;
  readonly current?: string;
}

export interface Verdict {
  readonly state: LockState;
  /** What differs, in the order of the lock; none for `ok`, `unlocked` and `unresolved`. */
  readonly fields: readonly FieldDifference[];
  /** Definitions that differ; absent where the lock does not list them. */
  readonly defs?: readonly ChangedDef[];
}

export interface Facts {
  readonly spec: ImportSpec;
  /** Absent when the import could not be found. */
  readonly source?: ImportSource;
  /** `defsHash` is absent when something in the import cannot be loaded. */
  readonly defs?: { readonly nodes: LockableDefs['nodes']; readonly defsHash?: Hash };
  /** What `parseLock` made of the lock; absent without one. */
  readonly reading?: LockReading;
}

const difference = (field: string, locked: string | undefined, current: string | undefined): readonly FieldDifference[] =>
  locked === current
    ? []
    : [{ field, ...(locked === undefined ? {} : { locked }), ...(current === undefined ? {} : { current }) }];

function flatRequest({ path, cargo, npm }: LockRequest): ReadonlyMap<string, string> {
  const nested = Object.entries({ cargo, npm }).flatMap(([kind, members]) =>
    Object.entries(members ?? {}).map(([key, value]): readonly [string, string] => [`${kind}.${key}`, value]),
  );
  return new Map([...(path === undefined ? [] : [['path', path] as const]), ...nested]);
}

function requestDifferences(locked: ReadonlyMap<string, string>, spec: ImportSpec): readonly FieldDifference[] {
  const current = flatRequest(requestOf(spec));
  return [...new Set([...locked.keys(), ...current.keys()])].flatMap((key) => difference(`request.${key}`, locked.get(key), current.get(key)));
}

/** Authority that the lock accepts and the same content does not have: somebody accepted it ahead of an update. */
function unusedAuthority(accepted: Authority, nodes: LockableDefs['nodes']): readonly FieldDifference[] {
  const current = authorityOf(nodes);
  const unused = authorityBeyond(accepted, current);
  return AUTHORITY_KEYS.filter((key) => unused[key].length > 0).flatMap((key) =>
    difference(`authority.${authorityMember(key)}`, accepted[key].join(', '), current[key].join(', ') || 'none'),
  );
}

/** A cargo source id names a commit or a published archive; both never change under one version. */
function sameContainer({ fields, integrity }: ParsedLock, source: ImportSource, differing: ReadonlySet<string>): boolean {
  if (differing.has('air_dir')) return false;
  if (integrity !== undefined && source.integrity !== undefined) return integrity === source.integrity;
  const named = (['package', 'version', 'source_id'] as const).every((field) => fields.has(field) && !differing.has(field));
  return source.kind === 'cargo' && fields.get('source') === 'cargo' && named;
}

const IDENTITY: readonly string[] = ['source', 'package', 'version', 'source_id', 'air_dir', 'path'];
const REPACKING: readonly string[] = ['version', 'source_id', 'air_dir', 'integrity'];

function judge(lock: ParsedLock, spec: ImportSpec, source: ImportSource, defs: LockableDefs): Verdict {
  const current = currentLock(spec, source, defs);
  const compared = AOS_FIELDS.filter((field) => field !== 'defs_hash').filter((field) => lock.form === 'scheme' || lock.fields.has(field));
  const aos = compared.flatMap((field) => difference(field, lock.fields.get(field), current[field]));
  const content = difference('defs_hash', lock.defsHash, defs.defsHash);
  const request = lock.request === undefined ? [] : requestDifferences(lock.request, spec);
  const bothPacked = lock.integrity !== undefined && source.integrity !== undefined;
  const integrity = bothPacked ? difference('integrity', lock.integrity, source.integrity) : [];
  const unused = content.length > 0 || lock.authority === undefined ? [] : unusedAuthority(lock.authority, defs.nodes);
  const fields = [...aos, ...content, ...request, ...integrity, ...unused];
  const differing = new Set(fields.map(({ field }) => field));
  const listed = lock.defs === undefined ? {} : { defs: changedDefs(lock.defs, defs.nodes) };
  const answer = (state: LockState): Verdict => ({ state, fields, ...listed });
  if (content.length > 0) {
    if (sameContainer(lock, source, differing)) return answer('corrupt');
    return answer(IDENTITY.some((field) => differing.has(field)) ? 'moved' : 'drifted');
  }
  if (fields.length === 0) return answer('ok');
  return answer([...differing].every((field) => REPACKING.includes(field)) ? 'repacked' : 'restated');
}

/** Exactly one state: invalid, unresolved, corrupt, drifted, moved, unlocked, restated, repacked or ok, the first that applies. */
export function verdict({ spec, source, defs, reading }: Facts): Verdict {
  if (reading !== undefined && (reading.faults.length > 0 || reading.lock === undefined)) {
    const fields = reading.faults.map(({ path, actual }) => ({ field: path.join('.'), ...(actual === undefined ? {} : { locked: actual }) }));
    return { state: 'invalid', fields };
  }
  if (source === undefined || defs?.defsHash === undefined) return { state: 'unresolved', fields: [] };
  if (reading?.lock === undefined) return { state: 'unlocked', fields: [] };
  return judge(reading.lock, spec, source, { nodes: defs.nodes, defsHash: defs.defsHash });
}
