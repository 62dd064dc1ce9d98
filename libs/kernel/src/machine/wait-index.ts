// Which instances wait for which events: so that an event does not look at every parked instance.
import { encodeValue, evaluate, scopeOf, type Expr, type Scope, type Value } from '@nx-air/plan/runtime';
import type { InstanceId } from '../ids.ts';
import type { AwaitEvent } from '../program/plan.ts';
import type { PlanInstance } from '../state/world-state.ts';
import { byBirth } from '../state/state-codec.ts';

export interface Wait {
  readonly id: InstanceId;
  readonly born: PlanInstance['born'];
  readonly step: AwaitEvent;
  /** The value that it is filed under; undefined for a wait that every event of its schema must ask. */
  readonly value: string | undefined;
}

/** Waits whose `where` compares the same place of the event, by the value they compare it with. */
interface Group {
  readonly event: Expr;
  readonly byValue: Map<string, Set<Wait>>;
}

interface Waiters {
  readonly asked: Set<Wait>;
  /** By the place in the event. */
  readonly groups: Map<string, Group>;
}

/** Derived from the state and rebuilt from it: it decides who is asked, never who matches. */
export class WaitIndex {
  readonly #bySchema = new Map<string, Waiters>();
  readonly #byInstance = new Map<InstanceId, Wait[]>();

  /** An equal one; neither sees what becomes of the other. */
  fork(): WaitIndex {
    const made = new WaitIndex();
    for (const [schema, { asked, groups }] of this.#bySchema) {
      const copied = new Map([...groups].map(([path, { event, byValue }]) => [path, { event, byValue: new Map([...byValue].map(([value, waits]) => [value, new Set(waits)])) }]));
      made.#bySchema.set(schema, { asked: new Set(asked), groups: copied });
    }
    for (const [id, waits] of this.#byInstance) made.#byInstance.set(id, [...waits]);
    return made;
  }

  add(instance: PlanInstance, step: AwaitEvent, scope: Scope): void {
    const value = step.shape && evaluate(step.shape.instance, scope);
    const wait: Wait = { id: instance.id, born: instance.born, step, value: value?.ok ? keyOf(value.value) : undefined };
    this.#place(wait).add(wait);
    const waits = this.#byInstance.get(instance.id);
    if (waits) waits.push(wait);
    else this.#byInstance.set(instance.id, [wait]);
  }

  remove({ id }: PlanInstance, step: number): void {
    const waits = this.#byInstance.get(id) ?? [];
    const left = waits.filter((wait) => wait.step.index !== step);
    for (const wait of waits) if (wait.step.index === step) this.#unplace(wait);
    if (left.length > 0) this.#byInstance.set(id, left);
    else this.#byInstance.delete(id);
  }

  removeAll({ id }: PlanInstance): void {
    for (const wait of this.#byInstance.get(id) ?? []) this.#unplace(wait);
    this.#byInstance.delete(id);
  }

  /** Waits that the event may match, in the order of instances, then steps. */
  candidates(schema: string, event: Value): readonly Wait[] {
    const waiters = this.#bySchema.get(schema);
    if (!waiters) return [];
    const found = [...waiters.asked];
    for (const { event: place, byValue } of waiters.groups.values()) {
      const value = evaluate(place, scopeOf({ event }));
      // A place that the event does not have is a fault of each of these waits.
      if (value.ok) found.push(...(byValue.get(keyOf(value.value)) ?? []));
      else for (const waits of byValue.values()) found.push(...waits);
    }
    return found.sort((a, b) => byBirth(a, b) || a.step.index - b.step.index);
  }

  /** Where the wait is filed; made when there is no such place yet. */
  #place({ step, value }: Wait): Set<Wait> {
    const waiters = this.#bySchema.get(step.event) ?? { asked: new Set(), groups: new Map() };
    this.#bySchema.set(step.event, waiters);
    if (!step.shape || value === undefined) return waiters.asked;
    const group = waiters.groups.get(step.shape.path) ?? { event: step.shape.event, byValue: new Map<string, Set<Wait>>() };
    waiters.groups.set(step.shape.path, group);
    const waits = group.byValue.get(value) ?? new Set();
    group.byValue.set(value, waits);
    return waits;
  }

  #unplace(wait: Wait): void {
    const waits = this.#place(wait);
    waits.delete(wait);
    const { step, value } = wait;
    if (waits.size === 0 && step.shape && value !== undefined) this.#bySchema.get(step.event)?.groups.get(step.shape.path)?.byValue.delete(value);
  }
}

/** Equal exactly when `eq` is true. */
function keyOf(value: Value): string {
  return Buffer.from(encodeValue(value)).toString('latin1');
}
