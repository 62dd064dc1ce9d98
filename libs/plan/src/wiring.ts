// How a world uses the plans of its imports: which ones it may start.
import type { MergedDef, Problem } from '@nx-air/air';
import { objectsOf, textOf } from './members.ts';
import { problemIn, relatedIn, subjectOf, type Placed } from './report.ts';
import { roleOf } from './roles.ts';
import type { WorldView } from './world-view.ts';

/** Triggers and spawns of plans that another pack keeps for itself. */
export function checkWiring(world: WorldView): Problem[] {
  const triggers = world.triggers.flatMap(({ plan, pointer }) => checkStart(world, world.place, `${pointer}/plan`, plan));
  const spawns = world.definitions.ofKind('defplan').flatMap((parent) =>
    objectsOf(parent.normalized, 'steps').flatMap((step, index) => {
      const isSpawn = step['op'] === 'spawn_plan' || step['op'] === 'spawn_for_each';
      return isSpawn ? checkStart(world, parent, `/steps/${index}/plan`, textOf(step, 'plan') ?? '', parent) : [];
    }),
  );
  return [...triggers, ...spawns];
}

function checkStart({ definitions }: WorldView, placed: Placed, pointer: string, name: string, parent?: MergedDef): readonly Problem[] {
  const plan = definitions.find('defplan', name)?.def;
  const role = roleOf(name);
  if (!plan || (role !== 'internal' && role !== 'adapter') || shareAnOrigin(plan, parent)) return [];
  const code = role === 'internal' ? 'internal_plan_used' : 'adapter_plan_used';
  const related = [relatedIn(plan, '/name', `${subjectOf(plan)} belongs to its pack`)];
  return [problemIn(placed, code, pointer, { actual: name, related, ...insteadOf(plan, definitions.all) })];
}

/** A plan is the world's own, or comes with the same import as the one that starts it. */
function shareAnOrigin(plan: MergedDef, parent: MergedDef | undefined): boolean {
  const places = new Set(parent ? parent.origins.map((origin) => origin.import) : [undefined]);
  return plan.origins.some((origin) => places.has(origin.import));
}

/** What the pack offers to consumers. */
function insteadOf(plan: MergedDef, all: readonly MergedDef[]): { readonly hint?: string } {
  const offered = all
    .filter((other) => other.kind === 'defplan' && other.origin.import === plan.origin.import)
    .map(({ name }) => name)
    .filter((name) => roleOf(name) === 'entry' || roleOf(name) === 'core');
  return offered.length === 0 ? {} : { hint: `Use what the pack offers: ${offered.join(', ')}.` };
}
