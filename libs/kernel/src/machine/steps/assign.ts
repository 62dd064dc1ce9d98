// `assign`: binds a value, typed by the local of that name where there is one.
import type { Assign } from '../../program/plan.ts';
import type { Running } from '../running.ts';
import { instanceScope } from '../scope.ts';
import { evaluateSlot, typedSlot } from '../slot.ts';
import { DONE, type StepResult } from './step-result.ts';

export function runAssign({ batch, instance, plan, program }: Running, step: Assign): StepResult {
  const scope = instanceScope(plan, instance);
  const { limits } = batch.machine;
  const slot = step.term ? typedSlot(step.expr, step.term, program.schemas, scope, limits) : evaluateSlot(step.expr, scope, limits);
  if (!slot.ok) return { kind: 'failed', fault: slot.fault };
  instance.values.set(step.index, slot.value);
  instance.bound.set(step.as, step.index);
  return DONE;
}
