// Plans that a trigger correlates: each of their waits takes only the event of its own run.
import type { Problem } from '@nx-air/air';
import { Carriers } from '../correlation.ts';
import { lintPlanOf, memberOf, slotOf } from '../lints/lint-plan.ts';
import { problemIn, relatedIn } from '../report.ts';
import type { Trigger, WorldView } from '../world-view.ts';

/** Plans further down the path get the lint `uncorrelated_path`. */
export function checkCorrelatedWaits(world: WorldView): Problem[] {
  const started = new Map<string, Trigger>();
  for (const trigger of world.triggers) if (trigger.correlateBy !== undefined) started.set(trigger.plan, trigger);
  return world.definitions.ofKind('defplan').flatMap((def) => {
    const trigger = started.get(def.name);
    const plan = trigger && lintPlanOf(def);
    if (trigger?.correlateBy === undefined || !plan) return [];
    const by = trigger.correlateBy;
    const carriers = new Carriers(plan.model, { inputPaths: [by.split('.')], variable: true });
    const related = [relatedIn(world.place, `${trigger.pointer}/correlate_by`, `the trigger that correlates by ${by}`)];
    return plan.model.steps.flatMap((step): readonly Problem[] => {
      const where = slotOf(step, 'where');
      if (step.op !== 'await_event' || (where && carriers.pins(where))) return [];
      const pointer = where ? `${step.at}/where` : step.at;
      const expected = 'a predicate that holds only when a field of the event equals the correlation value';
      return [problemIn(def, 'wait_not_correlated', pointer, { expected, actual: `${step.id} ${where ? 'can take' : 'takes'} any ${memberOf(step, 'event')}`, related })];
    });
  });
}
