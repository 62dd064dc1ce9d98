// Plans that spawn themselves, directly or through others: no run of them would end.
import type { MergedDef, Problem } from '@nx-air/air';
import type { Definitions } from '../definitions.ts';
import { objectsOf, textOf } from '../members.ts';
import { problemIn, relatedIn } from '../report.ts';

interface Spawn {
  readonly parent: MergedDef;
  readonly child: string;
  readonly pointer: string;
}

/** The plans that steps of a plan spawn, in the order of its steps. */
export function spawnsOf(parent: MergedDef): readonly Spawn[] {
  return objectsOf(parent.normalized, 'steps').flatMap((step, index) => {
    const op = textOf(step, 'op');
    const child = textOf(step, 'plan');
    return child !== undefined && (op === 'spawn_plan' || op === 'spawn_for_each') ? [{ parent, child, pointer: `/steps/${index}/plan` }] : [];
  });
}

/** One finding for every plan from which a cycle is closed, walking plans by name and spawns in declared order. */
export function checkSpawnCycles(definitions: Definitions): readonly Problem[] {
  const byName = new Map(definitions.ofKind('defplan').map((def) => [def.name, spawnsOf(def)]));
  const done = new Set<string>();
  const problems: Problem[] = [];
  for (const start of byName.keys()) {
    // Depth first with a stack of its own: chains of plans may be long.
    const path: { readonly name: string; readonly rest: Spawn[] }[] = [];
    const enter = (name: string): void => void path.push({ name, rest: [...(byName.get(name) ?? [])] });
    if (!done.has(start)) enter(start);
    for (let here = path.at(-1); here; here = path.at(-1)) {
      const spawn = here.rest.shift();
      if (!spawn) {
        done.add(here.name);
        path.pop();
        continue;
      }
      const from = path.findIndex(({ name }) => name === spawn.child);
      if (from >= 0) problems.push(closing(spawn, path.slice(from).map(({ name }) => name), byName));
      else if (!done.has(spawn.child)) enter(spawn.child);
    }
  }
  return problems;
}

function closing({ parent, child, pointer }: Spawn, cycle: readonly string[], byName: ReadonlyMap<string, readonly Spawn[]>): Problem {
  const related = cycle.slice(0, -1).flatMap((name, index) => {
    const spawn = byName.get(name)?.find((each) => each.child === cycle[index + 1]);
    return spawn ? [relatedIn(spawn.parent, spawn.pointer, `spawns ${spawn.child}`)] : [];
  });
  return problemIn(parent, 'spawn_cycle', pointer, { actual: [...cycle, child].join(' -> '), ...(related.length === 0 ? {} : { related }) });
}
