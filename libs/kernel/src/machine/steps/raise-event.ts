// `raise_event`: recorded at once, delivered after everything before it.
import type { RaiseEvent } from '../../program/plan.ts';
import type { Running } from '../running.ts';
import { instanceScope } from '../scope.ts';
import { typedSlot } from '../slot.ts';
import { DONE, type StepResult } from './step-result.ts';

export function runRaiseEvent({ batch, instance, plan, program }: Running, step: RaiseEvent): StepResult {
  const slot = typedSlot(step.value, step.term, program.schemas, instanceScope(plan, instance), batch.machine.limits);
  if (!slot.ok) return { kind: 'failed', fault: slot.fault };
  instance.values.set(step.index, slot.value);
  batch.raise(step.event, slot.value, { kind: 'plan', name: plan.name, instance_id: instance.id, step: step.id });
  return DONE;
}
