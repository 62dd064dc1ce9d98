// Triggers: the event is a value that the plan's input takes, and the correlation field exists.
import type { Problem } from '@nx-air/air';
import { isAssignable } from '../assign.ts';
import { readsCorrelation } from '../correlation-starts.ts';
import { showType } from '../expr/type.ts';
import { fieldAt } from '../field-path.ts';
import { textOf } from '../members.ts';
import { problemIn, relatedIn, type Placed } from '../report.ts';
import { roleOf } from '../roles.ts';
import type { Trigger, WorldView } from '../world-view.ts';
import { repeatProblems, repeatsOf } from './repeats.ts';
import { checkTriggerExprs } from './trigger-exprs.ts';

export function checkTriggers(world: WorldView): Problem[] {
  const repeated = repeatsOf(world.triggers, ({ event, plan, json }) => [event, plan, json['when'] ?? null, json['input_expr'] ?? null]);
  return world.triggers.flatMap((trigger) => [
    ...checkInput(world, trigger),
    ...checkCorrelation(world, trigger),
    ...checkCorrelationType(world, trigger),
    ...checkTriggerExprs(world, trigger),
    ...repeatProblems(world, 'duplicate_trigger', trigger.pointer, repeated.get(trigger)?.pointer),
  ]);
}

function checkInput({ definitions, place }: WorldView, { event, plan, pointer, json }: Trigger): readonly Problem[] {
  const found = definitions.find('defplan', plan);
  const input = found && textOf(found.node, 'input');
  if (!found?.def || input === undefined || Object.hasOwn(json, 'input_expr') || input === event) return [];
  const related = [relatedIn(found.def, '/input', `the input of ${plan}`)];
  const facts = { expected: input, actual: event, related };
  const { schemas } = definitions;
  const from = schemas.named(event);
  const to = schemas.named(input);
  if (!from || !to) return [];
  // A turnkey plan promises to work with its own input event; another event of the same shape is luck.
  if (isImported(found.def) && roleOf(plan) === 'entry') return [problemIn(place, 'turnkey_trigger', `${pointer}/event`, facts)];
  return isAssignable(from, to, schemas) ? [] : [problemIn(place, 'trigger_input', `${pointer}/event`, facts)];
}

const isImported = ({ origin }: Placed): boolean => origin.import !== undefined;

function checkCorrelation({ definitions, place }: WorldView, { plan, correlateBy, pointer }: Trigger): readonly Problem[] {
  const found = definitions.find('defplan', plan);
  const input = found && textOf(found.node, 'input');
  const term = input === undefined ? undefined : definitions.schemas.named(input);
  if (correlateBy === undefined || !term || fieldAt(term, correlateBy.split('.'), definitions.schemas)) return [];
  const facts = { expected: `a field of ${input ?? ''}, the input of ${plan}`, actual: correlateBy };
  return [problemIn(place, 'unknown_field_path', `${pointer}/correlate_by`, facts)];
}

/** One name, one type: only a plan that reads the value minds. */
function checkCorrelationType({ definitions, place, correlations }: WorldView, trigger: Trigger): readonly Problem[] {
  const started = correlations.get(trigger.plan);
  const def = definitions.find('defplan', trigger.plan)?.def;
  if (started?.conflict?.trigger !== trigger || !def || !readsCorrelation(def)) return [];
  const { conflict: { expected, actual }, triggers: [first] } = started;
  const related = first ? [relatedIn(place, `${first.pointer}/correlate_by`, 'the trigger that gives the other type')] : [];
  return [problemIn(place, 'correlation_types_differ', `${trigger.pointer}/correlate_by`, { expected: showType(expected), actual: `${trigger.correlateBy ?? ''}: ${showType(actual)}`, related })];
}
