// What may follow from a receipt that comes after everything else: its instance goes on, or nobody does.
import type { Hash } from '@nx-air/canon';
import { isIngress, type JournalRecord } from '@nx-air/kernel';

/** What is wrong with a journal in which the receipt of this intent came last; undefined when nothing is. */
export function judgeLate(records: readonly JournalRecord[], held: Hash): string | undefined {
  const places = records.flatMap((entry, at) => (entry.k === 'receipt_in' && entry.intent_id === held ? [at] : []));
  const [at] = places;
  if (at === undefined || places.length > 1) return `expected the receipt of ${held} to be taken once, found ${places.length} times`;
  const next = records.findIndex((entry, seq) => seq > at && isIngress(entry));
  const derived = records.slice(at + 1, next < 0 ? records.length : next);
  const intent = records.find((entry) => entry.k === 'intent' && entry.intent_id === held);
  if (intent?.k !== 'intent' || intent.origin.kind !== 'plan') return undefined;
  const owner = intent.origin.instance_id;
  const isOver = records.slice(0, at).some((entry) => entry.k === 'plan_ended' && entry.instance_id === owner);
  // Another intent with the same key is answered with it, and its instance goes on.
  const [first] = derived;
  if (!first || first.k === 'receipt') return undefined;
  const mover = moverOf(first);
  if (isOver) return `expected nothing to follow from a receipt that nobody waits for, found ${first.k}`;
  return mover === undefined || mover === owner ? undefined : `expected instance ${owner} to go on, found ${first.k} of ${mover}`;
}

/** The instance that a record is of. */
function moverOf(entry: JournalRecord): string | undefined {
  switch (entry.k) {
    case 'plan_ended':
    case 'spawned':
    case 'wait_fault':
      return entry.instance_id;
    case 'event':
      return entry.source.kind === 'plan' ? entry.source.instance_id : undefined;
    case 'intent':
    case 'cap_decision':
    case 'policy_decision':
      return entry.origin.kind === 'plan' ? entry.origin.instance_id : undefined;
    default:
      return undefined;
  }
}
