// `sys/CapEnforceWorkspace@1`: which operations, on which workspaces, below which paths.
import type { FaultInfo } from '../../record.ts';
import type { Enforcer } from '../enforcer.ts';
import { isCovered } from '../path-prefix.ts';
import { TypedFields } from '../typed-fields.ts';
import { parsePath } from '../workspace-path.ts';

/** Operations by what they name: a workspace, or a root hash and the member that holds a path. */
const NAMES_WORKSPACE: ReadonlySet<string> = new Set(['resolve', 'empty_root']);
const PATH_MEMBER: ReadonlyMap<string, string> = new Map([
  ['list', 'path'],
  ['read_ref', 'path'],
  ['read_bytes', 'path'],
  ['write_bytes', 'path'],
  ['remove', 'path'],
  ['diff', 'prefix'],
  ['annotations_get', 'path'],
  ['annotations_set', 'path'],
]);

/**
 * Parameters: `ops` (`resolve`, `read_ref` …), `workspaces` (asked where an operation names one), `path_prefixes` (whole
 * segments; without a path the whole tree is meant). Absent allows everything. An operation that names only a root hash
 * is not asked for a workspace: the hash is a reference that its holder may use, and `workspaces` says where a plan gets
 * one by itself. Codes: `op_not_allowed`, `workspace_not_allowed`, `path_not_allowed`.
 */
export const enforceWorkspace: Enforcer = ({ capParams, effectKind, effectParams }) => {
  const grant = new TypedFields(capParams);
  const request = new TypedFields(effectParams);
  const op = effectKind.replace(/^workspace\./, '');
  const member = PATH_MEMBER.get(op);
  if (grant.texts('ops')?.includes(op) === false || (member === undefined && !NAMES_WORKSPACE.has(op))) return { code: 'op_not_allowed', message: op };
  return member === undefined ? refuseWorkspace(request.text('workspace'), grant) : refusePath(request.optionalText(member), grant);
};

function refuseWorkspace(workspace: string, grant: TypedFields): FaultInfo | undefined {
  return grant.texts('workspaces')?.includes(workspace) === false ? { code: 'workspace_not_allowed', message: workspace } : undefined;
}

function refusePath(path: string | undefined, grant: TypedFields): FaultInfo | undefined {
  const prefixes = grant.texts('path_prefixes');
  // A path that is none lies below no prefix; without prefixes the operation itself refuses it.
  const isAllowed = prefixes === undefined || (path === undefined || parsePath(path) ? isCovered(path ?? '', prefixes) : false);
  return isAllowed ? undefined : { code: 'path_not_allowed', message: path ?? 'the whole tree' };
}
