// A traced record, and the trace that it stands in.
import type { Hash } from '@nx-air/canon';
import type { InstanceId, JournalRecord, ModuleCall } from '@nx-air/kernel';
import type { Described } from './describe-record.ts';

/** The workflow instance that a record is of. */
export interface TraceWorkflow {
  /** Module and key, as `workflowId` joins them. */
  readonly id: string;
  /** As shown to readers; absent for the one instance of a module without keys. */
  readonly key?: string;
  /** What a call or a fault left it as. */
  readonly status?: NonNullable<ModuleCall['status']>;
}

export interface TraceEntry extends Described {
  readonly world: string;
  readonly journal: string;
  /** Position of the record in its journal. */
  readonly seq: number;
  /** Absent for what changed nothing. */
  readonly cause?: number;
  /** Logical time. */
  readonly ns: bigint;
  readonly record: JournalRecord['k'];
  readonly instance?: InstanceId;
  readonly workflow?: TraceWorkflow;
  readonly parent?: InstanceId;
  /** Of the start of a child: whose it is, and where among the children of its step. */
  readonly child?: { readonly parent: InstanceId; readonly step: string; readonly index: number };
  /** Of a spawn: of which plan, and how many. */
  readonly spawned?: { readonly plan: string; readonly count: number };
  /** Of an intent. */
  readonly effectKind?: string;
  readonly intent?: Hash;
  /** Intents of other worlds that this event was carried from. */
  readonly carriedFrom: readonly Hash[];
}

export interface Trace {
  readonly id: string;
  readonly entries: readonly TraceEntry[];
  /** Entries that were left out for their number: the last of each journal. */
  readonly leftOut: number;
}
