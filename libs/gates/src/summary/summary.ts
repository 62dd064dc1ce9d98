// What a summary says.
import type { Hash } from '@nx-air/canon';
import type { Counts } from './counters.ts';
import type { AwaitLabel, ChildCounts, StepCount } from './row.ts';
import type { WaitingTimes } from './waiting-times.ts';

export interface JournalFacts {
  readonly name: string;
  readonly world: string;
  readonly records: number;
  /** The first 64, in the order in which they took effect. */
  readonly manifests: readonly Hash[];
  readonly manifestCount: number;
  readonly torn: boolean;
  /** Logical time of the first and the last ingress record, nanoseconds. */
  readonly firstNs: bigint;
  readonly lastNs: bigint;
  /** What was under way and had to be forgotten: their waits and timeout branches are not counted. */
  readonly forgotten: { readonly instances: number; readonly intents: number };
}

export interface AwaitSummary extends AwaitLabel {
  readonly times: WaitingTimes;
}

export interface ChildSummary extends Readonly<ChildCounts> {
  readonly step: string;
  readonly plan: string;
}

export interface StepSummary extends Readonly<Record<StepCount, number>> {
  readonly step: string;
}

/** One plan or module of one world. */
export interface RowSummary {
  readonly world: string;
  readonly name: string;
  readonly counts: Counts;
  /** Sorted by kind, step and subject. */
  readonly awaits: readonly AwaitSummary[];
  readonly children: readonly ChildSummary[];
  /** By code: instances that ended in error, and module faults. */
  readonly errors: readonly { readonly code: string; readonly count: number }[];
  readonly steps: readonly StepSummary[];
}

export interface WorldSummary {
  readonly world: string;
  readonly counts: Counts;
  /** What belongs to no plan or module; part of `counts`. */
  readonly unattributed: Counts;
  /** Records of plans and modules beyond the bound on rows, which stand under `(others)`. */
  readonly pooled: number;
}

/** Every row's counts and every world's `unattributed` add up to `totals`. */
export interface Summary {
  readonly journals: readonly JournalFacts[];
  readonly totals: Counts;
  readonly worlds: readonly WorldSummary[];
  readonly plans: readonly RowSummary[];
  readonly workflows: readonly RowSummary[];
  /** Reducers and pure modules. */
  readonly modules: readonly RowSummary[];
}
