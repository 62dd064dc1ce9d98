// What references mean inside an instance.
import { record, text, type Scope, type Value } from '@nx-air/plan/runtime';
import type { CompiledPlan } from '../program/plan.ts';
import { COMPLETED, type Outcome, type PlanInstance } from '../state/world-state.ts';

export function instanceScope(plan: CompiledPlan, instance: PlanInstance, event?: Value): Scope {
  return new InstanceScope(plan, instance, event);
}

class InstanceScope implements Scope {
  readonly input: Value;
  readonly event: Value | undefined;
  readonly #plan: CompiledPlan;
  readonly #instance: PlanInstance;

  constructor(plan: CompiledPlan, instance: PlanInstance, event: Value | undefined) {
    this.input = instance.input;
    this.event = event;
    this.#plan = plan;
    this.#instance = instance;
  }

  variable(name: string): Value | undefined {
    const step = this.#instance.bound.get(name);
    if (step !== undefined) return resultOf(this.#plan, this.#instance, step);
    return name === 'correlation_id' ? this.#instance.correlation : undefined;
  }

  step(id: string): Value | undefined {
    const index = this.#completed(id);
    return index === undefined ? undefined : resultOf(this.#plan, this.#instance, index);
  }

  receipt(id: string): Value | undefined {
    const index = this.#completed(id);
    const outcome = index === undefined ? undefined : outcomeOf(this.#plan, this.#instance, index);
    return outcome && receiptValue(outcome);
  }

  #completed(id: string): number | undefined {
    const index = this.#plan.stepIndex.get(id);
    return index !== undefined && this.#instance.steps[index] === COMPLETED ? index : undefined;
  }
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
