// Which steps run in every run in which another one does.
import { Bits } from '../flow/bits.ts';
import type { EdgeModel, PlanModel } from '../flow/plan-model.ts';
import { guardText } from './guard-text.ts';

/** Counts on edges without a guard, and on guards that held on the way to the other step; it may miss cases, never invent one. */
export class Together {
  readonly #model: PlanModel;
  /** Steps that run in every run. */
  readonly #always: Bits;
  #certain: readonly Bits[] | undefined;
  readonly #guards = new Map<number, string>();
  readonly #settled = new Map<number, Bits>();

  constructor(model: PlanModel) {
    this.#model = model;
    this.#always = this.#follow(new Bits(), new Set());
  }

  /** Whether `step` runs whenever `other` does. */
  runsWith(step: number, other: number): boolean {
    return this.#always.has(step) || this.#settledWith(other).has(step);
  }

  #settledWith(other: number): Bits {
    const known = this.#settled.get(other);
    if (known) return known;
    this.#certain ??= this.#certainAt();
    const certain = this.#certain[other] ?? new Bits();
    const held = new Set<string>();
    for (const index of certain.members()) {
      const [only, ...more] = this.#model.into[index] ?? [];
      if (only?.when && more.length === 0) held.add(this.#guardText(only));
    }
    const settled = this.#follow(certain, held);
    this.#settled.set(other, settled);
    return settled;
  }

  /** For every step those that must have run before it, and itself. */
  #certainAt(): readonly Bits[] {
    const certain: Bits[] = [];
    for (const index of this.#model.order) {
      let shared: Bits | undefined;
      for (const { from } of this.#model.into[index] ?? []) {
        const line = certain[from] ?? new Bits();
        shared = shared ? shared.keep(line) : line.copy();
      }
      certain[index] = (shared ?? new Bits()).add(index);
    }
    return certain;
  }

  #follow(certain: Bits, held: ReadonlySet<string>): Bits {
    const settled = new Bits();
    for (const index of this.#model.order) {
      const into = this.#model.into[index] ?? [];
      const follows = (edge: EdgeModel): boolean => settled.has(edge.from) && (!edge.when || held.has(this.#guardText(edge)));
      if (into.length === 0 || certain.has(index) || into.some(follows)) settled.add(index);
    }
    return settled;
  }

  #guardText({ index, when }: EdgeModel): string {
    const known = this.#guards.get(index);
    if (known !== undefined) return known;
    const text = when ? guardText(when) : '';
    this.#guards.set(index, text);
    return text;
  }
}
