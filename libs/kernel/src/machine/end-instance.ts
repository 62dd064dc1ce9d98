// The end of an instance: always a record, whatever went wrong (10.17).
import { encodeValue, type Value } from '@nx-air/plan/runtime';
import type { Running } from './running.ts';
import type { StepFault } from './settle-step.ts';
import { outcomeOf, settleChild } from './settle-child.ts';
import type { FaultInfo, PlanEnded } from '../record.ts';

export function endOk(running: Running, result: Value | undefined): void {
  end(running, { status: 'ok', ...(result && { result: encodeValue(result) }) }, result);
}

/** `step` is absent for what concerns the instance as a whole. */
export function endInError(running: Running, error: FaultInfo | StepFault): void {
  end(running, { status: 'error', error });
}

function end({ batch, instance }: Running, ending: Pick<PlanEnded, 'status' | 'result' | 'error'>, result?: Value): void {
  const { state, waits } = batch.machine;
  const underWay = [...instance.emitted]
    .sort(([left], [right]) => left - right)
    .flatMap(([, id]) => state.intents.get(id) ?? []);
  for (const intent of underWay) intent.orphaned = true;
  waits.removeAll(instance);
  state.instances.delete(instance.id);
  const orphaned = underWay.map(({ id }) => id);
  batch.record({ k: 'plan_ended', instance_id: instance.id, plan: instance.plan, ...ending, orphaned });
  if (!instance.parent) return;
  const parent = settleChild(batch, instance, outcomeOf(result, ending.error));
  if (parent) endInError(parent.running, parent.fault);
}
