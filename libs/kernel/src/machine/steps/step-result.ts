// What running one step came to.
import type { Value } from '@nx-air/plan/runtime';
import type { FaultInfo } from '../../record.ts';
import type { PlanInstance } from '../../state/world-state.ts';

export type StepResult =
  | { readonly kind: 'completed' }
  | { readonly kind: 'waiting' }
  /** Completed; the first turns of these children come before what follows. */
  | { readonly kind: 'spawned'; readonly children: readonly PlanInstance[] }
  /** The plan's `end` ran. */
  | { readonly kind: 'ended'; readonly result: Value | undefined }
  | { readonly kind: 'failed'; readonly fault: FaultInfo };

export const DONE: StepResult = { kind: 'completed' };
export const WAITS: StepResult = { kind: 'waiting' };

export function failure(code: string, message: string): StepResult {
  return { kind: 'failed', fault: { code, message } };
}
