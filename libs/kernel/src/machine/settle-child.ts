// The end of a child: kept by its parent as long as that runs, and handed to the steps that wait for it (10.20).
import { NULL, record, text, UNIT, type Value } from '@nx-air/plan/runtime';
import type { FaultInfo, PlanEnded } from '../record.ts';
import { WAITING, type PlanInstance } from '../state/world-state.ts';
import type { Batch } from './batch.ts';
import { runningOf, type Running } from './running.ts';
import { completeStep, type StepFault } from './settle-step.ts';
import { bindChildren } from './steps/await-children.ts';

/** `sys/PlanError@1` for an error; `Ok` without a result carries unit. */
export function outcomeOf(result: Value | undefined, error: PlanEnded['error']): Value {
  if (!error) return { t: 'variant', tag: 'Ok', value: result ?? UNIT };
  const { code, message, step } = error;
  return { t: 'variant', tag: 'Error', value: record([['code', text(code)], ['message', text(message)], ['step', step === undefined ? NULL : text(step)]]) };
}

/** A parent that has to end because of this, and why. */
export interface ParentFault {
  readonly running: Running;
  readonly fault: FaultInfo | StepFault;
}

/** A child whose parent has ended is on its own: nobody is told. */
export function settleChild(batch: Batch, child: PlanInstance, outcome: Value): ParentFault | undefined {
  const parent = child.parent && batch.machine.state.instances.get(child.parent.instance_id);
  const entry = parent?.children?.get(child.id);
  if (!parent || !entry) return undefined;
  entry.outcome = outcome;
  const { awaiters } = entry;
  entry.awaiters = [];
  const running = runningOf(batch, parent);
  let isDone = false;
  for (const index of awaiters) {
    const barrier = parent.barriers?.get(index);
    const step = running.plan.steps[index];
    if (!barrier || (step?.op !== 'await_plan' && step?.op !== 'await_plans_all') || parent.steps[index] !== WAITING) continue;
    barrier.left -= 1;
    if (barrier.left > 0) continue;
    parent.barriers?.delete(index);
    const refused = bindChildren(parent, step, barrier.children, batch.machine.limits);
    const fault = refused ? { ...refused, step: step.id } : completeStep(running, index);
    if (fault) return { running, fault };
    isDone = true;
  }
  if (isDone) batch.later({ kind: 'resume', instance: parent.id });
  return undefined;
}
