// What a diagnosis says: causes with evidence and the next thing to do.
import type { JournalRecord } from '@nx-air/kernel';

/** In the order in which they are listed: what was refused and what broke before what waits. */
export const CAUSES = [
  'policy_denied',
  'cap_denied',
  'adapter_timeout',
  'adapter_error',
  'module_fault',
  'limit',
  'invariant_violation',
  'plan_fault',
  'wait_fault',
  'waiting_receipt',
  'waiting_child',
  'waiting_event',
  'waiting_timer',
] as const;

export type Cause = (typeof CAUSES)[number];

export interface Evidence {
  readonly journal: string;
  readonly seq: number;
  readonly record: JournalRecord['k'];
  readonly text: string;
}

/** Instances of one plan or workflow with the same cause at the same step. */
export interface Diagnosis {
  readonly world: string;
  readonly subject: string;
  readonly state: 'failed' | 'waiting';
  readonly cause: Cause;
  readonly step?: string;
  /** What in particular: an error code, an effect kind, a child plan. */
  readonly detail: string;
  readonly count: number;
  /** The first of them: its id, or a workflow's key as text. */
  readonly instance: string;
  /** What the first of them has spawned at that step, when it waits for a child: a barrier is `ended` of `count`. */
  readonly children?: { readonly count: number; readonly ended: number; /** The first of them. */ readonly running: readonly string[] };
  /** Logical time since when the first of them has been so. */
  readonly sinceNs: bigint;
  readonly evidence: Evidence;
  readonly next: string;
}

export interface DiagnosisReport {
  readonly diagnoses: readonly Diagnosis[];
  /** Instances that ended ok, and those that a diagnosis names. */
  readonly ok: number;
  readonly failed: number;
  readonly waiting: number;
  /** Logical time at the end of the last journal. */
  readonly endNs: bigint;
}
