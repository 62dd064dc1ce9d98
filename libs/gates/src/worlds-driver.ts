// Takes the worlds of a scenario on together: one queue, ordered by due time, then by the name of the world (10.23).
import { compareText } from '@nx-air/canon';
import type { Kernel } from '@nx-air/kernel';
import { Carrier } from './carrier.ts';
import type { CarryRule, Delivery, Scenario } from './scenario/scenario.ts';
import { ScenarioDriver, type InputVerdict } from './scenario/driver.ts';

/** One world, opened. */
export interface Side {
  /** Id of the world. */
  readonly id: string;
  readonly scenario: Scenario;
  readonly kernel: Kernel;
  /** What the kernel's journal holds. */
  records(): Iterable<Uint8Array>;
}

export class WorldsDriver {
  readonly #drivers: ReadonlyMap<string, ScenarioDriver>;

  /** What is on its way follows from the journals, so the worlds go on from wherever each of them stands. */
  constructor(sides: readonly Side[], rules: readonly CarryRule[]) {
    const carriers = new Map(sides.map(({ id }) => [id, new Carrier(id, rules)]));
    const sent = rules.length === 0 ? [] : sides.flatMap(({ id, records }) => [...(carriers.get(id)?.replay(records()) ?? [])]);
    const drivers = new Map<string, ScenarioDriver>();
    const carry = (delivery: Delivery): void => drivers.get(delivery.to)?.carry(delivery);
    for (const { id, scenario, kernel, records } of sides) {
      const carried = [...scenario.carried, ...sent.filter(({ to }) => to === id)];
      drivers.set(id, new ScenarioDriver(kernel, { ...scenario, carried }, records(), (intent, nowNs) => carriers.get(id)?.take(intent, nowNs).forEach(carry)));
    }
    this.#drivers = new Map([...drivers].sort(([left], [right]) => compareText(left, right)));
  }

  /** Id of the world in which something comes in next. */
  get next(): string | undefined {
    let first: { readonly id: string; readonly dueNs: bigint } | undefined;
    for (const [id, { dueNs }] of this.#drivers) if (dueNs !== undefined && (!first || dueNs < first.dueNs)) first = { id, dueNs };
    return first?.id;
  }

  /** Runs what is due first. False when nothing is due in any world. */
  async step(): Promise<boolean> {
    const { next } = this;
    return (next !== undefined && (await this.#drivers.get(next)?.step())) === true;
  }

  /** Inputs of a world that did not go as the scenario says. */
  surprises(id: string): readonly InputVerdict[] {
    return this.#drivers.get(id)?.surprises ?? [];
  }
}
