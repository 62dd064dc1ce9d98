// Steps that have run by the time branches join, whichever branch led there: both sides of a fork, joins of opposites.
import { Bits } from './bits.ts';
import type { FactTable } from './facts.ts';
import { ALWAYS, and, or, sizeOf, type Formula } from './formula.ts';
import type { PlanModel } from './plan-model.ts';
import { addKnown, emptyState, type State } from './state.ts';

export interface Walked {
  readonly model: PlanModel;
  readonly table: FactTable;
  /** By the edge's number. */
  readonly guards: ReadonlyMap<number, Formula>;
  /** What holds when a step has completed. */
  readonly exit: readonly State[];
}

/** A condition larger than this is not followed further: less is known, nothing false. */
const LARGEST_CONDITION = 40;

/** Adds to what holds at a join the steps between the branches that must have run, and what is known after them. */
export function addInevitable(join: number, state: State, { model, table, guards, exit }: Walked): void {
  const conditions = new Map<number, Formula>();
  for (const candidate of between(join, model)) {
    if (state.done.has(candidate)) continue;
    const ways = (model.into[candidate] ?? []).flatMap((edge) => {
      const source = state.done.has(edge.from) ? ALWAYS : conditions.get(edge.from);
      return source ? [and(source, guards.get(edge.index) ?? ALWAYS)] : [];
    });
    if (ways.length === 0) continue;
    const condition = or(...ways);
    if (table.implies(state.facts, condition)) {
      addKnown(state, exit[candidate] ?? emptyState());
      table.assume(state.facts, condition);
    } else if (sizeOf(condition) <= LARGEST_CONDITION) {
      conditions.set(candidate, condition);
    }
  }
}

/** Ancestors that not all predecessors share, in the order of the edges. */
function between(join: number, model: PlanModel): readonly number[] {
  const any = new Bits();
  let all: Bits | undefined;
  for (const edge of model.into[join] ?? []) {
    const line = (model.before[edge.from] ?? new Bits()).copy().add(edge.from);
    any.addAll(line);
    all = all ? all.keep(line) : line;
  }
  any.drop(all ?? new Bits());
  const positionOf = (step: number): number => model.positions[step] ?? 0;
  return [...any.members()].sort((a, b) => positionOf(a) - positionOf(b));
}
