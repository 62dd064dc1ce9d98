// What a manifest must be for its plans to have children (AIR 1.1, 10.2).
import { CannotCompile } from './compile-plan.ts';
import type { CompiledPlan } from './plan.ts';

export function checkChildren(plans: ReadonlyMap<string, CompiledPlan>, airVersion: string | undefined): void {
  for (const { name, steps } of plans.values()) {
    for (const step of steps) {
      switch (step.op) {
        case 'spawn_plan':
        case 'spawn_for_each':
          if (!plans.has(step.plan)) throw new CannotCompile(`defplan ${name}: step ${step.id} spawns the unknown plan ${step.plan}`);
          break;
        case 'await_plan':
        case 'await_plans_all':
          break;
        default:
          continue;
      }
      if (airVersion !== '1.1') throw new CannotCompile(`defplan ${name}: step ${step.id} needs AIR 1.1`);
    }
  }
}
