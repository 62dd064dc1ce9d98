// Carries messages out of one world: what an intent brings to others, and when.
import { compareText, decodeCanonical, type CanonValue } from '@nx-air/canon';
import { decodeRecord, isIngress, type Intent } from '@nx-air/kernel';
import type { CarryRule, Delivery } from './scenario/scenario.ts';

/** One for each world: uses of rules are counted by it, so that they follow from its journal alone. */
export class Carrier {
  readonly #world: string;
  readonly #rules: readonly CarryRule[];
  readonly #uses = new Map<CarryRule, number>();
  #emissions = 0;

  constructor(world: string, rules: readonly CarryRule[]) {
    this.#world = world;
    this.#rules = rules.filter(({ to }) => to !== world);
  }

  /** Everything that a journal has sent. */
  *replay(records: Iterable<Uint8Array>): Generator<Delivery> {
    let nowNs = 0n;
    for (const bytes of records) {
      const record = decodeRecord(bytes);
      if (isIngress(record)) nowNs = record.stamp.logical_now_ns;
      if (record.k === 'intent') yield* this.take(record, nowNs);
    }
  }

  /** `nowNs`: logical time of the emission. The same intent always has the same id where it comes in. */
  take(intent: Intent, nowNs: bigint): readonly Delivery[] {
    if (intent.internal || intent.same_as) return [];
    const params = decodeCanonical(intent.params);
    const rule = this.#rules.find((one) => one.kind === intent.effect_kind && (this.#uses.get(one) ?? 0) < one.times && armOf(params, one) !== undefined);
    const value = rule && armOf(params, rule);
    if (!rule || value === undefined) return [];
    this.#uses.set(rule, (this.#uses.get(rule) ?? 0) + 1);
    const emission = this.#emissions++;
    const ingressId = `${this.#world} ${intent.intent_id}`;
    return rule.delaysNs.map((delayNs) => ({
      to: rule.to,
      from: this.#world,
      emission,
      input: { kind: 'event', pointer: rule.pointer, dueNs: nowNs + delayNs, refused: undefined, schema: rule.event, value, ingressId },
    }));
  }
}

function armOf(params: CanonValue, { field, arm }: CarryRule): CanonValue | undefined {
  const message = params instanceof Map ? params.get(field) : undefined;
  if (!(message instanceof Map) || message.get('$tag') !== arm) return undefined;
  return message.get('$value') ?? null;
}

/** Negative when the left one is first: by due time, then world that sent it, then number of emission. */
export function compareDeliveries(left: Delivery, right: Delivery): number {
  if (left.input.dueNs !== right.input.dueNs) return left.input.dueNs < right.input.dueNs ? -1 : 1;
  return compareText(left.from, right.from) || left.emission - right.emission;
}
