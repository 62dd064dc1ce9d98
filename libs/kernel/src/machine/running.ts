// An instance together with what it runs: its plan and the program it started with.
import { KernelError } from '../errors.ts';
import type { CompiledPlan } from '../program/plan.ts';
import type { Program } from '../program/program.ts';
import type { PlanInstance } from '../state/world-state.ts';
import type { Batch } from './batch.ts';

export interface Running {
  readonly batch: Batch;
  readonly instance: PlanInstance;
  readonly plan: CompiledPlan;
  readonly program: Program;
}

export function runningOf(batch: Batch, instance: PlanInstance): Running {
  const program = batch.machine.programs.get(instance.manifest);
  return { batch, instance, plan: planOf(program, instance), program };
}

export function planOf(program: Program, instance: PlanInstance): CompiledPlan {
  const plan = program.plans.get(instance.plan);
  if (!plan) throw new KernelError('definitions_missing', `instance ${instance.id} runs ${instance.plan}, which its manifest does not list`);
  return plan;
}
