// Plans of a world that repeat an imported one: the same body, or the same graph under other names.
import type { MergedDef, Problem } from '@nx-air/air';
import { hashValue, type Hash, type JsonObject } from '@nx-air/canon';
import { canSpawn } from './check/versions.ts';
import { shapeOf } from './plan-shape.ts';
import { objectsOf, textOf } from './members.ts';
import { matchPlans } from './use-core/match-plans.ts';
import { problemIn, relatedIn } from './report.ts';
import type { WorldView } from './world-view.ts';

/** Own plans against imported ones, listed or not: a copy nobody lists still goes stale. */
export function checkCopies(world: WorldView): Problem[] {
  const plans = world.definitions.all.filter(({ kind, gaps }) => kind === 'defplan' && gaps === undefined);
  const own = plans.filter(({ origins }) => origins.some((origin) => origin.import === undefined));
  const imported = plans.filter(({ origins }) => origins.some((origin) => origin.import !== undefined));
  if (own.length === 0 || imported.length === 0) return [];
  const bodies = indexBy(imported, bodyOf);
  const sizes = new Set(imported.map(sizeOf));
  let shapes: ReadonlyMap<Hash, MergedDef> | undefined;
  return own.flatMap((plan): readonly Problem[] => {
    const same = bodies.get(bodyOf(plan));
    if (same) return [redundantCopy(world, plan, same)];
    if (sizes.has(sizeOf(plan))) {
      shapes ??= indexBy(imported, (each) => shapeOf(each.normalized));
      const near = shapes.get(shapeOf(plan.normalized));
      if (near) return [nearCopy(plan, near, { how: 'under other names', hint: `Trigger ${near.name}, or keep a wrapper that ${startOf(world)}.` })];
    }
    const enveloped = workIn(plan) < LEAST_WORK ? undefined : imported.find((each) => isEnveloped(plan, each));
    return enveloped ? [nearCopy(plan, enveloped, { how: `with the input ${inputOf(plan)}`, hint: `Keep a wrapper that ${startOf(world)}.` })] : [];
  });
}

/** With fewer steps that do something, likeness says nothing. */
const LEAST_WORK = 2;

const inputOf = ({ normalized }: MergedDef): string => textOf(normalized, 'input') ?? '';
const workIn = ({ normalized }: MergedDef): number => objectsOf(normalized, 'steps').filter(({ op }) => op === 'emit_effect' || op === 'raise_event' || op === 'await_event').length;

/** The graph of another plan that reads parts of another input in the same places. */
const isEnveloped = (plan: MergedDef, original: MergedDef): boolean => inputOf(plan) !== inputOf(original) && matchPlans(plan.normalized, original.normalized).ok;

/** By key; the first plan by name counts. */
const indexBy = (plans: readonly MergedDef[], keyOf: (plan: MergedDef) => Hash): ReadonlyMap<Hash, MergedDef> =>
  new Map([...plans].reverse().map((plan) => [keyOf(plan), plan]));

/** Everything but the name. */
function bodyOf({ normalized }: MergedDef): Hash {
  const { name: _, ...body }: JsonObject = normalized;
  return hashValue(body);
}

const sizeOf = ({ normalized }: MergedDef): string =>
  `${textOf(normalized, 'input') ?? ''} ${objectsOf(normalized, 'steps').length} ${objectsOf(normalized, 'edges').length}`;

/** Turnkey-bound: a trigger of the world starts the copy where it could start the original. */
function redundantCopy(world: WorldView, plan: MergedDef, original: MergedDef): Problem {
  const { place, triggers } = world;
  const trigger = triggers.find((candidate) => candidate.plan === plan.name);
  const bound = trigger ? [relatedIn(place, `${trigger.pointer}/plan`, 'the trigger that starts the copy')] : [];
  return problemIn(ownPlace(plan), 'redundant_copy', '/name', {
    actual: `the body of ${original.name}`,
    related: [relatedIn(importedPlace(original), '/name', 'the imported plan'), ...bound],
    hint: `Remove the copy and trigger ${original.name}, or keep a wrapper that ${startOf(world)}.`,
    severity: trigger ? 'error' : 'warning',
  });
}

function nearCopy(plan: MergedDef, original: MergedDef, { how, hint }: { readonly how: string; readonly hint: string }): Problem {
  return problemIn(ownPlace(plan), 'near_copy', '/name', {
    actual: `the steps and edges of ${original.name} ${how}`,
    related: [relatedIn(importedPlace(original), '/name', 'the imported plan')],
    hint,
  });
}

/** How a wrapper starts the imported plan. */
const startOf = (world: WorldView): string => (canSpawn(world) ? 'spawns it (`air use-core <world>` writes it)' : 'raises its input event');

const ownPlace = (plan: MergedDef): MergedDef => ({ ...plan, origin: plan.origins.find((origin) => origin.import === undefined) ?? plan.origin });
const importedPlace = (plan: MergedDef): MergedDef => ({ ...plan, origin: plan.origins.find((origin) => origin.import !== undefined) ?? plan.origin });
