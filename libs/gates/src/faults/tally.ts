// Counts faults by class: how many were injected, how many got where they were meant to, and what was violated.
import { FAULT_CLASS_NAMES, FAULT_CLASSES, type FaultClassName, type FaultKind } from './fault-class.ts';

/** A fault that its oracle did not pass. */
export interface Violation {
  readonly class: FaultClassName;
  /** The scenario or journal. */
  readonly subject: string;
  /** The fault, so that it can be injected again: `bit 1044`, `seed 7, schedule 0 2 1`. */
  readonly fault: string;
  readonly message: string;
  /** The journal in question: damaged, or as far as the run came. */
  readonly journal?: Uint8Array;
  /** For each step the position among what was possible then. */
  readonly schedule?: readonly number[];
}

export interface ClassCount {
  /** An oracle gave a verdict on each. */
  readonly injected: number;
  /** Those that hit what they aim at: a wait that was parked, a batch that was cut, an intent under way. */
  readonly reached: number;
}

export interface FaultTotals {
  readonly injected: number;
  readonly classes: number;
  readonly violations: number;
  readonly byKind: Readonly<Record<FaultKind, number>>;
}

export type Counts = ReadonlyMap<FaultClassName, ClassCount>;

/** Ends a sweep at its first violation. */
export class StoppedAtFirst extends Error {
  constructor() {
    super('the first violation was found');
    this.name = 'StoppedAtFirst';
  }
}

export class Tally {
  readonly #counts = new Map<FaultClassName, { injected: number; reached: number }>();
  readonly #violations: Violation[] = [];
  readonly #stopAtFirst: boolean;

  /** `stopAtFirst`: `violate` throws `StoppedAtFirst`. */
  constructor({ stopAtFirst = false }: { readonly stopAtFirst?: boolean } = {}) {
    this.#stopAtFirst = stopAtFirst;
  }

  /** A fault that was injected and judged. */
  count(name: FaultClassName, reached = true): void {
    this.#add(name, { injected: 1, reached: reached ? 1 : 0 });
  }

  violate(violation: Violation): void {
    this.#violations.push(violation);
    if (this.#stopAtFirst) throw new StoppedAtFirst();
  }

  add(counts: Counts, violations: readonly Violation[]): void {
    for (const [name, count] of counts) this.#add(name, count);
    this.#violations.push(...violations);
  }

  #add(name: FaultClassName, { injected, reached }: ClassCount): void {
    const sum = this.#counts.get(name);
    if (!sum) this.#counts.set(name, { injected, reached });
    else {
      sum.injected += injected;
      sum.reached += reached;
    }
  }

  /** In the order of the catalogue. */
  get counts(): Counts {
    return new Map(
      FAULT_CLASS_NAMES.flatMap((name) => {
        const count = this.#counts.get(name);
        return count ? [[name, count] as const] : [];
      }),
    );
  }

  get violations(): readonly Violation[] {
    return this.#violations;
  }

  get totals(): FaultTotals {
    return totalsOf(this.counts, this.#violations.length);
  }
}

export function totalsOf(counts: Counts, violations: number): FaultTotals {
  const byKind = { detected: 0, recovered: 0, schedule: 0 };
  for (const [name, { injected }] of counts) byKind[FAULT_CLASSES[name].kind] += injected;
  return { injected: byKind.detected + byKind.recovered + byKind.schedule, classes: counts.size, violations, byKind };
}
