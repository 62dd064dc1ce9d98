// Every kind of record there and back; anything else is refused.
import { CanonError, decodeCanonical, encodeCanonical, hashBytes, type CanonKey, type CanonValue } from '@nx-air/canon';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeRecord, encodeRecord, instanceId, isIngress, KernelError } from '../src/index.ts';
import type { JournalRecord, Origin, Stamp } from '../src/index.ts';
import { property } from './support/property.ts';

const hash = hashBytes(new Uint8Array([1]));
const other = hashBytes(new Uint8Array([2]));
const id = instanceId('w', 'p', 1, 0);
const bytes = new Uint8Array([7]);
const stamp: Stamp = { now_ns: 2n ** 63n, logical_now_ns: 1n, entropy: new Uint8Array(32) };
const origin: Origin = { kind: 'plan', name: 'p', instance_id: id, step: 's' };
const workflow: Origin = { kind: 'workflow', name: 'm', key: bytes, cause: 1, call: 2, effect_index: 3 };
const fault = { code: 'c', message: 'm' };
const input = { kind: 'event', event_hash: hash } as const;

/** Each kind with all of its fields, and with as few as it can have. */
const RECORDS: readonly JournalRecord[] = [
  { k: 'event_in', cause: 1, stamp, schema: 's', value: bytes, event_hash: hash, ingress_id: 'i' },
  { k: 'event_in', cause: 1, stamp, schema: 's', value: bytes, event_hash: hash },
  { k: 'receipt_in', cause: 1, stamp, intent_id: hash, adapter_id: 'a', status: 'ok', payload: bytes },
  { k: 'receipt_in', cause: 1, stamp, intent_id: hash, adapter_id: 'a', status: 'timeout', fault },
  { k: 'manifest_in', cause: 1, stamp, manifest_hash: hash },
  { k: 'event_duplicate', stamp, ingress_id: 'i', event_hash: hash },
  { k: 'receipt_duplicate', stamp, intent_id: hash, adapter_id: 'a', status: 'error', outcome_hash: other, conflict: true },
  { k: 'event', schema: 's', value: bytes, event_hash: hash, source: { kind: 'plan', name: 'p', instance_id: id, step: 's' } },
  { k: 'event', schema: 's', value: bytes, event_hash: hash, source: { kind: 'module', name: 'm', key: bytes, call: 1 } },
  { k: 'plan_started', instance_id: id, plan: 'p', plan_hash: hash, manifest_hash: other, input: bytes, correlation: bytes, trigger: 0, parent: { instance_id: id, step: 's', index: 4 } },
  { k: 'plan_started', instance_id: id, plan: 'p', plan_hash: hash, manifest_hash: other, input: bytes },
  { k: 'trigger_skipped', plan: 'p', trigger: 1, code: 'c', message: 'm' },
  { k: 'wait_fault', instance_id: id, step: 's', code: 'c', message: 'm' },
  { k: 'cap_decision', intent_id: hash, effect_kind: 'e', cap_name: 'c', cap_type: 't', origin, stage: 'grant', decision: 'deny', deny: fault, grant_hash: hash, enforcer: 'x', expiry_ns: 2n ** 64n - 1n },
  { k: 'cap_decision', intent_id: hash, effect_kind: 'e', cap_name: 'c', cap_type: 't', origin: workflow, stage: 'enforcer', decision: 'allow' },
  { k: 'policy_decision', intent_id: hash, effect_kind: 'e', cap_name: 'c', origin, policy: 'p', rule: 0, decision: 'allow' },
  { k: 'policy_decision', intent_id: hash, effect_kind: 'e', cap_name: 'c', origin, decision: 'deny' },
  { k: 'intent', intent_id: hash, effect_hash: other, effect_kind: 'e', cap_name: 'c', params: bytes, idempotency_key: bytes, origin: workflow, internal: true, same_as: hash, workflow_key: hash },
  { k: 'intent', intent_id: hash, effect_hash: other, effect_kind: 'e', cap_name: 'c', params: bytes, origin, internal: false },
  { k: 'receipt', intent_id: hash, source: 'internal', status: 'ok', payload: bytes },
  { k: 'receipt', intent_id: hash, source: 'gate', status: 'denied', fault },
  { k: 'plan_ended', instance_id: id, plan: 'p', status: 'ok', result: bytes, orphaned: [hash, other] },
  { k: 'plan_ended', instance_id: id, plan: 'p', status: 'error', error: { ...fault, step: 's' }, orphaned: [] },
  { k: 'spawned', instance_id: id, step: 's', plan: 'p', count: 3 },
  { k: 'module_call', module: 'm', module_hash: hash, key: bytes, call: 0, input, state_hash: other, status: 'waiting', events: 1, effects: 2, fuel: 3n },
  { k: 'module_call', module: 'm', module_hash: hash, call: 0, input: { kind: 'receipt', intent_id: hash }, events: 0, effects: 0 },
  { k: 'module_fault', module: 'm', module_hash: hash, key: bytes, call: 0, input, code: 'c', message: 'm', status: 'failed', fuel: 3n, limit: { name: 'n', allowed: 1, observed: 2 } },
  { k: 'limit', limit: 'derived_records', allowed: 1, dropped_events: 0 },
];

