// Plans that a trigger correlates: each of their waits takes only the event of its own run.
import type { Problem } from '@nx-air/air';
import { Carriers } from '../correlation.ts';
import { lintPlanOf, memberOf, slotOf } from '../lints/lint-plan.ts';
import { CORRELATION } from '../flow/dataflow.ts';
import { problemIn, relatedIn, subjectOf } from '../report.ts';
import type { Trigger, WorldView } from '../world-view.ts';

const ABOUT_THE_NAME = new Set<Problem['code']>(['variable_type_conflict', 'handle_is_opaque']);

/** Plans further down the path get the lint `uncorrelated_path`. `found` is what was found about the plans themselves. */
export function checkCorrelatedWaits(world: WorldView, found: readonly Problem[]): Problem[] {
  const started = new Map<string, Trigger>();
  for (const trigger of world.triggers) if (trigger.correlateBy !== undefined) started.set(trigger.plan, trigger);
  return world.definitions.ofKind('defplan').flatMap((def) => {
    const trigger = started.get(def.name);
    const plan = trigger && lintPlanOf(def);
    if (trigger?.correlateBy === undefined || !plan) return [];
    const by = trigger.correlateBy;
    const inputPaths = [by.split('.')];
    const carriers = new Carriers(plan.model, { inputPaths, variable: true });
    // Where the name of the correlation value was bound to something else, that is the mistake.
    const isLost = found.some(({ code, subject }) => ABOUT_THE_NAME.has(code) && subject === subjectOf(def)) && plan.model.variables.get(CORRELATION)?.writers.length !== 0;
    const meant = isLost ? new Carriers(plan.model, { inputPaths, variable: 'kept' }) : carriers;
    const related = [relatedIn(world.place, `${trigger.pointer}/correlate_by`, `the trigger that correlates by ${by}`)];
    return plan.model.steps.flatMap((step): readonly Problem[] => {
      const where = slotOf(step, 'where');
      if (step.op !== 'await_event' || (where && (carriers.pins(where) || meant.pins(where)))) return [];
      const pointer = where ? `${step.at}/where` : step.at;
      const expected = 'a predicate that holds only when a field of the event equals the correlation value';
      return [problemIn(def, 'wait_not_correlated', pointer, { expected, actual: `${step.id} ${where ? 'can take' : 'takes'} any ${memberOf(step, 'event')}`, related })];
    });
  });
}
