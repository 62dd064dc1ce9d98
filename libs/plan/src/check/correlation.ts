// Plans that a trigger correlates: each of their waits takes only the event of its own run.
import type { Problem } from '@nx-air/air';
import { Carriers } from '../correlation.ts';
import { lintPlanOf, memberOf, slotOf, type LintPlan } from '../lints/lint-plan.ts';
import { CORRELATION } from '../flow/dataflow.ts';
import { problemIn, relatedIn, subjectOf } from '../report.ts';
import type { Trigger, WorldView } from '../world-view.ts';

const ABOUT_THE_NAME = new Set<Problem['code']>(['variable_type_conflict', 'handle_is_opaque']);

/** Plans further down the path get the lint `uncorrelated_path`. `found` is what was found about the plans themselves. */
export function checkCorrelatedWaits(world: WorldView, found: readonly Problem[]): Problem[] {
  return world.definitions.ofKind('defplan').flatMap((def) => {
    const started = world.correlations.get(def.name);
    const plan = started && lintPlanOf(def);
    if (!plan) return [];
    // Where the name of the correlation value was bound to something else, that is the mistake.
    const isLost = found.some(({ code, subject }) => ABOUT_THE_NAME.has(code) && subject === subjectOf(def)) && plan.model.variables.get(CORRELATION)?.writers.length !== 0;
    const ways = started.triggers.map((trigger) => ({ trigger, holders: holdersOf(plan, trigger, isLost) }));
    return plan.model.steps.flatMap((step): readonly Problem[] => {
      const where = slotOf(step, 'where');
      const open = step.op === 'await_event' ? ways.find(({ holders }) => where === undefined || !holders.some((carriers) => carriers.pins(where))) : undefined;
      if (!open) return [];
      const { pointer: at, correlateBy = '' } = open.trigger;
      const related = [relatedIn(world.place, `${at}/correlate_by`, `the trigger that correlates by ${correlateBy}`)];
      const expected = 'a predicate that holds only when a field of the event equals the correlation value';
      return [problemIn(def, 'wait_not_correlated', where ? `${step.at}/where` : step.at, { expected, actual: `${step.id} ${where ? 'can take' : 'takes'} any ${memberOf(step, 'event')}`, related })];
    });
  });
}

/** What holds the correlation value in a run that this trigger starts; of several triggers each has to be met. */
function holdersOf({ model }: LintPlan, { correlateBy = '' }: Trigger, isLost: boolean): readonly Carriers[] {
  const inputPaths = [correlateBy.split('.')];
  const carriers = new Carriers(model, { inputPaths, variable: true });
  return isLost ? [carriers, new Carriers(model, { inputPaths, variable: 'kept' })] : [carriers];
}
