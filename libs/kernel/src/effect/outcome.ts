// What an effect ended with: normalised at the boundary, hashed to tell a repeated receipt from a conflicting one.
import { CanonError, encodeCanonical, hashValue, type CanonValue, type Hash } from '@nx-air/canon';
import { encodeValue, normaliseValue, type Schemas, type Term } from '@nx-air/plan/runtime';
import type { FaultInfo, ReceiptStatus } from '../record.ts';
import { checkBounds, type ValueBounds } from '../value-bounds.ts';

/** As records carry it: `payload` are canonical bytes for `ok`, `fault` says why not otherwise. */
export interface RawOutcome {
  readonly status: ReceiptStatus;
  readonly payload?: Uint8Array;
  readonly fault?: FaultInfo;
}

/** What adapters and internal kinds answer. */
export type Answer =
  | { readonly status: 'ok'; readonly payload: CanonValue }
  | { readonly status: 'error' | 'timeout'; readonly fault: FaultInfo };

/** A payload that does not normalise is recorded as the error `bad_payload` (10.10). */
export function normaliseAnswer(answer: Answer, receipt: Term, schemas: Schemas, bounds: ValueBounds): RawOutcome {
  if (answer.status !== 'ok') return { status: answer.status, fault: { code: answer.fault.code, message: answer.fault.message } };
  try {
    // Refuses what has no canonical bytes, endless nesting among it, before it is walked.
    encodeCanonical(answer.payload);
  } catch (error) {
    if (!(error instanceof CanonError)) throw error;
    return badPayload(error.message);
  }
  const typed = normaliseValue(answer.payload, receipt, schemas);
  if (!typed.ok) return badPayload(`payload${typed.fault.path}: expected ${typed.fault.expected}, found ${typed.fault.actual}`);
  const fault = checkBounds(typed.value, bounds);
  if (fault) return badPayload(`payload: ${fault.message}`);
  return { status: 'ok', payload: encodeValue(typed.value) };
}

function badPayload(message: string): RawOutcome {
  return { status: 'error', fault: { code: 'bad_payload', message } };
}

export function outcomeHash({ status, payload, fault }: RawOutcome): Hash {
  return hashValue([status, payload ?? null, fault ? [fault.code, fault.message] : null]);
}
