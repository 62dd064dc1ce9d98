// What instances that still run wait for: children that an await or barrier of theirs names and that have not ended.
import type { PlanInstance, WorldState } from '@nx-air/kernel';
import { compareText } from '@nx-air/canon';

export interface AwaitedChildren {
  /** Of the parents. */
  readonly plan: string;
  /** Of the children. */
  readonly child: string;
  readonly parents: number;
  readonly children: number;
}

/** Children under way by plan, each once however often a barrier names it. */
export function childrenAwaitedBy(instance: Readonly<PlanInstance>, instances: WorldState['instances']): ReadonlyMap<string, number> {
  const ids = new Set([...(instance.barriers?.values() ?? [])].flatMap(({ children }) => children));
  const counts = new Map<string, number>();
  for (const id of ids) {
    const plan = instances.get(id)?.plan;
    if (plan !== undefined) counts.set(plan, (counts.get(plan) ?? 0) + 1);
  }
  return counts;
}

/** All of a world, by plan of the parent, then of the child. */
export function awaitedChildren({ instances }: Readonly<WorldState>): readonly AwaitedChildren[] {
  const found = new Map<string, AwaitedChildren>();
  for (const instance of instances.values()) {
    for (const [child, children] of childrenAwaitedBy(instance, instances)) {
      const key = `${instance.plan} ${child}`;
      const before = found.get(key);
      found.set(key, { plan: instance.plan, child, parents: (before?.parents ?? 0) + 1, children: (before?.children ?? 0) + children });
    }
  }
  return [...found].sort(([left], [right]) => compareText(left, right)).map(([, awaited]) => awaited);
}