const INGRESS = ['event_in', 'receipt_in', 'manifest_in', 'event_duplicate', 'receipt_duplicate'];

test.each(RECORDS.map((record) => [record.k, record] as const))('%s', (_k, record) => {
  const encoded = encodeRecord(record);
  expect(decodeRecord(encoded)).toEqual(record);
  expect(encodeRecord(decodeRecord(encoded))).toEqual(encoded);
  expect(isIngress(record)).toBe(INGRESS.includes(record.k));
});

test('every kind of format 1 is here', () => {
  expect([...new Set(RECORDS.map(({ k }) => k))].sort()).toMatchInlineSnapshot(`
    [
      "cap_decision",
      "event",
      "event_duplicate",
      "event_in",
      "intent",
      "limit",
      "manifest_in",
      "module_call",
      "module_fault",
      "plan_ended",
      "plan_started",
      "policy_decision",
      "receipt",
      "receipt_duplicate",
      "receipt_in",
      "spawned",
      "trigger_skipped",
      "wait_fault",
    ]
  `);
});

describe('refused', () => {
  const change = (record: JournalRecord, edit: (fields: Map<CanonKey, CanonValue>) => void): Uint8Array => {
    const fields = new Map(decodeCanonical(encodeRecord(record)) as Map<CanonKey, CanonValue>);
    edit(fields);
    return encodeCanonical(fields);
  };
  const [event, , receipt] = RECORDS;
  test.each<[string, Uint8Array, string]>([
    ['no canonical CBOR', new Uint8Array([0xff]), 'not canonical CBOR'],
    ['no map', encodeCanonical([]), 'k: expected one of'],
    ['an unknown kind', encodeCanonical({ k: 'custom' }), 'k: expected one of'],
    ['a kind that is a method of objects', encodeCanonical({ k: 'toString' }), 'k: expected one of'],
    ['an unknown field', change(event!, (fields) => fields.set('more', 1)), 'expected no key more'],
    ['a missing field', change(event!, (fields) => fields.delete('schema')), 'schema: expected a value'],
    ['a field of another type', change(event!, (fields) => fields.set('cause', 'x')), 'cause: expected an integer'],
    ['a negative count', change(event!, (fields) => fields.set('cause', -1)), 'cause: expected an integer'],
    ['a hash in upper case', change(event!, (fields) => fields.set('event_hash', `sha256:${'A'.repeat(64)}`)), 'event_hash: expected a hash'],
    ['an unknown word', change(receipt!, (fields) => fields.set('status', 'fine')), 'status: expected one of ok, error, timeout'],
    ['a nested field', change(event!, (fields) => fields.set('stamp', new Map())), 'stamp.now_ns: expected a value'],
    ['null for absent', change(event!, (fields) => fields.set('ingress_id', null)), 'ingress_id: expected text'],
  ])('%s', (_name, data, message) => {
    expect(() => decodeRecord(data)).toThrow(message);
    expect(() => decodeRecord(data)).toThrow(KernelError);
  });

  test('a changed byte gives another record or none: reading is the inverse of writing', () =>
    property(fc.tuple(fc.nat(RECORDS.length - 1), fc.nat(), fc.integer({ min: 1, max: 255 })), ([index, at, flip]) => {
      const encoded = encodeRecord(RECORDS[index]!);
      encoded[at % encoded.length]! ^= flip;
      try {
        expect(encodeRecord(decodeRecord(encoded))).toEqual(encoded);
      } catch (error) {
        if (!(error instanceof KernelError) || !(error.code === 'bad_record')) throw error;
        expect(error.cause === undefined || error.cause instanceof CanonError || error.cause instanceof Error).toBe(true);
      }
    }, 2000));
});
