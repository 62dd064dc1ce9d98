// A new instance and the record of its start; its first turn is the caller's.
import type { Hash } from '@nx-air/canon';
import { encodeValue, type Value } from '@nx-air/plan/runtime';
import type { InstanceId } from '../ids.ts';
import type { CompiledPlan } from '../program/plan.ts';
import type { ParentRef } from '../record.ts';
import { PENDING, READY, type PlanInstance } from '../state/world-state.ts';
import type { Batch } from './batch.ts';

export interface Start {
  readonly id: InstanceId;
  readonly plan: CompiledPlan;
  readonly manifest: Hash;
  /** Of the plan's input type. */
  readonly input: Value;
  readonly correlation?: Value;
  readonly trigger?: number;
  readonly parent?: ParentRef;
}

export function newInstance(batch: Batch, { id, plan, manifest, input, correlation, trigger, parent }: Start): PlanInstance {
  const instance: PlanInstance = {
    id,
    plan: plan.name,
    manifest,
    born: [batch.cause, batch.nextBirth()],
    ...(parent && { parent }),
    input,
    ...(correlation && { correlation }),
    steps: Uint8Array.from(plan.into, (edges) => (edges.length === 0 ? READY : PENDING)),
    values: new Map(),
    bound: new Map(),
    emitted: new Map(),
    outcomes: new Map(),
  };
  batch.machine.state.instances.set(id, instance);
  batch.record({
    k: 'plan_started',
    instance_id: id,
    plan: plan.name,
    plan_hash: plan.hash,
    manifest_hash: manifest,
    input: encodeValue(input),
    ...(correlation && { correlation: encodeValue(correlation) }),
    ...(trigger !== undefined && { trigger }),
    ...(parent && { parent }),
  });
  return instance;
}
