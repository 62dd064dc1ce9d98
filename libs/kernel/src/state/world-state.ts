// Everything that the future of a world depends on, as plain data.
import type { Hash } from '@nx-air/canon';
import type { Value } from '@nx-air/plan/runtime';
import type { InstanceId } from '../ids.ts';
import type { FaultInfo, Origin, ParentRef, ReceiptStatus, WorkflowStatus } from '../record.ts';

export const PENDING = 0;
export const READY = 1;
export const WAITING = 2;
export const COMPLETED = 3;
export const SKIPPED = 4;

/** How an effect ended, as a plan sees it. */
export interface Outcome {
  readonly status: ReceiptStatus;
  readonly payload?: Value;
  readonly fault?: FaultInfo;
}

/** A run that a step of an instance has spawned. It is remembered as long as the parent can await it. */
export interface Child {
  /** The variant `Ok | Error | Canceled`, once the child has ended. */
  outcome?: Value;
  /** Steps of the parent that wait for it; a barrier that has it twice is named twice. */
  awaiters: readonly number[];
}

/** What an await of children still waits for. */
export interface Barrier {
  left: number;
  /** In the order of the results. */
  readonly children: readonly InstanceId[];
}

export interface PlanInstance {
  readonly id: InstanceId;
  readonly plan: string;
  /** The manifest it started with (10.21). */
  readonly manifest: Hash;
  /** Cause that started it, and its position among all instances started then: the order of instances. */
  readonly born: readonly [cause: number, order: number];
  readonly parent?: ParentRef;
  readonly input: Value;
  readonly correlation?: Value;
  /** One of the five states a step. */
  readonly steps: Uint8Array;
  /** Results of assign, raise_event and await_event, by step. */
  readonly values: Map<number, Value>;
  /** The step that bound each variable last; its result is the variable's value. */
  readonly bound: Map<string, number>;
  /** Intents by emitting step. */
  readonly emitted: Map<number, Hash>;
  /** What became of them, by emitting step. */
  readonly outcomes: Map<number, Outcome>;
  /** In the order in which they were spawned; absent before the first. */
  children?: Map<InstanceId, Child>;
  /** By awaiting step, while it waits; absent when none has waited. */
  barriers?: Map<number, Barrier>;
}

/** An intent without a receipt. */
export interface PendingIntent {
  readonly id: Hash;
  readonly kind: string;
  readonly capName: string;
  readonly params: Uint8Array;
  readonly effectHash: Hash;
  readonly key?: Uint8Array;
  readonly origin: Origin;
  /** The manifest whose effect it is: the receipt is typed by it. */
  readonly manifest: Hash;
  readonly cause: number;
  /** Answered together with that intent, never offered to an adapter. */
  readonly sameAs?: Hash;
  /** Intents answered together with this one, in order. */
  readonly followers: Hash[];
  orphaned: boolean;
}

/** An idempotency key under way or settled `ok` (10.12). `payload` is there once it is settled. */
export interface KeyEntry {
  readonly effectHash: Hash;
  readonly originName: string;
  readonly intent: Hash;
  readonly payload?: Uint8Array;
}

/** What is remembered of an intent that has its receipt. */
export interface SettledIntent {
  /** Hash of the normalised outcome. */
  readonly outcome: Hash;
  /** Effect kind and manifest: a repeated receipt is typed as the first one was. */
  readonly kind: string;
  readonly manifest: Hash;
}

/** The state of a reducer or workflow instance for one key. */
export interface Cell {
  readonly state: Uint8Array;
  /** Logical time of the last call that was applied. */
  readonly activeNs: bigint;
}

/** One key of a workflow module, from its first call on. Its state bytes are its cell. */
export interface WorkflowInstance {
  status: WorkflowStatus;
  /** Intents whose receipts it has not handled, in the order of emission. */
  readonly inflight: Hash[];
  /** `last_processed_event_seq`: cause of what it handled last. */
  lastSeq: number;
  /** The manifest whose module it keeps (10.21). */
  readonly manifest: Hash;
  /** `wasm_hash` of that module. */
  readonly version: string;
}

/** Maps keep the order of insertion where that order has a meaning: see the codec. */
export interface WorldState {
  readonly worldId: string;
  manifest: Hash;
  /** Number of the next effective ingress record, from 1. */
  nextCause: number;
  logicalNow: bigint;
  /** Event hash by ingress id, oldest first. */
  readonly ingressIds: Map<string, Hash>;
  readonly instances: Map<InstanceId, PlanInstance>;
  /** In the order of emission. */
  readonly intents: Map<Hash, PendingIntent>;
  /** Oldest first. */
  readonly settled: Map<Hash, SettledIntent>;
  /** By key in hexadecimal. */
  readonly keysUnderWay: Map<string, KeyEntry>;
  /** By key in hexadecimal, oldest first. */
  readonly keysSettled: Map<string, KeyEntry>;
  /** By module, then key in hexadecimal ('' without keys). */
  readonly cells: Map<string, Map<string, Cell>>;
  /** Running and waiting instances of workflow modules, by module, then key as of cells. */
  readonly workflows: Map<string, Map<string, WorkflowInstance>>;
  /** Completed and failed ones, by module and key with a space between, oldest first. */
  readonly workflowsEnded: Map<string, WorkflowInstance>;
  /** Content that effects may read: put by this world, or named by something that came in. Trees may be roots. */
  readonly objects: Map<Hash, 'blob' | 'tree'>;
}

export function genesis(worldId: string, manifest: Hash): WorldState {
  return {
    worldId,
    manifest,
    nextCause: 1,
    logicalNow: 0n,
    ingressIds: new Map(),
    instances: new Map(),
    intents: new Map(),
    settled: new Map(),
    keysUnderWay: new Map(),
    keysSettled: new Map(),
    cells: new Map(),
    workflows: new Map(),
    workflowsEnded: new Map(),
    objects: new Map(),
  };
}

/** Forgets the oldest entries of a map that keeps at most `most`. */
export function retain<K>(entries: Map<K, unknown>, most: number): void {
  for (const key of entries.keys()) {
    if (entries.size <= most) return;
    entries.delete(key);
  }
}
