// Journal format 1: every record that a journal may hold. Workflow modules and composition are in it from the start.
import type { Hash } from '@nx-air/canon';
import type { InstanceId } from './ids.ts';
import type { Stamp } from './stamp.ts';

export interface FaultInfo {
  readonly code: string;
  readonly message: string;
}

export type ReceiptStatus = 'ok' | 'error' | 'timeout';

/** Who emitted an effect. `key` is empty for a module without keys. */
export type Origin =
  | { readonly kind: 'plan'; readonly name: string; readonly instance_id: InstanceId; readonly step: string }
  | {
      readonly kind: 'workflow';
      readonly name: string;
      readonly key: Uint8Array;
      readonly cause: number;
      readonly call: number;
      readonly effect_index: number;
    };

/** Where a child stands: the step that spawned it and its position there. */
export interface ParentRef {
  readonly instance_id: InstanceId;
  readonly step: string;
  readonly index: number;
}

// What came in and had an effect: each has the next cause number.

/** `value`: canonical bytes, already normalised against the schema. */
export interface EventIn {
  readonly k: 'event_in';
  readonly cause: number;
  readonly stamp: Stamp;
  readonly schema: string;
  readonly value: Uint8Array;
  readonly event_hash: Hash;
  readonly ingress_id?: string;
  /** Content that it names and that the store had: it may be read from now on; `trees` also as workspace roots. */
  readonly objects?: readonly Hash[];
  readonly trees?: readonly Hash[];
}
/** `payload` (canonical bytes, normalised) for `ok`, `fault` otherwise. */
export interface ReceiptIn {
  readonly k: 'receipt_in';
  readonly cause: number;
  readonly stamp: Stamp;
  readonly intent_id: Hash;
  readonly adapter_id: string;
  readonly status: ReceiptStatus;
  readonly payload?: Uint8Array;
  readonly fault?: FaultInfo;
  /** As of an event. */
  readonly objects?: readonly Hash[];
  readonly trees?: readonly Hash[];
}
export interface ManifestIn {
  readonly k: 'manifest_in';
  readonly cause: number;
  readonly stamp: Stamp;
  readonly manifest_hash: Hash;
}
export type EffectiveIngress = EventIn | ReceiptIn | ManifestIn;

// What came in and changed nothing: no cause number.

export interface EventDuplicate {
  readonly k: 'event_duplicate';
  readonly stamp: Stamp;
  readonly ingress_id: string;
  readonly event_hash: Hash;
}
/** `conflict`: its outcome differs from the one that settled the intent. */
export interface ReceiptDuplicate {
  readonly k: 'receipt_duplicate';
  readonly stamp: Stamp;
  readonly intent_id: Hash;
  readonly adapter_id: string;
  readonly status: ReceiptStatus;
  readonly outcome_hash: Hash;
  readonly conflict: boolean;
}
export type IngressRecord = EffectiveIngress | EventDuplicate | ReceiptDuplicate;

// What follows from it.

export type EventSource =
  | { readonly kind: 'plan'; readonly name: string; readonly instance_id: InstanceId; readonly step: string }
  | { readonly kind: 'module'; readonly name: string; readonly key?: Uint8Array; readonly call: number };

