// Short forms of journal records, for journals that no kernel has to write first.
import { encodeCanonical, hashBytes, type CanonValue, type Hash } from '@nx-air/canon';
import { encodeRecord, instanceId, JOURNAL_FORMAT, profileOf, type InstanceId, type JournalRecord, type Origin } from '@nx-air/kernel';
import type { JournalInput } from '../../../src/summary.ts';

export const SECOND = 1_000_000_000n;

export const hash = (name: string): Hash => hashBytes(new TextEncoder().encode(name));
export const id = (number: number): InstanceId => instanceId('w', 'p', number, 0);
const stamp = (seconds: number) => ({ now_ns: 0n, logical_now_ns: BigInt(seconds) * SECOND, entropy: new Uint8Array(32) });
const bytes = (value: CanonValue): Uint8Array => encodeCanonical(value);

export const planOrigin = (instance = 1, step = 'emit', name = 'w/core_main@1'): Origin => ({ kind: 'plan', name, instance_id: id(instance), step });
export const flowOrigin = (key = 'k', name = 'w/Flow@1', index = 0): Origin => ({ kind: 'workflow', name, key: bytes(key), cause: 1, call: 0, effect_index: index });

let cause = 0;

/** `at` is in seconds. Causes count up over a whole file; nothing reads them but traces. */
export const eventIn = (at: number, schema = 'w/Go@1', value: CanonValue = { id: 'a' }, ingressId?: string): JournalRecord => ({
  k: 'event_in', cause: (cause += 1), stamp: stamp(at), schema, value: bytes(value), event_hash: hash(schema), ...(ingressId !== undefined && { ingress_id: ingressId }),
});
export const receiptIn = (at: number, intent: string, status: 'ok' | 'error' | 'timeout' = 'ok', payload: CanonValue = {}): JournalRecord => ({
  k: 'receipt_in', cause: (cause += 1), stamp: stamp(at), intent_id: hash(intent), adapter_id: 'adapter.x', status,
  ...(status === 'ok' ? { payload: bytes(payload) } : { fault: { code: 'busy', message: 'try later' } }),
});
export const manifestIn = (at: number, name = 'next'): JournalRecord => ({ k: 'manifest_in', cause: (cause += 1), stamp: stamp(at), manifest_hash: hash(name) });
export const eventAgain = (at: number): JournalRecord => ({ k: 'event_duplicate', stamp: stamp(at), ingress_id: 'one', event_hash: hash('e') });
export const receiptAgain = (at: number, intent: string, conflict = false): JournalRecord => ({
  k: 'receipt_duplicate', stamp: stamp(at), intent_id: hash(intent), adapter_id: 'adapter.x', status: 'ok', outcome_hash: hash('o'), conflict,
});
export const started = (instance = 1, more: { parent?: number; step?: string; index?: number; plan?: string; correlation?: CanonValue } = {}): JournalRecord => ({
  k: 'plan_started', instance_id: id(instance), plan: more.plan ?? 'w/core_main@1', plan_hash: hash('plan'), manifest_hash: hash('manifest'), input: bytes({ id: 'a' }),
  ...(more.parent === undefined ? { trigger: 0 } : { parent: { instance_id: id(more.parent), step: more.step ?? 'spawn', index: more.index ?? 0 } }),
  ...(more.correlation !== undefined && { correlation: bytes(more.correlation) }),
});
export const ended = (instance = 1, more: { code?: string; step?: string; orphaned?: readonly string[]; plan?: string; message?: string } = {}): JournalRecord => ({
  k: 'plan_ended', instance_id: id(instance), plan: more.plan ?? 'w/core_main@1', status: more.code === undefined ? 'ok' : 'error',
  ...(more.code !== undefined && { error: { code: more.code, message: more.message ?? 'why', ...(more.step !== undefined && { step: more.step }) } }),
  orphaned: (more.orphaned ?? []).map(hash),
});
export const intent = (name: string, origin = planOrigin(), more: { kind?: string; internal?: boolean; sameAs?: string; params?: CanonValue } = {}): JournalRecord => ({
  k: 'intent', intent_id: hash(name), effect_hash: hash('effect'), effect_kind: more.kind ?? 'http.request', cap_name: 'http', params: bytes(more.params ?? {}), origin,
  internal: more.internal ?? false, ...(more.sameAs !== undefined && { same_as: hash(more.sameAs) }),
});
export const timer = (name: string, origin = planOrigin(1, 'timer'), at = 60): JournalRecord => intent(name, origin, { kind: 'timer.set', params: { deliver_at_ns: BigInt(at) * SECOND, key: null } });
export const receipt = (name: string, source: 'internal' | 'same_as' | 'gate', status: 'ok' | 'error' | 'timeout' | 'denied' = 'ok'): JournalRecord => ({
  k: 'receipt', intent_id: hash(name), source, status, ...(status === 'ok' ? { payload: bytes({}) } : { fault: { code: 'refused', message: 'no' } }),
});
export const cap = (decision: 'allow' | 'deny', origin = planOrigin(), name = 'denied'): JournalRecord => ({
  k: 'cap_decision', intent_id: hash(name), effect_kind: 'http.request', cap_name: 'http', cap_type: 'http.out', origin, stage: decision === 'allow' ? 'enforcer' : 'grant', decision,
  ...(decision === 'deny' && { deny: { code: 'grant_missing', message: 'no grant http' } }),
});
export const policy = (decision: 'allow' | 'deny', origin = planOrigin(), name = 'denied', rule?: number): JournalRecord => ({
  k: 'policy_decision', intent_id: hash(name), effect_kind: 'http.request', cap_name: 'http', origin, policy: 'w/policy@1', ...(rule !== undefined && { rule }), decision,
});
export const raised = (instance = 1, schema = 'w/Done@1', value: CanonValue = { id: 'a' }): JournalRecord => ({
  k: 'event', schema, value: bytes(value), event_hash: hash(schema), source: { kind: 'plan', name: 'w/core_main@1', instance_id: id(instance), step: 'raise' },
});
export const raisedByModule = (name = 'w/Reduce@1'): JournalRecord => ({ k: 'event', schema: 'w/Done@1', value: bytes({}), event_hash: hash('e'), source: { kind: 'module', name, call: 0 } });
export const call = (more: { module?: string; key?: string; status?: 'running' | 'waiting' | 'completed' | 'failed'; effects?: number; events?: number; intent?: string } = {}): JournalRecord => ({
  k: 'module_call', module: more.module ?? 'w/Flow@1', module_hash: hash('m'), key: bytes(more.key ?? 'k'), call: 0,
  input: more.intent === undefined ? { kind: 'event', event_hash: hash('w/Go@1') } : { kind: 'receipt', intent_id: hash(more.intent) },
  ...(more.status && { status: more.status }), events: more.events ?? 0, effects: more.effects ?? 0,
});
export const moduleFault = (code = 'trap', more: { module?: string; key?: string; status?: 'running' | 'waiting' | 'completed' | 'failed' } = {}): JournalRecord => ({
  k: 'module_fault', module: more.module ?? 'w/Flow@1', module_hash: hash('m'), key: bytes(more.key ?? 'k'), call: 0, input: { kind: 'event', event_hash: hash('w/Go@1') }, code, message: 'why',
  ...(more.status && { status: more.status }),
});
export const limit = (): JournalRecord => ({ k: 'limit', limit: 'derived_records', allowed: 10, dropped_events: 2 });
export const skipped = (): JournalRecord => ({ k: 'trigger_skipped', plan: 'w/core_main@1', trigger: 0, code: 'bad_input', message: 'why' });
export const waitFault = (instance = 1): JournalRecord => ({ k: 'wait_fault', instance_id: id(instance), step: 'wait', code: 'type', message: 'why' });
export const spawned = (count: number, instance = 1, step = 'spawn', plan = 'w/core_child@1'): JournalRecord => ({ k: 'spawned', instance_id: id(instance), step, plan, count });

export function journal(records: readonly JournalRecord[], world = 'w', name = `${world}.journal`): JournalInput {
  return { name, header: { format: JOURNAL_FORMAT, world_id: world, runtime_profile: profileOf(), manifest_hash: hash('manifest') }, records: records.map(encodeRecord) };
}
