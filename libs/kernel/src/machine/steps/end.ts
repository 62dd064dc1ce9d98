// `end`: the result of the plan.
import type { End } from '../../program/plan.ts';
import type { Running } from '../running.ts';
import { instanceScope } from '../scope.ts';
import { typedSlot } from '../slot.ts';
import { failure, type StepResult } from './step-result.ts';

export function runEnd({ batch, instance, plan, program }: Running, step: End): StepResult {
  if (!step.result) return plan.output ? failure('no_result', 'the plan declares an output') : { kind: 'ended', result: undefined };
  if (!plan.output) return failure('no_output', 'a result without a declared output');
  const slot = typedSlot(step.result, plan.output, program.schemas, instanceScope(plan, instance), batch.machine.limits);
  return slot.ok ? { kind: 'ended', result: slot.value } : { kind: 'failed', fault: slot.fault };
}
