// The lock of an import: what is written to `air.imports[].lock`.
import type { LoadedNode } from '@nx-air/air';
import type { Hash, JsonObject } from '@nx-air/canon';
import { compareText } from '@nx-air/canon/json';
import type { ImportSource } from '../source/import-source.ts';
import type { ImportSpec } from '../spec.ts';
import type { Authority } from './authority.ts';
import { authorityOf } from './authority.ts';
import type { LockRequest } from './request.ts';
import { lockedSpec, requestOf } from './request.ts';

/** Rules by which a lock is read. A lock without `scheme` follows those of AOS v0.10. */
export const LOCK_SCHEME = 1;

/** The fields that AOS v0.10 compares, in the order in which they are written. */
export const AOS_FIELDS = ['source', 'package', 'version', 'source_id', 'manifest_path', 'air_dir', 'path', 'defs_hash'] as const;

export type AosField = (typeof AOS_FIELDS)[number];

export interface AosLock {
  readonly source: ImportSpec['kind'];
  readonly package?: string;
  readonly version?: string;
  /** Cargo's source id; absent for workspace crates. Ours alone: `workspace` for a linked npm package. */
  readonly source_id?: string;
  /** Relative to the folder of aos.sync.json. */
  readonly manifest_path?: string;
  readonly air_dir?: string;
  /** As the import writes it. */
  readonly path?: string;
  readonly defs_hash: Hash;
}

/** Sorted by kind and name, as `kind name`. */
export type LockedDefs = Readonly<Record<string, Hash>>;

export interface LockPayload extends AosLock {
  readonly scheme: typeof LOCK_SCHEME;
  readonly request: LockRequest;
  /** Of the npm archive. Evidence: compared only where both sides have it. */
  readonly integrity?: string;
  /** The authority accepted when the lock was written. */
  readonly authority: { readonly [K in 'effects' | 'cap_slots' | 'secrets' | 'events']: readonly string[] };
  readonly defs: LockedDefs;
}

/** What a lock says about content: nothing of it depends on files, order or repeated definitions. */
export interface LockableDefs {
  readonly nodes: readonly Pick<LoadedNode, 'kind' | 'name' | 'node' | 'hash'>[];
  readonly defsHash: Hash;
}

/** The key of a definition in `defs`. */
export const lockedDefKey = ({ kind, name }: { readonly kind: string; readonly name: string }): string => `${kind} ${name}`;

/**
 * `map_dir.join(request).strip_prefix(map_dir)` of AOS v0.10: Rust drops `.` and empty parts at both ends and keeps
 * those between, `..` stays.
 */
export function aosManifestPath(request: string): string {
  const parts = request.split('/');
  const idle = (part: string): boolean => part === '' || part === '.';
  const first = parts.findIndex((part) => !idle(part));
  const last = parts.findLastIndex((part) => !idle(part));
  return parts.slice(Math.max(first, 0), last + 1).join('/');
}

function aosLock(spec: ImportSpec, source: ImportSource, defsHash: Hash): AosLock {
  if (spec.kind === 'path') return { source: 'path', path: spec.path, defs_hash: defsHash };
  const given = spec.kind === 'cargo' && spec.manifestPath !== undefined ? aosManifestPath(spec.manifestPath) : source.manifestPath;
  return {
    source: spec.kind,
    ...(source.package === undefined ? {} : { package: source.package }),
    ...(source.version === undefined ? {} : { version: source.version }),
    ...(source.sourceId === undefined ? {} : { source_id: source.sourceId }),
    ...(given === undefined ? {} : { manifest_path: given }),
    ...(source.airDir === undefined ? {} : { air_dir: source.airDir }),
    defs_hash: defsHash,
  };
}

const authorityMember = ({ effects, capSlots, secrets, events }: Authority): LockPayload['authority'] => ({
  effects,
  cap_slots: capSlots,
  secrets,
  events,
});

function lockedDefs(nodes: LockableDefs['nodes']): LockedDefs {
  const entries = new Map(nodes.map((node) => [lockedDefKey(node), node.hash]));
  return Object.fromEntries([...entries].sort(([a], [b]) => compareText(a, b)));
}

/**
 * The lock of an import as it is now; its request is the import as it stands once locked. Its AOS fields equal those
 * that AOS v0.10 computes for path and cargo imports. Members come in the order in which they are written.
 */
export function currentLock(spec: ImportSpec, source: ImportSource, { nodes, defsHash }: LockableDefs): LockPayload {
  return {
    scheme: LOCK_SCHEME,
    ...aosLock(spec, source, defsHash),
    request: requestOf(lockedSpec(spec, source)),
    ...(source.integrity === undefined ? {} : { integrity: source.integrity }),
    authority: authorityMember(authorityOf(nodes)),
    defs: lockedDefs(nodes),
  };
}

/** The payload as JSON, in written order. */
export function payloadJson({ request, authority, defs, ...fields }: LockPayload): JsonObject {
  const { integrity, ...rest } = fields;
  return {
    ...rest,
    request: {
      ...(request.path === undefined ? {} : { path: request.path }),
      ...(request.cargo === undefined ? {} : { cargo: { ...request.cargo } }),
      ...(request.npm === undefined ? {} : { npm: { ...request.npm } }),
    },
    ...(integrity === undefined ? {} : { integrity }),
    authority: {
      effects: [...authority.effects],
      cap_slots: [...authority.cap_slots],
      secrets: [...authority.secrets],
      events: [...authority.events],
    },
    defs: { ...defs },
  };
}
