// A traced record, and the trace that it stands in.
import type { Hash } from '@nx-air/canon';
import type { InstanceId, JournalRecord } from '@nx-air/kernel';
import type { Described } from './describe-record.ts';

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
  readonly parent?: InstanceId;
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
