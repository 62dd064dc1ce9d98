// The model: what a caller may expect of the boundary, and nothing of how plans run.
import type { JournalRecord } from '../../src/index.ts';

export const RETAINED_IDS = 2;
export const RETAINED_SETTLED = 6;

/** What is expected of a submission: `accepted`, `duplicate`, `conflict` or the code of a refusal. */
export type Expected = string;

export class Model {
  /** Ids that are remembered, oldest first, with the content that came with them. */
  readonly ids: Map<string, string>;
  /** Intents without a receipt. */
  readonly open: Set<string>;
  /** Settled intents that are remembered, oldest first, with their outcome. */
  readonly settled: Map<string, string>;
  /** Outcomes of all settled intents. */
  readonly outcomes: Map<string, string>;
  readonly sameAs: Map<string, string>;
  manifest: number;

  constructor(before?: Model) {
    this.ids = new Map(before?.ids);
    this.open = new Set(before?.open);
    this.settled = new Map(before?.settled);
    this.outcomes = new Map(before?.outcomes);
    this.sameAs = new Map(before?.sameAs);
    this.manifest = before?.manifest ?? 0;
  }

  expectEvent(content: string, id: string | undefined): Expected {
    const known = id === undefined ? undefined : this.ids.get(id);
    return known === undefined ? 'accepted' : known === content ? 'duplicate' : 'ingress_conflict';
  }

  expectReceipt(intent: string, outcome: string): Expected {
    if (this.open.has(intent)) return this.sameAs.has(intent) ? 'not_offered' : 'accepted';
    const known = this.settled.get(intent);
    return known === undefined ? 'unknown_intent' : known === outcome ? 'duplicate' : 'conflict';
  }

  eventCame(content: string, id: string | undefined): void {
    if (id !== undefined) this.ids.set(id, content);
    forget(this.ids, RETAINED_IDS);
  }

  receiptCame(intent: string, outcome: string): void {
    this.#settle(intent, outcome);
  }

  /** Learns which intents there are, and which of them were answered together with another one. */
  derived(records: readonly JournalRecord[]): void {
    for (const made of records) {
      if (made.k === 'intent') this.open.add(made.intent_id);
      if (made.k === 'intent' && made.same_as) this.sameAs.set(made.intent_id, made.same_as);
      if (made.k === 'receipt') this.#settle(made.intent_id, this.outcomes.get(this.sameAs.get(made.intent_id) ?? '') ?? 'inside');
    }
  }

  #settle(intent: string, outcome: string): void {
    this.open.delete(intent);
    this.outcomes.set(intent, outcome);
    this.settled.set(intent, outcome);
    forget(this.settled, RETAINED_SETTLED);
  }
}

function forget(map: Map<string, string>, most: number): void {
  for (const key of map.keys()) if (map.size > most) map.delete(key);
}
