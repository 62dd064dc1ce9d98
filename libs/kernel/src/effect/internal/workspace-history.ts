// The versions of a workspace, as the reducer `sys/Workspace@1` keeps them, and `workspace.resolve`.
import { bytesToHex, decodeCanonical, encodeCanonical, type CanonValue } from '@nx-air/canon';
import type { WorldState } from '../../state/world-state.ts';
import type { TypedFields } from '../typed-fields.ts';
import { checkWorkspace } from './workspace-write.ts';

export const WORKSPACE_REDUCER = 'sys/Workspace@1';

export interface WorkspaceHistory {
  readonly latest: bigint;
  /** `sys/WorkspaceCommitMeta@1` by version, from 1. */
  readonly versions: ReadonlyMap<bigint, CanonValue>;
}

export function readHistory(state: CanonValue): WorkspaceHistory {
  const latest = state instanceof Map ? state.get('latest') : undefined;
  const versions = state instanceof Map ? state.get('versions') : undefined;
  return {
    latest: typeof latest === 'number' || typeof latest === 'bigint' ? BigInt(latest) : 0n,
    versions: new Map(versions instanceof Map ? [...versions].flatMap(([key, meta]) => (typeof key === 'number' || typeof key === 'bigint' ? [[BigInt(key), meta] as const] : [])) : []),
  };
}

/** Head, or the version asked for. A workspace without commits does not exist; an unknown version has no root. */
export function resolveWorkspace(params: TypedFields, { state }: { readonly state: Readonly<WorldState> }): CanonValue {
  const workspace = params.text('workspace');
  checkWorkspace(workspace);
  const cell = state.cells.get(WORKSPACE_REDUCER)?.get(bytesToHex(encodeCanonical(workspace)));
  if (!cell) return { exists: false, resolved_version: null, head: null, root_hash: null };
  const { latest, versions } = readHistory(decodeCanonical(cell.state));
  const version = params.optionalNat('version') ?? latest;
  const meta = versions.get(version);
  const root = meta instanceof Map ? meta.get('root_hash') : undefined;
  return { exists: true, resolved_version: root === undefined ? null : version, head: latest, root_hash: root ?? null };
}
