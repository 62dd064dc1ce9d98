// A turn of an instance: ready steps in declared order until none is left or `end` ran (10.16).
import type { CompiledStep } from '../program/plan.ts';
import { COMPLETED, READY, SKIPPED, WAITING, type PlanInstance } from '../state/world-state.ts';
import type { Batch } from './batch.ts';
import { endInError, endOk } from './end-instance.ts';
import { runningOf, type Running } from './running.ts';
import { completeStep } from './settle-step.ts';
import { runAssign } from './steps/assign.ts';
import { runAwaitEvent } from './steps/await-event.ts';
import { runAwaitReceipt } from './steps/await-receipt.ts';
import { runEmitEffect } from './steps/emit-effect.ts';
import { runEnd } from './steps/end.ts';
import { runRaiseEvent } from './steps/raise-event.ts';
import { runAwaitChildren } from './steps/await-children.ts';
import { runSpawnForEach, runSpawnPlan } from './steps/spawn.ts';
import type { StepResult } from './steps/step-result.ts';

export function takeTurn(running: Running): void {
  const { batch, instance, plan } = running;
  for (let index = instance.steps.indexOf(READY); index >= 0; index = instance.steps.indexOf(READY)) {
    const step = plan.steps[index];
    if (!step) break;
    if (batch.isFull) {
      batch.cutOff(0);
      return endInError(running, { code: 'limit', message: 'too many records from one cause', step: step.id });
    }
    const result = runStep(running, step);
    switch (result.kind) {
      case 'waiting':
        instance.steps[index] = WAITING;
        continue;
      case 'ended':
        instance.steps[index] = COMPLETED;
        return endOk(running, result.result);
      case 'failed':
        return endInError(running, { ...result.fault, step: step.id });
      case 'spawned':
      case 'completed': {
        if (result.kind === 'spawned') takeFirstTurns(batch, result.children);
        const fault = completeStep(running, index);
        if (fault) return endInError(running, fault);
      }
    }
  }
  if (instance.steps.includes(WAITING)) return;
  finish(running);
}

/** A child begins before its parent goes on, so that its waits see what the parent raises; deep down it is queued. */
function takeFirstTurns(batch: Batch, children: readonly PlanInstance[]): void {
  for (const child of children) batch.nested(() => takeTurn(runningOf(batch, child)), { kind: 'resume', instance: child.id });
}

/** Nothing runs and nothing waits: the plan is over without an `end`, or its steps wait for each other. */
function finish(running: Running): void {
  const { instance, plan } = running;
  if (!instance.steps.every((state) => state === COMPLETED || state === SKIPPED)) {
    return endInError(running, { code: 'stalled', message: 'the steps that are left wait for each other' });
  }
  if (plan.output) return endInError(running, { code: 'no_result', message: 'the plan declares an output and no `end` ran' });
  endOk(running, undefined);
}

function runStep(running: Running, step: CompiledStep): StepResult {
  switch (step.op) {
    case 'assign':
      return runAssign(running, step);
    case 'raise_event':
      return runRaiseEvent(running, step);
    case 'emit_effect':
      return runEmitEffect(running, step);
    case 'await_receipt':
      return runAwaitReceipt(running, step);
    case 'await_event':
      return runAwaitEvent(running, step);
    case 'end':
      return runEnd(running, step);
    case 'spawn_plan':
      return runSpawnPlan(running, step);
    case 'spawn_for_each':
      return runSpawnForEach(running, step);
    case 'await_plan':
    case 'await_plans_all':
      return runAwaitChildren(running, step);
  }
}
