// What running one step came to.
import type { Value } from '@nx-air/plan/runtime';
import type { FaultInfo } from '../../record.ts';

export type StepResult =
  | { readonly kind: 'completed' }
  | { readonly kind: 'waiting' }
  /** The plan's `end` ran. */
  | { readonly kind: 'ended'; readonly result: Value | undefined }
  | { readonly kind: 'failed'; readonly fault: FaultInfo };

export const DONE: StepResult = { kind: 'completed' };
export const WAITS: StepResult = { kind: 'waiting' };

export function failure(code: string, message: string): StepResult {
  return { kind: 'failed', fault: { code, message } };
}
