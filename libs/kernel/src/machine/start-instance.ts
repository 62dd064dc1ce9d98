// The start of an instance by a trigger.
import { encodeValue, type Value } from '@nx-air/plan/runtime';
import { instanceId } from '../ids.ts';
import type { Trigger } from '../program/program.ts';
import { PENDING, READY, type PlanInstance } from '../state/world-state.ts';
import type { Batch } from './batch.ts';
import { runningOf } from './running.ts';
import { takeTurn } from './turn.ts';

/** Records the start and takes the first turn. `input` is of the plan's input type. */
export function startInstance(batch: Batch, { plan, index }: Trigger, input: Value, correlation: Value | undefined): void {
  const { state } = batch.machine;
  const instance: PlanInstance = {
    id: instanceId(state.worldId, plan.name, batch.cause, batch.nextStart()),
    plan: plan.name,
    manifest: state.manifest,
    born: [batch.cause, batch.nextBirth()],
    input,
    ...(correlation && { correlation }),
    steps: Uint8Array.from(plan.into, (edges) => (edges.length === 0 ? READY : PENDING)),
    values: new Map(),
    bound: new Map(),
    emitted: new Map(),
    outcomes: new Map(),
  };
  state.instances.set(instance.id, instance);
  batch.record({
    k: 'plan_started',
    instance_id: instance.id,
    plan: plan.name,
    plan_hash: plan.hash,
    manifest_hash: state.manifest,
    input: encodeValue(input),
    ...(correlation && { correlation: encodeValue(correlation) }),
    trigger: index,
  });
  takeTurn(runningOf(batch, instance));
}
