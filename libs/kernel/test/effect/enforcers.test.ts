// The built-in enforcers: what each parameter lets through, with hostile requests.
import { builtins } from '@nx-air/air';
import { normaliseValue, termOf } from '@nx-air/plan/runtime';
import { describe, expect, test } from 'vitest';
import { BUILTIN_ENFORCERS } from '../../src/index.ts';
import { parseHttpUrl } from '../../src/effect/http-url.ts';
import { effectNodes, schemas, ZERO } from '../support/internal.ts';

/** `ok`, or the code of the refusal. */
function check(kind: string, grant: object, params: object): string {
  const effect = effectNodes().find((node) => node.kind === kind)!;
  const cap = [...builtins().values()].find(({ node }) => node['cap_type'] === effect.cap_type && node['schema'])!.node as any;
  const capParams = normaliseValue(grant as never, termOf(cap.schema)!, schemas);
  const effectParams = normaliseValue(params as never, { kind: 'ref', name: effect.params_schema }, schemas);
  if (!capParams.ok || !effectParams.ok) throw new Error(JSON.stringify([capParams, effectParams]));
  const enforcer = BUILTIN_ENFORCERS.get(cap.enforcer.module)!;
  return enforcer({ capDef: cap.name, grantName: 'g', capParams: capParams.value, effectKind: kind, effectParams: effectParams.value, origin: { kind: 'plan', name: 'p' }, logicalNowNs: 0n })?.code ?? 'ok';
}

describe('http', () => {
  const http = (grant: object, url: string, method = 'GET') => check('http.request', grant, { method, url, headers: {}, body_ref: null });
  test.each<[object, string, string, string]>([
    [{}, 'https://a.example/', 'GET', 'ok'],
    [{ hosts: ['a.example'] }, 'https://A.Example', 'GET', 'ok'],
    [{ hosts: ['A.EXAMPLE'] }, 'https://a.example/', 'GET', 'ok'],
    [{ hosts: ['a.example'] }, 'https://b.a.example/', 'GET', 'host_not_allowed'],
    [{ hosts: ['a.example'] }, 'https://a.example.evil/', 'GET', 'host_not_allowed'],
    [{ hosts: [] }, 'https://a.example/', 'GET', 'host_not_allowed'],
    [{ hosts: ['a.example'] }, 'https://a.example@evil/', 'GET', 'bad_url'],
    [{ hosts: ['a.example'] }, 'https://evil\\@a.example/', 'GET', 'bad_url'],
    [{ hosts: ['127.0.0.1'] }, 'http://127.0.0.1:8080/x', 'GET', 'ok'],
    [{ hosts: ['[::1]'] }, 'http://[::1]/', 'GET', 'ok'],
    [{ schemes: ['https'] }, 'http://a.example/', 'GET', 'scheme_not_allowed'],
    [{ schemes: ['https'] }, 'HTTPS://a.example/', 'GET', 'ok'],
    [{ ports: [443] }, 'https://a.example/', 'GET', 'ok'],
    [{ ports: [443] }, 'http://a.example/', 'GET', 'port_not_allowed'],
    [{ ports: [443] }, 'https://a.example:8443/', 'GET', 'port_not_allowed'],
    [{ methods: ['get'] }, 'https://a.example/', 'GET', 'ok'],
    [{ methods: ['GET'] }, 'https://a.example/', 'DELETE', 'method_not_allowed'],
    [{ path_prefixes: ['/v1'] }, 'https://a.example/v1', 'GET', 'ok'],
    [{ path_prefixes: ['/v1/'] }, 'https://a.example/v1/x?y=/v2', 'GET', 'ok'],
    [{ path_prefixes: ['/v1'] }, 'https://a.example/v10', 'GET', 'path_not_allowed'],
    [{ path_prefixes: ['/v1'] }, 'https://a.example/v1/../admin', 'GET', 'bad_url'],
    [{ path_prefixes: ['/v1'] }, 'https://a.example/v1/%2E%2e/admin', 'GET', 'bad_url'],
    [{ path_prefixes: ['/'] }, 'https://a.example', 'GET', 'ok'],
    [{ path_prefixes: [] }, 'https://a.example/', 'GET', 'path_not_allowed'],
  ])('%j %s %s: %s', (grant, url, method, expected) => {
    expect(http(grant, url, method)).toBe(expected);
  });

  test.each(['', 'a.example', '//a.example', 'ftp://a.example', 'file:///etc/passwd', 'javascript:1', 'https:a.example', 'https://', 'https:///x', ' https://a.example', 'https://a.example/ x', 'https://a.example/#x', 'https://ä.example/', 'https://a.example/ä', 'https://a\n.example', 'https://a\t.example', 'https://2130706433/', 'https://0x7f.1/', 'https://127.1/', 'https://256.1.1.1/', 'https://01.1.1.1/', 'https://a.example:0/', 'https://a.example:65536/', 'https://a.example:/', 'https://a..example/', 'https://a.example./', 'https://-a/', 'https://[::1', `https://a/${'x'.repeat(8192)}`])('no plain URL: %s', (url) => {
    expect(parseHttpUrl(url)).toBeUndefined();
  });
  test.each(['https://a.example/x?y=1&z=%20', 'http://127.0.0.1:1/', 'http://[::1]:1/', 'http://1.example/', 'https://a-b.example/~x/@y;z'])('what fetch would ask is what was read: %s', (url) => {
    const [ours, theirs] = [parseHttpUrl(url)!, new URL(url)];
    expect([ours.host, ours.path, ours.port]).toEqual([theirs.hostname, theirs.pathname, Number(theirs.port) || (ours.scheme === 'https' ? 443 : 80)]);
  });
});

