// `spawn_plan` and `spawn_for_each`: all inputs are typed before any child starts (10.20).
import { list, record, text, type Value } from '@nx-air/plan/runtime';
import { KernelError } from '../../errors.ts';
import { childId } from '../../ids.ts';
import type { CompiledPlan, SpawnForEach, SpawnPlan } from '../../program/plan.ts';
import type { Program } from '../../program/program.ts';
import { newInstance } from '../new-instance.ts';
import type { Running } from '../running.ts';
import { instanceScope } from '../scope.ts';
import { typedSlot } from '../slot.ts';
import { failure, type StepResult } from './step-result.ts';

export function runSpawnPlan(running: Running, step: SpawnPlan): StepResult {
  const { batch, instance, plan, program } = running;
  const child = childPlan(program, step);
  const input = typedSlot(step.input, child.input, program.schemas, instanceScope(plan, instance), batch.machine.limits);
  if (!input.ok) return { kind: 'failed', fault: input.fault };
  return spawn(running, step, child, [input.value], ([handle]) => handle);
}

export function runSpawnForEach(running: Running, step: SpawnForEach): StepResult {
  const { batch, instance, plan, program } = running;
  const child = childPlan(program, step);
  const inputs = typedSlot(step.inputs, { kind: 'list', item: child.input }, program.schemas, instanceScope(plan, instance), batch.machine.limits);
  if (!inputs.ok) return { kind: 'failed', fault: inputs.fault };
  const values = inputs.value.t === 'list' ? inputs.value.v : [];
  if (step.maxFanout !== undefined && BigInt(values.length) > step.maxFanout) {
    return failure('fanout_exceeded', `${values.length} inputs, max_fanout is ${step.maxFanout}`);
  }
  return spawn(running, step, child, values, list);
}

/** Compiling has looked the plan up. */
function childPlan(program: Program, step: SpawnPlan | SpawnForEach): CompiledPlan {
  const plan = program.plans.get(step.plan);
  if (!plan) throw new KernelError('bad_manifest', `step ${step.id} spawns the unknown plan ${step.plan}`);
  return plan;
}

/** Children keep the definitions of their parent (10.21). `bound` makes the step's value of their handles. */
function spawn(
  { batch, instance }: Running,
  step: SpawnPlan | SpawnForEach,
  plan: CompiledPlan,
  inputs: readonly Value[],
  bound: (handles: readonly Value[]) => Value | undefined,
): StepResult {
  if (!batch.hasRoomFor(inputs.length + 1)) {
    batch.cutOff(0);
    return failure('limit', 'too many records from one cause');
  }
  batch.record({ k: 'spawned', instance_id: instance.id, step: step.id, plan: step.plan, count: inputs.length });
  instance.children ??= new Map();
  const { children } = instance;
  const spawned = inputs.map((input, index) => {
    const id = childId(instance.id, step.id, index);
    children.set(id, { awaiters: [] });
    const parent = { instance_id: instance.id, step: step.id, index };
    return newInstance(batch, { id, plan, manifest: instance.manifest, input, parent });
  });
  const value = bound(spawned.map(({ id }) => record([['instance_id', { t: 'uuid', v: id }], ['plan', text(step.plan)]])));
  if (value) instance.values.set(step.index, value);
  instance.bound.set(step.as, step.index);
  return { kind: 'spawned', children: spawned };
}
