// Who spawns a plan: what is wrong with a child is often to be mended where its parents are wired.
import type { MergedDef, Related } from '@nx-air/air';
import { spawnsOf } from './check/spawn-cycles.ts';
import type { Definitions } from './definitions.ts';
import { relatedIn, subjectOf } from './report.ts';

/** More places than this help nobody. */
const MOST_SHOWN = 3;

interface Spawner {
  readonly parent: MergedDef;
  readonly pointer: string;
}

export class Spawners {
  readonly #byChild = new Map<string, Spawner[]>();

  /** Of the plans that take part. */
  constructor(definitions: Definitions) {
    for (const plan of definitions.ofKind('defplan')) {
      for (const { child, parent, pointer } of spawnsOf(plan)) {
        const known = this.#byChild.get(child);
        if (known) known.push({ parent, pointer });
        else this.#byChild.set(child, [{ parent, pointer }]);
      }
    }
  }

  /** Every plan that leads to this one by spawning, nearest first. */
  above(plan: string): readonly MergedDef[] {
    const found = new Map<string, MergedDef>();
    const open = [plan];
    // An array iterates over what is added meanwhile.
    for (const name of open) {
      for (const { parent } of this.#byChild.get(name) ?? []) {
        if (found.has(parent.name) || parent.name === plan) continue;
        found.set(parent.name, parent);
        open.push(parent.name);
      }
    }
    return [...found.values()];
  }

  /** The steps that lead to the plan, the nearest first, along the first parent of each. */
  trail(plan: string): readonly Related[] {
    const shown: Related[] = [];
    const seen = new Set<string>();
    for (let name = plan; shown.length < MOST_SHOWN && !seen.has(name); ) {
      seen.add(name);
      const [first] = this.#byChild.get(name) ?? [];
      if (!first) break;
      shown.push(relatedIn(first.parent, first.pointer, `${subjectOf(first.parent)} spawns ${name}`));
      name = first.parent.name;
    }
    return shown;
  }
}
