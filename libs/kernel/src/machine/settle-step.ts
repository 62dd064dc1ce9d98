// Completes or skips a step and decides those that waited for it alone (10.15).
import { evaluate } from '@nx-air/plan/runtime';
import type { FaultInfo } from '../record.ts';
import { COMPLETED, PENDING, READY, SKIPPED } from '../state/world-state.ts';
import type { Running } from './running.ts';
import { instanceScope } from './scope.ts';

export interface StepFault extends FaultInfo {
  readonly step: string;
}

/**
 * Marks the step completed. Every pending step whose predecessors are all settled is decided now, once, breadth first:
 * the guards of edges from completed steps are tried in declared order until one is true or absent. The answer is the
 * fault of a guard, which ends the instance.
 */
export function completeStep(running: Running, index: number): StepFault | undefined {
  const { instance, plan } = running;
  instance.steps[index] = COMPLETED;
  const settled = [index];
  for (let at = 0; at < settled.length; at += 1) {
    for (const next of plan.next[settled[at] ?? -1] ?? []) {
      if (instance.steps[next] !== PENDING || !isDue(running, next)) continue;
      const verdict = decide(running, next);
      if (typeof verdict === 'object') return verdict;
      instance.steps[next] = verdict;
      if (verdict === SKIPPED) settled.push(next);
    }
  }
  return undefined;
}

function isDue({ instance, plan }: Running, index: number): boolean {
  for (const { from } of plan.into[index] ?? []) if (instance.steps[from] !== COMPLETED && instance.steps[from] !== SKIPPED) return false;
  return true;
}

function decide({ instance, plan }: Running, index: number): typeof READY | typeof SKIPPED | StepFault {
  for (const { from, when } of plan.into[index] ?? []) {
    if (instance.steps[from] !== COMPLETED) continue;
    if (when === undefined) return READY;
    const edge = `the guard of the edge from ${plan.steps[from]?.id ?? ''}`;
    const step = plan.steps[index]?.id ?? '';
    const result = evaluate(when, instanceScope(plan, instance));
    if (!result.ok) return { code: 'guard_fault', message: `${edge}: ${result.fault.code}: ${result.fault.message}`, step };
    if (result.value.t !== 'bool') return { code: 'guard_fault', message: `${edge} is ${result.value.t}, not bool`, step };
    if (result.value.v) return READY;
  }
  return SKIPPED;
}
