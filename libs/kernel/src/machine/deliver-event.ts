// Delivers one event in the order of 10.19: waits, triggers, modules.
import { evaluate, scopeOf } from '@nx-air/plan/runtime';
import type { AwaitEvent } from '../program/plan.ts';
import type { Trigger } from '../program/program.ts';
import type { FaultInfo } from '../record.ts';
import { WAITING } from '../state/world-state.ts';
import type { Batch } from './batch.ts';
import { callModules } from './call-modules.ts';
import { endInError } from './end-instance.ts';
import type { EventInFlight } from './event.ts';
import { memberAt } from './member-at.ts';
import { runningOf, type Running } from './running.ts';
import { instanceScope } from './scope.ts';
import { completeStep } from './settle-step.ts';
import { evaluateSlot, typeValue } from './slot.ts';
import { startInstance } from './start-instance.ts';
import { takeTurn } from './turn.ts';
import type { Wait } from './wait-index.ts';

/** Answers false when the bound on records cut the delivery short. */
export function deliverEvent(batch: Batch, event: EventInFlight): boolean {
  for (const waits of byInstance(batch.machine.waits.candidates(event.schema, event.value))) {
    if (batch.isFull) return false;
    offer(batch, event, waits);
  }
  for (const trigger of batch.program.triggers.get(event.schema) ?? []) {
    if (batch.isFull) return false;
    pullTrigger(batch, event, trigger);
  }
  return callModules(batch, event);
}

function byInstance(waits: readonly Wait[]): readonly (readonly Wait[])[] {
  const groups = new Map<Wait['id'], Wait[]>();
  for (const wait of waits) {
    const group = groups.get(wait.id);
    if (group) group.push(wait);
    else groups.set(wait.id, [wait]);
  }
  return [...groups.values()];
}

/** All waits of one instance are asked before any of them completes: one event may satisfy several. */
function offer(batch: Batch, event: EventInFlight, waits: readonly Wait[]): void {
  const { state, waits: index } = batch.machine;
  const [first] = waits;
  const instance = first && state.instances.get(first.id);
  if (!instance) return;
  const running = runningOf(batch, instance);
  const matching = waits.filter(({ step }) => instance.steps[step.index] === WAITING && batch.sees(instance.id, step.index, event) && matches(batch, event, running, step));
  for (const { step } of matching) {
    index.remove(instance, step.index);
    instance.values.set(step.index, event.value);
    instance.bound.set(step.as, step.index);
    const fault = completeStep(running, step.index);
    if (fault) return endInError(running, fault);
  }
  if (matching.length > 0) takeTurn(running);
}

function matches(batch: Batch, event: EventInFlight, { instance, plan }: Running, step: AwaitEvent): boolean {
  if (!step.where) return true;
  const result = evaluate(step.where, instanceScope(plan, instance, event.value));
  if (result.ok && result.value.t === 'bool') return result.value.v;
  const fault = result.ok ? { code: 'type', message: `where is ${result.value.t}, not bool` } : result.fault;
  batch.record({ k: 'wait_fault', instance_id: instance.id, step: step.id, code: fault.code, message: fault.message });
  return false;
}

function pullTrigger(batch: Batch, event: EventInFlight, trigger: Trigger): void {
  const { plan, correlateBy } = trigger;
  const skip = ({ code, message }: FaultInfo): void => {
    batch.record({ k: 'trigger_skipped', plan: plan.name, trigger: trigger.index, code, message });
  };
  const { limits } = batch.machine;
  const scope = scopeOf({ event: event.value });
  if (trigger.when) {
    const guard = evaluateSlot(trigger.when, scope, limits);
    if (!guard.ok) return skip(guard.fault);
    if (guard.value.t !== 'bool') return skip({ code: 'bad_value', message: `when is ${guard.value.t}, not bool` });
    if (!guard.value.v) return;
  }
  const projected = trigger.inputExpr ? evaluateSlot(trigger.inputExpr, scope, limits) : { ok: true as const, value: event.value };
  if (!projected.ok) return skip(projected.fault);
  const input = typeValue(projected.value, plan.input, batch.program.schemas);
  if (!input.ok) return skip({ code: 'bad_input', message: input.fault.message });
  const correlation = correlateBy && (memberAt(input.value, correlateBy) ?? memberAt(event.value, correlateBy));
  startInstance(batch, trigger, input.value, correlation);
}
