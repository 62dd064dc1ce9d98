// Journal records to canonical bytes and back; whatever `encodeRecord` cannot have written is refused.
import { CanonError, decodeCanonical, encodesTo, encodeWith } from '@nx-air/canon';
import { BadShape, optional, struct, union, type Codec } from './codec/codec.ts';
import { boolean, bytes, count, hash, listOf, nat64, text, word } from './codec/scalars.ts';
import { KernelError } from './errors.ts';
import { parseInstanceId, type InstanceId } from './ids.ts';
import type {
  CapDecision,
  EventDuplicate,
  EventIn,
  EventRaised,
  EventSource,
  FaultInfo,
  Intent,
  JournalRecord,
  Limit,
  ManifestIn,
  ModuleCall,
  ModuleFault,
  ModuleInput,
  Origin,
  ParentRef,
  PlanEnded,
  PlanStarted,
  PolicyDecision,
  Receipt,
  ReceiptDuplicate,
  ReceiptIn,
  Spawned,
  TriggerSkipped,
  WaitFault,
} from './record.ts';
import type { Stamp } from './stamp.ts';

export const instanceIdCodec: Codec<InstanceId> = {
  write: (value, out) => out.text(value),
  read(data, at) {
    const id = typeof data === 'string' ? parseInstanceId(data) : undefined;
    if (id === undefined) throw new BadShape(at, 'an instance id');
    return id;
  },
};

export const stampCodec: Codec<Stamp> = struct<Stamp>({ now_ns: nat64, logical_now_ns: nat64, entropy: bytes });
export const faultCodec: Codec<FaultInfo> = struct<FaultInfo>({ code: text, message: text });
export const receiptStatus = word('ok', 'error', 'timeout');
const planned = { kind: word('plan'), name: text, instance_id: instanceIdCodec, step: text };

export const originCodec: Codec<Origin> = union<'kind', Origin>('kind', {
  plan: struct<Extract<Origin, { kind: 'plan' }>>(planned),
  workflow: struct<Extract<Origin, { kind: 'workflow' }>>({
    kind: word('workflow'),
    name: text,
    key: bytes,
    cause: count,
    call: count,
    effect_index: count,
  }),
});
export const parentCodec: Codec<ParentRef> = struct<ParentRef>({ instance_id: instanceIdCodec, step: text, index: count });

const sourceCodec = union<'kind', EventSource>('kind', {
  plan: struct<Extract<EventSource, { kind: 'plan' }>>(planned),
  module: struct<Extract<EventSource, { kind: 'module' }>>({ kind: word('module'), name: text, key: optional(bytes), call: count }),
});
const inputCodec = union<'kind', ModuleInput>('kind', {
  event: struct<Extract<ModuleInput, { kind: 'event' }>>({ kind: word('event'), event_hash: hash }),
  receipt: struct<Extract<ModuleInput, { kind: 'receipt' }>>({ kind: word('receipt'), intent_id: hash }),
});
const decision = word('allow', 'deny');
export const workflowStatus = word('running', 'waiting', 'completed', 'failed');
const moduleFields = { module: text, module_hash: hash, key: optional(bytes), call: count, input: inputCodec };

const arrived = { objects: optional(listOf(hash)), trees: optional(listOf(hash)) };