test.each<[object, object, string]>([
  [{}, {}, 'ok'],
  [{ providers: ['p'] }, {}, 'ok'],
  [{ providers: ['q'] }, {}, 'provider_not_allowed'],
  [{ models: ['M'] }, {}, 'model_not_allowed'],
  [{ max_tokens: 10 }, {}, 'ok'],
  [{ max_tokens: 9 }, {}, 'max_tokens_exceeded'],
  [{ tools_allow: [] }, {}, 'ok'],
  [{ tools_allow: [] }, { tool_refs: [ZERO] }, 'tool_not_allowed'],
  [{ tools_allow: [ZERO] }, { tool_refs: [ZERO] }, 'ok'],
  [{ tools_allow: [ZERO] }, { tool_refs: [ZERO], tool_choice: { Tool: { name: 't' } } }, 'tool_not_allowed'],
  [{ tools_allow: [ZERO, 't'] }, { tool_refs: [ZERO], tool_choice: { Tool: { name: 't' } } }, 'ok'],
  [{ tools_allow: [] }, { tool_choice: { Auto: null } }, 'ok'],
])('llm %j %j: %s', (grant, more, expected) => {
  expect(check('llm.generate', grant, { provider: 'p', model: 'm', temperature: '0', max_tokens: 10, message_refs: [], tool_refs: null, tool_choice: null, api_key: null, ...more })).toBe(expected);
});

test.each<[string, object, object, string]>([
  ['resolve', {}, { workspace: 'w' }, 'ok'],
  ['resolve', { workspaces: ['v', 'w'], path_prefixes: ['docs/'] }, { workspace: 'w' }, 'ok'],
  ['resolve', { workspaces: ['v'] }, { workspace: 'w' }, 'workspace_not_allowed'],
  ['empty_root', { workspaces: [] }, { workspace: 'w' }, 'workspace_not_allowed'],
  ['resolve', { ops: ['read_ref'] }, { workspace: 'w' }, 'op_not_allowed'],
  // A root hash is a reference: no workspace is asked for.
  ['read_ref', { workspaces: ['v'], path_prefixes: ['docs/'], ops: ['read_ref'] }, { root_hash: ZERO, path: 'docs/a' }, 'ok'],
  ['read_ref', { path_prefixes: ['docs/'] }, { root_hash: ZERO, path: 'docs' }, 'ok'],
  ['read_ref', { path_prefixes: ['docs'] }, { root_hash: ZERO, path: 'docs-old/a' }, 'path_not_allowed'],
  ['read_ref', { path_prefixes: ['docs/'] }, { root_hash: ZERO, path: 'docs/../key' }, 'path_not_allowed'],
  ['read_ref', { path_prefixes: [''] }, { root_hash: ZERO, path: '../key' }, 'path_not_allowed'],
  ['read_bytes', { path_prefixes: [] }, { root_hash: ZERO, path: 'a', range: null }, 'path_not_allowed'],
  ['list', { path_prefixes: ['docs/'] }, { root_hash: ZERO, path: null, scope: 'subtree', cursor: null, limit: 1 }, 'path_not_allowed'],
  ['list', { path_prefixes: ['docs/', ''] }, { root_hash: ZERO, path: null, scope: 'subtree', cursor: null, limit: 1 }, 'ok'],
  ['diff', { path_prefixes: ['docs/'] }, { root_a: ZERO, root_b: ZERO, prefix: null }, 'path_not_allowed'],
  ['write_bytes', { ops: ['read_bytes'] }, { root_hash: ZERO, path: 'a', bytes: new Uint8Array(), mode: null }, 'op_not_allowed'],
  ['remove', { path_prefixes: ['docs/'] }, { root_hash: ZERO, path: 'a' }, 'path_not_allowed'],
  ['annotations_set', { path_prefixes: ['docs/'] }, { root_hash: ZERO, path: null, annotations_patch: {} }, 'path_not_allowed'],
])('workspace.%s %j %j: %s', (op, grant, params, expected) => {
  expect(check(`workspace.${op}`, grant, params)).toBe(expected);
});

const summary = (kind: string, name: string, sections: readonly string[] = []) => ({ base_manifest_hash: null, patch_hash: ZERO, ops: [], def_changes: [{ kind, name, action: { added: null } }], manifest_sections: sections });
test.each<[string, object, object | null, string]>([
  ['propose', {}, null, 'ok'],
  ['propose', { ops: ['shadow'] }, null, 'op_not_allowed'],
  ['propose', { name_prefixes: ['acme/'] }, null, 'summary_missing'],
  ['propose', { name_prefixes: ['acme/'] }, summary('defplan', 'acme/x@1'), 'ok'],
  ['propose', { name_prefixes: ['acme/'] }, summary('defplan', 'acme2/x@1'), 'name_not_allowed'],
  ['propose', { def_kinds: ['defschema'] }, summary('defplan', 'a/x@1'), 'def_kind_not_allowed'],
  ['propose', { manifest_sections: ['plans'] }, summary('defplan', 'a/x@1', ['plans', 'defaults']), 'section_not_allowed'],
  ['apply', { def_kinds: [] }, null, 'ok'],
])('governance.%s %j %j: %s', (op, grant, about, expected) => {
  const params = op === 'propose' ? { patch: { hash: ZERO }, summary: about, manifest_base: null, description: null } : { proposal_id: 1 };
  expect(check(`governance.${op}`, grant, params)).toBe(expected);
});
