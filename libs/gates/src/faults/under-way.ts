// Intents without a receipt after each batch, from the records alone: what a recovered kernel has to offer.
import type { Hash } from '@nx-air/canon';
import { batchAt, type Reference } from './reference.ts';

interface UnderWay {
  /** By batch, in the order of emission. */
  readonly intents: readonly (readonly Hash[])[];
  /** By intent, the position of the record from which on nobody waits for it. */
  readonly orphaned: ReadonlyMap<Hash, number>;
  /** Position of the record that issues it. */
  readonly issued: ReadonlyMap<Hash, number>;
}

const known = new WeakMap<Reference, UnderWay>();

/** Intents for adapters without a receipt after so many records. */
export function intentsUnderWay(reference: Reference, length: number): readonly Hash[] {
  return length === 0 ? [] : (underWay(reference).intents[batchAt(reference, length - 1)] ?? []);
}

/** Whether its instance had ended after so many records. */
export function isOrphaned(reference: Reference, intent: Hash, length: number): boolean {
  return (underWay(reference).orphaned.get(intent) ?? Infinity) < length;
}

/** Whether it was issued within so many records. */
export function isIssued(reference: Reference, intent: Hash, length: number): boolean {
  return (underWay(reference).issued.get(intent) ?? Infinity) < length;
}

function underWay(reference: Reference): UnderWay {
  let found = known.get(reference);
  if (!found) {
    found = walk(reference);
    known.set(reference, found);
  }
  return found;
}

function walk({ batches, records }: Reference): UnderWay {
  const open = new Set<Hash>();
  const orphaned = new Map<Hash, number>();
  const issued = new Map<Hash, number>();
  const intents = batches.map(({ start, end }) => {
    for (const [at, entry] of records.slice(start, end).entries()) {
      if (entry.k === 'intent') issued.set(entry.intent_id, start + at);
      if (entry.k === 'intent' && !entry.internal && entry.same_as === undefined) open.add(entry.intent_id);
      else if (entry.k === 'receipt_in' || entry.k === 'receipt') open.delete(entry.intent_id);
      else if (entry.k === 'plan_ended') for (const id of entry.orphaned) orphaned.set(id, start + at);
    }
    return [...open];
  });
  return { intents, orphaned, issued };
}
