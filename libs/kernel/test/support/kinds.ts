// Every built-in effect kind with parameters, and what it takes to refuse or allow it.
import { encodeCanonical, hashBytes, type CanonValue } from '@nx-air/canon';
import type { MergedManifest } from '@nx-air/air';
import { ZERO } from './internal.ts';
import type { Json } from './world.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const EMPTY_ROOT = { root_hash: ZERO };

/** Parameters by kind; faults are those of a world without content. */
export const KINDS: readonly (readonly [kind: string, params: CanonValue, answer: string])[] = [
  ['blob.get', { blob_ref: ZERO }, 'not_found'],
  ['blob.put', { blob_ref: hashBytes(text('a')), bytes: text('a') }, 'ok'],
  ['governance.apply', { proposal_id: 1 }, 'not_supported'],
  ['governance.approve', { proposal_id: 1, decision: { approve: null }, approver: 'me', reason: null }, 'not_supported'],
  ['governance.propose', { patch: { hash: ZERO }, summary: null, manifest_base: null, description: null }, 'not_supported'],
  ['governance.shadow', { proposal_id: 1 }, 'not_supported'],
  ['http.request', { method: 'GET', url: 'https://a.example/x', headers: {}, body_ref: null }, 'adapter'],
  ['introspect.journal_head', {}, 'ok'],
  ['introspect.list_cells', { reducer: 'w/none@1' }, 'ok'],
  ['introspect.manifest', { consistency: 'head' }, 'ok'],
  ['introspect.reducer_state', { reducer: 'w/none@1', key: null, consistency: 'head' }, 'ok'],
  ['llm.generate', { provider: 'p', model: 'm', temperature: '0', max_tokens: 10, message_refs: [], tool_refs: null, tool_choice: null, api_key: null }, 'adapter'],
  ['timer.set', { deliver_at_ns: 1, key: null }, 'adapter'],
  ['vault.put', { alias: 'a', binding_id: 'b', value_ref: ZERO, expected_digest: ZERO }, 'adapter'],
  ['vault.rotate', { alias: 'a', version: 1, binding_id: 'b', expected_digest: ZERO }, 'adapter'],
  ['workspace.annotations_get', { ...EMPTY_ROOT, path: null }, 'root_unknown'],
  ['workspace.annotations_set', { ...EMPTY_ROOT, path: null, annotations_patch: {} }, 'root_unknown'],
  ['workspace.diff', { root_a: ZERO, root_b: ZERO, prefix: null }, 'root_unknown'],
  ['workspace.empty_root', { workspace: 'w' }, 'ok'],
  ['workspace.list', { ...EMPTY_ROOT, path: null, scope: null, cursor: null, limit: 10 }, 'root_unknown'],
  ['workspace.read_bytes', { ...EMPTY_ROOT, path: 'a', range: null }, 'root_unknown'],
  ['workspace.read_ref', { ...EMPTY_ROOT, path: 'a' }, 'root_unknown'],
  ['workspace.remove', { ...EMPTY_ROOT, path: 'a' }, 'root_unknown'],
  ['workspace.resolve', { workspace: 'w', version: null }, 'ok'],
  ['workspace.write_bytes', { ...EMPTY_ROOT, path: 'a', bytes: text('a'), mode: null }, 'root_unknown'],
];

const NONE = { null: {} };
/** Grants that allow everything, and the member that allows nothing when it is an empty set. */
export const CAPS: Readonly<Record<string, readonly [cap: string, params: Json, refusing: string]>> = {
  'http.out': ['sys/http.out@1', { hosts: NONE, schemes: NONE, methods: NONE, ports: NONE, path_prefixes: NONE }, 'methods'],
  'llm.basic': ['sys/llm.basic@1', { providers: NONE, models: NONE, max_tokens: NONE, tools_allow: NONE }, 'models'],
  workspace: ['sys/workspace@1', { workspaces: NONE, path_prefixes: NONE, ops: NONE }, 'ops'],
  governance: ['sys/governance@1', { ops: NONE, def_kinds: NONE, name_prefixes: NONE, manifest_sections: NONE }, 'ops'],
};

export const GUARD = 'w/Guard@1';
export const guardNodes = (capType: string): readonly Json[] => [
  { $kind: 'defmodule', name: GUARD, module_kind: 'pure', abi: { pure: { input: 'sys/CapCheckInput@1', output: 'sys/CapCheckOutput@1' } } },
  { $kind: 'defcap', name: 'w/guarded@1', cap_type: capType, schema: { record: {} }, enforcer: { module: GUARD } },
];

/** The loader refuses such a world; a manifest that changes under a running plan is how it comes about. */
export function withoutGrant(manifest: MergedManifest): MergedManifest {
  const json = { ...manifest.manifest, defaults: { ...(manifest.manifest['defaults'] as object), cap_grants: [] } };
  return { ...manifest, manifest: json, manifestHash: hashBytes(encodeCanonical(json)) };
}
