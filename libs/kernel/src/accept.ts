// The boundary: what comes from outside is typed, told from a repetition, or refused before anything is journaled.
import { CanonError, encodeCanonical, type CanonValue, type Hash } from '@nx-air/canon';
import { encodeValue, normaliseValue, type DataForm } from '@nx-air/plan/runtime';
import { arrivedWith } from './effect/internal/objects.ts';
import { normaliseAnswer, outcomeHash, type Answer, type RawOutcome } from './effect/outcome.ts';
import { eventHash } from './machine/event.ts';
import type { Machine } from './machine/machine.ts';
import type { EventDuplicate, EventIn, FaultInfo, ReceiptDuplicate, ReceiptIn } from './record.ts';
import { checkBounds } from './value-bounds.ts';

export interface ExternalEvent {
  readonly schema: string;
  readonly value: CanonValue;
  /** `json` reads what people write by hand: base64, 64-bit numbers as text. */
  readonly form?: DataForm;
  /** Unique in its world (10.14). */
  readonly ingressId?: string;
}

export interface ExternalReceipt {
  readonly intentId: Hash;
  readonly adapterId: string;
  readonly answer: Answer;
}

type Unstamped<T> = Omit<T, 'stamp' | 'cause'>;

export type Accepted<T, D> =
  | { readonly kind: 'effective'; readonly record: Unstamped<T> }
  | { readonly kind: 'duplicate'; readonly record: Unstamped<D> }
  | { readonly kind: 'refused'; readonly fault: FaultInfo };

const refused = (code: string, message: string) => ({ kind: 'refused', fault: { code, message } }) as const;

const LONGEST_INGRESS_ID = 1024;

/** Codes: `unknown_event`, `bad_event`, `bad_ingress_id`, `ingress_conflict`. */
export function acceptEvent({ state, programs, limits, store }: Machine, event: ExternalEvent): Accepted<EventIn, EventDuplicate> {
  const { schema, ingressId: id } = event;
  const program = programs.get(state.manifest);
  if (!program.isEvent(schema)) return refused('unknown_event', `no schema ${schema}`);
  if (id !== undefined && (id === '' || id.length > LONGEST_INGRESS_ID)) return refused('bad_ingress_id', `expected 1 to ${LONGEST_INGRESS_ID} characters`);
  try {
    encodeCanonical([event.value, id ?? null]);
  } catch (error) {
    if (!(error instanceof CanonError)) throw error;
    return refused('bad_event', error.message);
  }
  const typed = normaliseValue(event.value, { kind: 'ref', name: schema }, program.schemas, event.form);
  if (!typed.ok) return refused('bad_event', `${schema}${typed.fault.path}: expected ${typed.fault.expected}, found ${typed.fault.actual}`);
  const unbounded = checkBounds(typed.value, limits);
  if (unbounded) return refused('bad_event', unbounded.message);
  const value = encodeValue(typed.value);
  const hash = eventHash(schema, value);
  const known = id === undefined ? undefined : state.ingressIds.get(id);
  if (id === undefined || known === undefined) {
    return { kind: 'effective', record: { k: 'event_in', schema, value, event_hash: hash, ...(id !== undefined && { ingress_id: id }), ...arrivedWith(value, { state, store }) } };
  }
  if (known === hash) return { kind: 'duplicate', record: { k: 'event_duplicate', ingress_id: id, event_hash: hash } };
  return refused('ingress_conflict', `another event came in as ${id}: expected ${known}, found ${hash}`);
}

/** Codes: `unknown_intent`, `not_offered` (settles together with the intent that it is the same as). */
export function acceptReceipt(machine: Machine, receipt: ExternalReceipt): Accepted<ReceiptIn, ReceiptDuplicate> {
  const { intentId, adapterId } = receipt;
  const intent = machine.state.intents.get(intentId);
  if (intent?.sameAs) return refused('not_offered', `intent ${intentId} is answered together with ${intent.sameAs}`);
  const settled = machine.state.settled.get(intentId);
  const known = intent ?? settled;
  const outcome = known && typedOutcome(machine, receipt, known);
  if (!outcome) return refused('unknown_intent', `no intent ${intentId} is under way`);
  if (!settled) return { kind: 'effective', record: { k: 'receipt_in', intent_id: intentId, adapter_id: adapterId, ...outcome, ...(outcome.payload && arrivedWith(outcome.payload, machine)) } };
  const hash = outcomeHash(outcome);
  const conflict = hash !== settled.outcome;
  return { kind: 'duplicate', record: { k: 'receipt_duplicate', intent_id: intentId, adapter_id: adapterId, status: outcome.status, outcome_hash: hash, conflict } };
}

/** By the effect's schema in the manifest of the instance that emitted it. */
function typedOutcome({ programs, limits }: Machine, { answer }: ExternalReceipt, known: { readonly kind: string; readonly manifest: Hash }): RawOutcome | undefined {
  const program = programs.get(known.manifest);
  const effect = program.effects.get(known.kind);
  return effect && normaliseAnswer(answer, effect.receipt, program.schemas, limits);
}
