// What a lint is: advice about sound definitions. It never changes what loads or runs.
import type { Problem } from '@nx-air/air';
import type { Definitions } from '../definitions.ts';
import type { WorldView } from '../world-view.ts';
import type { LintPlan } from './lint-plan.ts';

export const LINT_CODES = [
  'uncorrelated_path',
  'optional_correlation',
  'wait_without_timeout',
  'missing_idempotency_key',
  'constant_idempotency_key',
  'late_wait',
  'prefer_core',
  'slot_drift',
  'envelope_input',
] as const;

export type LintCode = (typeof LINT_CODES)[number];

/** An import whose lock names the capability slots that were accepted. */
export interface LockedSlots {
  /** `import path ../pack`. */
  readonly subject: string;
  /** The aos.sync.json. */
  readonly file: string;
  /** Of the list of slots in the lock. */
  readonly pointer: string;
  readonly locked: readonly string[];
  readonly current: readonly string[];
}

export interface LintSubject {
  readonly definitions: Definitions;
  /** Absent where a pack is checked alone. */
  readonly world: WorldView | undefined;
  /** Sound plans that take part. */
  readonly plans: ReadonlyMap<string, LintPlan>;
  /** Those that the author of this world or pack can change. */
  readonly own: readonly LintPlan[];
  readonly lockedSlots: readonly LockedSlots[];
}

export interface Lint {
  readonly code: LintCode;
  /** Where it can say something: a consumer's questions have no answer in a pack alone. */
  readonly in: readonly ('world' | 'pack')[];
  find(subject: LintSubject): readonly Problem[];
}
