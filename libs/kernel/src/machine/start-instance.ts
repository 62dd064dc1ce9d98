// The start of an instance by a trigger.
import type { Value } from '@nx-air/plan/runtime';
import { instanceId } from '../ids.ts';
import type { Trigger } from '../program/program.ts';
import type { Batch } from './batch.ts';
import { newInstance } from './new-instance.ts';
import { runningOf } from './running.ts';
import { takeTurn } from './turn.ts';

/** Records the start and takes the first turn. `input` is of the plan's input type. */
export function startInstance(batch: Batch, { plan, index }: Trigger, input: Value, correlation: Value | undefined): void {
  const { worldId, manifest } = batch.machine.state;
  const id = instanceId(worldId, plan.name, batch.cause, batch.nextStart());
  const instance = newInstance(batch, { id, plan, manifest, input, ...(correlation && { correlation }), trigger: index });
  takeTurn(runningOf(batch, instance));
}
