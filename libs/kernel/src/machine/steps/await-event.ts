// `await_event`: registers the wait; events from here on may satisfy it (10.18).
import type { AwaitEvent } from '../../program/plan.ts';
import type { Running } from '../running.ts';
import { instanceScope } from '../scope.ts';
import { WAITS, type StepResult } from './step-result.ts';

export function runAwaitEvent({ batch, instance, plan }: Running, step: AwaitEvent): StepResult {
  batch.machine.waits.add(instance, step, instanceScope(plan, instance));
  batch.registered(instance.id, step.index);
  return WAITS;
}