export interface EventRaised {
  readonly k: 'event';
  readonly schema: string;
  readonly value: Uint8Array;
  readonly event_hash: Hash;
  readonly source: EventSource;
}
/** `trigger` is the position among the manifest's triggers; `correlation` the canonical bytes of the value. */
export interface PlanStarted {
  readonly k: 'plan_started';
  readonly instance_id: InstanceId;
  readonly plan: string;
  readonly plan_hash: Hash;
  readonly manifest_hash: Hash;
  readonly input: Uint8Array;
  readonly correlation?: Uint8Array;
  readonly trigger?: number;
  readonly parent?: ParentRef;
}
export interface TriggerSkipped {
  readonly k: 'trigger_skipped';
  readonly plan: string;
  readonly trigger: number;
  readonly code: string;
  readonly message: string;
}
export interface WaitFault {
  readonly k: 'wait_fault';
  readonly instance_id: InstanceId;
  readonly step: string;
  readonly code: string;
  readonly message: string;
}
/** One for each effect that passed the structural checks; `stage` is the one that decided. */
export interface CapDecision {
  readonly k: 'cap_decision';
  readonly intent_id: Hash;
  readonly effect_kind: string;
  readonly cap_name: string;
  readonly cap_type: string;
  readonly origin: Origin;
  readonly stage: 'secret' | 'grant' | 'expiry' | 'enforcer';
  readonly decision: 'allow' | 'deny';
  readonly deny?: FaultInfo;
  readonly grant_hash?: Hash;
  readonly enforcer?: string;
  readonly expiry_ns?: bigint;
}
/** One for each effect whose capability allowed it. `rule` is absent when no rule matched, `policy` when there is none. */
export interface PolicyDecision {
  readonly k: 'policy_decision';
  readonly intent_id: Hash;
  readonly effect_kind: string;
  readonly cap_name: string;
  readonly origin: Origin;
  readonly policy?: string;
  readonly rule?: number;
  readonly decision: 'allow' | 'deny';
}
/** `params`: canonical bytes; secrets in it are alias and version. `workflow_key`: AOS's derived key, for audit. */
export interface Intent {
  readonly k: 'intent';
  readonly intent_id: Hash;
  readonly effect_hash: Hash;
  readonly effect_kind: string;
  readonly cap_name: string;
  readonly params: Uint8Array;
  readonly idempotency_key?: Uint8Array;
  readonly origin: Origin;
  readonly internal: boolean;
  readonly same_as?: Hash;
  readonly workflow_key?: Hash;
}
/** An outcome that no adapter gave: by an internal kind, of the intent this one is `same_as`, or by the gate. */
export interface Receipt {
  readonly k: 'receipt';
  readonly intent_id: Hash;
  readonly source: 'internal' | 'same_as' | 'gate';
  readonly status: ReceiptStatus | 'denied';
  readonly payload?: Uint8Array;
  readonly fault?: FaultInfo;
}
export interface PlanEnded {
  readonly k: 'plan_ended';
  readonly instance_id: InstanceId;
  readonly plan: string;
  readonly status: 'ok' | 'error';
  readonly result?: Uint8Array;
  readonly error?: FaultInfo & { readonly step?: string };
  /** Intents still under way, by emitting step. */
  readonly orphaned: readonly Hash[];
}
/** A step has spawned children; their `plan_started` records follow. */
export interface Spawned {
  readonly k: 'spawned';
  readonly instance_id: InstanceId;
  readonly step: string;
  readonly plan: string;
  readonly count: number;
}

export type WorkflowStatus = 'running' | 'waiting' | 'completed' | 'failed';

export type ModuleInput =
  | { readonly kind: 'event'; readonly event_hash: Hash }
  | { readonly kind: 'receipt'; readonly intent_id: Hash };

/** A call whose whole output was applied. `state_hash` is absent when the module keeps no state. */
export interface ModuleCall {
  readonly k: 'module_call';
  readonly module: string;
  readonly module_hash: Hash;
  readonly key?: Uint8Array;
  readonly call: number;
  readonly input: ModuleInput;
  readonly state_hash?: Hash;
  readonly status?: WorkflowStatus;
  readonly events: number;
  readonly effects: number;
  readonly fuel?: bigint;
}
/** A call of whose output nothing was applied. */
export interface ModuleFault {
  readonly k: 'module_fault';
  readonly module: string;
  readonly module_hash: Hash;
  readonly key?: Uint8Array;
  readonly call: number;
  readonly input: ModuleInput;
  readonly code: string;
  readonly message: string;
  readonly status?: WorkflowStatus;
  readonly fuel?: bigint;
  readonly limit?: { readonly name: string; readonly allowed: number; readonly observed: number };
}
/** What follows from this cause was cut off: the last record of its batch. */
export interface Limit {
  readonly k: 'limit';
  readonly limit: 'derived_records';
  readonly allowed: number;
  /** Events that were recorded and reach nobody, in part or at all. */
  readonly dropped_events: number;
}

export type DerivedRecord =
  | EventRaised
  | PlanStarted
  | TriggerSkipped
  | WaitFault
  | CapDecision
  | PolicyDecision
  | Intent
  | Receipt
  | PlanEnded
  | Spawned
  | ModuleCall
  | ModuleFault
  | Limit;

export type JournalRecord = IngressRecord | DerivedRecord;

const INGRESS: ReadonlySet<JournalRecord['k']> = new Set<IngressRecord['k']>([
  'event_in',
  'receipt_in',
  'manifest_in',
  'event_duplicate',
  'receipt_duplicate',
]);

export function isIngress(record: JournalRecord): record is IngressRecord {
  return INGRESS.has(record.k);
}
