// Plans whose steps or edges changed while nothing that anyone sees from outside did.
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '@nx-air/canon';
import { objectsOf, textOf } from '../members.ts';
import { listed } from '../report.ts';
import { noteAbout, type Difference } from './difference.ts';
import type { TwoVersions } from './two-versions.ts';

/** `told` are the plans that another difference is about. */
export function compareBehaviour(versions: TwoVersions, told: ReadonlySet<string>): readonly Difference[] {
  const found: Difference[] = [];
  for (const plan of versions.before.ofKind('defplan')) {
    const twin = versions.after.find('defplan', plan.name)?.def;
    if (!twin || told.has(plan.name) || isDeepStrictEqual(plan.normalized, twin.normalized)) continue;
    noteAbout(plan, found)('behaviour', false, describe(plan.normalized, twin.normalized), { pointer: firstChange(plan.normalized, twin.normalized) });
  }
  return found;
}

function describe(before: JsonObject, after: JsonObject): string {
  const [old, now] = [stepsById(before), stepsById(after)];
  const added = [...now.keys()].filter((id) => !old.has(id));
  const removed = [...old.keys()].filter((id) => !now.has(id));
  const changed = [...old].filter(([id, step]) => now.has(id) && !isDeepStrictEqual(step, now.get(id))).map(([id]) => id);
  const parts = [
    ...(added.length === 0 ? [] : [`steps added: ${listed(added)}`]),
    ...(removed.length === 0 ? [] : [`steps removed: ${listed(removed)}`]),
    ...(changed.length === 0 ? [] : [`steps changed: ${listed(changed)}`]),
  ];
  if (parts.length > 0) return parts.join('; ');
  return isDeepStrictEqual(before['edges'], after['edges']) ? 'steps in another order, or other locals' : 'other edges';
}

const stepsById = (plan: JsonObject): ReadonlyMap<string, JsonObject> => new Map(objectsOf(plan, 'steps').map((step) => [textOf(step, 'id') ?? '', step]));

function firstChange(before: JsonObject, after: JsonObject): string {
  const old = stepsById(before);
  const index = objectsOf(after, 'steps').findIndex((step) => !isDeepStrictEqual(step, old.get(textOf(step, 'id') ?? '')));
  if (index >= 0) return `/steps/${index}`;
  return isDeepStrictEqual(before['edges'], after['edges']) ? '' : '/edges';
}
