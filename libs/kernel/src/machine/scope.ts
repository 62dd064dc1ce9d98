// What references mean inside an instance.
import { record, text, type Scope, type Value } from '@nx-air/plan/runtime';
import type { CompiledPlan } from '../program/plan.ts';
import { COMPLETED, type Outcome, type PlanInstance } from '../state/world-state.ts';

export function instanceScope(plan: CompiledPlan, instance: PlanInstance, event?: Value): Scope {
  const completed = (id: string): number | undefined => {
    const index = plan.stepIndex.get(id);
    return index !== undefined && instance.steps[index] === COMPLETED ? index : undefined;
  };
  return {
    input: instance.input,
    event,
    variable(name) {
      const step = instance.bound.get(name);
      if (step !== undefined) return resultOf(plan, instance, step);
      return name === 'correlation_id' ? instance.correlation : undefined;
    },
    step(id) {
      const index = completed(id);
      return index === undefined ? undefined : resultOf(plan, instance, index);
    },
    receipt(id) {
      const index = completed(id);
      const outcome = index === undefined ? undefined : outcomeOf(plan, instance, index);
      return outcome && receiptValue(outcome);
    },
  };
}

/** The value of a completed step: the payload of an await_receipt, none for emit_effect and for a fault. */
function resultOf(plan: CompiledPlan, instance: PlanInstance, index: number): Value | undefined {
  return outcomeOf(plan, instance, index)?.payload ?? instance.values.get(index);
}

function outcomeOf(plan: CompiledPlan, instance: PlanInstance, index: number): Outcome | undefined {
  const step = plan.steps[index];
  return step?.op === 'await_receipt' ? instance.outcomes.get(step.emit) : undefined;
}

function receiptValue({ status, fault }: Outcome): Value {
  const value: Value = fault ? record([['code', text(fault.code)], ['message', text(fault.message)]]) : { t: 'null' };
  return record([['$status', text(status)], ['$fault', value]]);
}
