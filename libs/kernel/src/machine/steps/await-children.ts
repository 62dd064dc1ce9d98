// `await_plan` and `await_plans_all`: complete with how children ended, now or when the last of them has (10.20).
import { list, type Value } from '@nx-air/plan/runtime';
import { parseInstanceId, type InstanceId } from '../../ids.ts';
import type { AwaitChildren } from '../../program/plan.ts';
import type { FaultInfo } from '../../record.ts';
import type { PlanInstance } from '../../state/world-state.ts';
import { checkBounds, type ValueBounds } from '../../value-bounds.ts';
import type { Running } from '../running.ts';
import { instanceScope } from '../scope.ts';
import { evaluateSlot } from '../slot.ts';
import { DONE, failure, WAITS, type StepResult } from './step-result.ts';

export function runAwaitChildren({ batch, instance, plan }: Running, step: AwaitChildren): StepResult {
  const { limits } = batch.machine;
  const slot = evaluateSlot(step.handles, instanceScope(plan, instance), limits);
  if (!slot.ok) return { kind: 'failed', fault: slot.fault };
  const handles = step.op === 'await_plan' ? [slot.value] : slot.value.t === 'list' ? slot.value.v : undefined;
  if (!handles) return failure('invalid_handle', `expected a list of handles, found ${slot.value.t}`);
  const ids: InstanceId[] = [];
  let left = 0;
  for (const handle of handles) {
    const id = childOf(instance, handle);
    const child = id && instance.children?.get(id);
    if (!child) return failure('invalid_handle', 'this instance has not spawned what the handle names');
    ids.push(id);
    if (!child.outcome) left += 1;
  }
  if (left === 0) {
    const fault = bindChildren(instance, step, ids, limits);
    return fault ? { kind: 'failed', fault } : DONE;
  }
  for (const id of ids) {
    const child = instance.children?.get(id);
    if (child && !child.outcome) child.awaiters = [...child.awaiters, step.index];
  }
  instance.barriers ??= new Map();
  instance.barriers.set(step.index, { left, children: ids });
  return WAITS;
}

/** A handle is what a spawn of this instance has bound: nothing else has the id of one of its children. */
function childOf(instance: PlanInstance, handle: Value): InstanceId | undefined {
  if (handle.t !== 'record') return undefined;
  const id = handle.v.get('instance_id');
  const parsed = id?.t === 'uuid' ? parseInstanceId(id.v) : undefined;
  return parsed !== undefined && instance.children?.has(parsed) ? parsed : undefined;
}

/** Binds the outcomes, in the order of the handles. The fault is that of a value past the bounds. */
export function bindChildren(instance: PlanInstance, step: AwaitChildren, ids: readonly InstanceId[], bounds: ValueBounds): FaultInfo | undefined {
  const outcomes = ids.flatMap((id) => instance.children?.get(id)?.outcome ?? []);
  const [only] = outcomes;
  const value = step.op === 'await_plan' ? only : list(outcomes);
  if (!value) return { code: 'invalid_handle', message: 'the child has not ended' };
  const fault = checkBounds(value, bounds);
  if (fault) return fault;
  instance.values.set(step.index, value);
  instance.bound.set(step.as, step.index);
  return undefined;
}
