// Every built-in effect kind through the gate: refused by grant, enforcer and policy each, then let through.
import { encodeCanonical, hashBytes, type CanonValue } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { BUILTIN_ENFORCERS, BUILTIN_KINDS, type Enforcer } from '../../src/index.ts';
import { effectNodes, ZERO } from '../support/internal.ts';
import { awaitReceipt, chain, end, plan, ref } from '../support/plan.ts';
import { checkReplay, run, type Run } from '../support/run.ts';
import { world, type Json } from '../support/world.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const EMPTY_ROOT = { root_hash: ZERO };

/** Parameters by kind; faults are those of a world without content. */
const KINDS: readonly (readonly [kind: string, params: CanonValue, answer: string])[] = [
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

test('the table has every built-in kind', () => {
  expect(KINDS.map(([kind]) => kind)).toEqual(effectNodes().map(({ kind }) => kind).sort());
  expect(KINDS).toHaveLength(25);
});

const NONE = { null: {} };
/** Grants that allow everything, and the member that allows nothing when it is an empty set. */
const CAPS: Readonly<Record<string, readonly [cap: string, params: Json, refusing: string]>> = {
  'http.out': ['sys/http.out@1', { hosts: NONE, schemes: NONE, methods: NONE, ports: NONE, path_prefixes: NONE }, 'methods'],
  'llm.basic': ['sys/llm.basic@1', { providers: NONE, models: NONE, max_tokens: NONE, tools_allow: NONE }, 'models'],
  workspace: ['sys/workspace@1', { workspaces: NONE, path_prefixes: NONE, ops: NONE }, 'ops'],
  governance: ['sys/governance@1', { ops: NONE, def_kinds: NONE, name_prefixes: NONE, manifest_sections: NONE }, 'ops'],
};

const GUARD = 'w/Guard@1';
const guardNodes = (capType: string): readonly Json[] => [
  { $kind: 'defmodule', name: GUARD, module_kind: 'pure', abi: { pure: { input: 'sys/CapCheckInput@1', output: 'sys/CapCheckOutput@1' } } },
  { $kind: 'defcap', name: 'w/guarded@1', cap_type: capType, schema: { record: {} }, enforcer: { module: GUARD } },
];

interface Setting {
  readonly isRefusing?: boolean;
  readonly hasGrant?: boolean;
  readonly decision?: 'allow' | 'deny';
}

async function emit(kind: string, params: CanonValue, { isRefusing = false, hasGrant = true, decision = 'allow' }: Setting): Promise<Run> {
  const node = effectNodes().find((candidate) => candidate.kind === kind)!;
  const known = CAPS[node.cap_type];
  // Caps with the default enforcer get one of the world's own.
  const grant = known
    ? { name: 'cap', cap: known[0], params: { record: { ...known[1], ...(isRefusing && { [known[2]]: { set: [] } }) } } }
    : { name: 'cap', cap: 'w/guarded@1', params: { record: {} } };
  const manifest = await world({
    schemas: { Go: { record: { params: { ref: node.params_schema } } } },
    nodes: [
      ...(known ? [] : guardNodes(node.cap_type)),
      plan([{ id: 'emit', op: 'emit_effect', kind, params: ref('@plan.input.params'), cap: 'cap', bind: { effect_id_as: 'h' } }, awaitReceipt('got', 'h'), end('e')], chain('emit', 'got', 'e')),
    ],
    triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }],
    grants: [grant],
    policy: [{ when: { effect_kind: kind }, decision }],
  });
  const guard: Enforcer = () => (isRefusing ? { code: 'guarded', message: 'no' } : undefined);
  const ran = await run(hasGrant ? manifest : withoutGrant(manifest), { enforcers: new Map([...BUILTIN_ENFORCERS, [GUARD, guard]]), internal: BUILTIN_KINDS });
  const submitted = await ran.event('w/Go@1', { params });
  if (submitted.status === 'refused') throw new Error(submitted.message);
  checkReplay(ran);
  return ran;
}

/** The loader refuses such a world; a manifest that changes under a running plan is how it comes about. */
function withoutGrant(manifest: Awaited<ReturnType<typeof world>>): typeof manifest {
  const json = { ...manifest.manifest, defaults: { ...(manifest.manifest['defaults'] as object), cap_grants: [] } };
  return { ...manifest, manifest: json, manifestHash: hashBytes(encodeCanonical(json)) };
}

const short = (ran: Run): string =>
  ran.records().flatMap((record) => {
    if (record.k === 'cap_decision') return [`cap ${record.stage} ${record.decision}`];
    if (record.k === 'policy_decision') return [`policy ${record.decision}`];
    if (record.k === 'intent') return [`intent${record.internal ? ' inside' : ''}`];
    if (record.k === 'receipt') return [record.fault?.code ?? record.status];
    return record.k === 'plan_ended' ? [record.error?.code ?? 'ended'] : [];
  }).join(', ');

describe.each(KINDS)('%s', (kind, params, answer) => {
  test('refused without a grant', async () => {
    expect(short(await emit(kind, params, { hasGrant: false }))).toBe('cap grant deny, cap_denied');
  });
  test('refused by the enforcer', async () => {
    expect(short(await emit(kind, params, { isRefusing: true }))).toBe('cap enforcer deny, cap_denied');
  });
  test('refused by the policy', async () => {
    expect(short(await emit(kind, params, { decision: 'deny' }))).toBe('cap enforcer allow, policy deny, policy_denied');
  });
  test('let through by all', async () => {
    const ran = await emit(kind, params, {});
    const ending = answer === 'adapter' ? 'intent' : `intent inside, ${answer}, ${answer === 'ok' ? 'ended' : 'adapter_error'}`;
    expect(short(ran)).toBe(`cap enforcer allow, policy allow, ${ending}`);
    expect(ran.kernel.outbox()).toHaveLength(answer === 'adapter' ? 1 : 0);
  });
});