const recordCodec = union<'k', JournalRecord>('k', {
  event_in: struct<EventIn>({
    k: word('event_in'),
    cause: count,
    stamp: stampCodec,
    schema: text,
    value: bytes,
    event_hash: hash,
    ingress_id: optional(text),
    ...arrived,
  }),
  receipt_in: struct<ReceiptIn>({
    k: word('receipt_in'),
    cause: count,
    stamp: stampCodec,
    intent_id: hash,
    adapter_id: text,
    status: receiptStatus,
    payload: optional(bytes),
    fault: optional(faultCodec),
    ...arrived,
  }),
  manifest_in: struct<ManifestIn>({ k: word('manifest_in'), cause: count, stamp: stampCodec, manifest_hash: hash }),
  event_duplicate: struct<EventDuplicate>({ k: word('event_duplicate'), stamp: stampCodec, ingress_id: text, event_hash: hash }),
  receipt_duplicate: struct<ReceiptDuplicate>({
    k: word('receipt_duplicate'),
    stamp: stampCodec,
    intent_id: hash,
    adapter_id: text,
    status: receiptStatus,
    outcome_hash: hash,
    conflict: boolean,
  }),
  event: struct<EventRaised>({ k: word('event'), schema: text, value: bytes, event_hash: hash, source: sourceCodec }),
  plan_started: struct<PlanStarted>({
    k: word('plan_started'),
    instance_id: instanceIdCodec,
    plan: text,
    plan_hash: hash,
    manifest_hash: hash,
    input: bytes,
    correlation: optional(bytes),
    trigger: optional(count),
    parent: optional(parentCodec),
  }),
  trigger_skipped: struct<TriggerSkipped>({ k: word('trigger_skipped'), plan: text, trigger: count, code: text, message: text }),
  wait_fault: struct<WaitFault>({ k: word('wait_fault'), instance_id: instanceIdCodec, step: text, code: text, message: text }),
  cap_decision: struct<CapDecision>({
    k: word('cap_decision'),
    intent_id: hash,
    effect_kind: text,
    cap_name: text,
    cap_type: text,
    origin: originCodec,
    stage: word('secret', 'grant', 'expiry', 'enforcer'),
    decision,
    deny: optional(faultCodec),
    grant_hash: optional(hash),
    enforcer: optional(text),
    expiry_ns: optional(nat64),
  }),
  policy_decision: struct<PolicyDecision>({
    k: word('policy_decision'),
    intent_id: hash,
    effect_kind: text,
    cap_name: text,
    origin: originCodec,
    policy: optional(text),
    rule: optional(count),
    decision,
  }),
  intent: struct<Intent>({
    k: word('intent'),
    intent_id: hash,
    effect_hash: hash,
    effect_kind: text,
    cap_name: text,
    params: bytes,
    idempotency_key: optional(bytes),
    origin: originCodec,
    internal: boolean,
    same_as: optional(hash),
    workflow_key: optional(hash),
  }),
  receipt: struct<Receipt>({
    k: word('receipt'),
    intent_id: hash,
    source: word('internal', 'same_as', 'gate'),
    status: word('ok', 'error', 'timeout', 'denied'),
    payload: optional(bytes),
    fault: optional(faultCodec),
  }),
  plan_ended: struct<PlanEnded>({
    k: word('plan_ended'),
    instance_id: instanceIdCodec,
    plan: text,
    status: word('ok', 'error'),
    result: optional(bytes),
    error: optional(struct<NonNullable<PlanEnded['error']>>({ code: text, message: text, step: optional(text) })),
    orphaned: listOf(hash),
  }),
  spawned: struct<Spawned>({ k: word('spawned'), instance_id: instanceIdCodec, step: text, plan: text, count }),
  module_call: struct<ModuleCall>({
    k: word('module_call'),
    ...moduleFields,
    state_hash: optional(hash),
    status: optional(workflowStatus),
    events: count,
    effects: count,
    fuel: optional(nat64),
  }),
  module_fault: struct<ModuleFault>({
    k: word('module_fault'),
    ...moduleFields,
    code: text,
    message: text,
    status: optional(workflowStatus),
    fuel: optional(nat64),
    limit: optional(struct<NonNullable<ModuleFault['limit']>>({ name: text, allowed: count, observed: count })),
  }),
  limit: struct<Limit>({ k: word('limit'), limit: word('derived_records'), allowed: count, dropped_events: count }),
});

export function encodeRecord(record: JournalRecord): Uint8Array {
  return encodeWith(recordCodec.write, record);
}

/** Whether `data` is what `encodeRecord` writes for the record. */
export function isRecord(data: Uint8Array, record: JournalRecord): boolean {
  return encodesTo(recordCodec.write, record, data);
}

/** Throws `KernelError` `bad_record` for bytes that are no record of format 1. */
export function decodeRecord(data: Uint8Array): JournalRecord {
  try {
    return recordCodec.read(decodeCanonical(data), '');
  } catch (error) {
    if (!(error instanceof BadShape) && !(error instanceof CanonError)) throw error;
    throw new KernelError('bad_record', `not a record of journal format 1: ${error.message}`, { cause: error });
  }
}
