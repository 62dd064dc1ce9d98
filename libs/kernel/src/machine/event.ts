// An event on its way through one batch.
import { hashValue, type Hash } from '@nx-air/canon';
import type { Value } from '@nx-air/plan/runtime';

export interface EventInFlight {
  readonly schema: string;
  readonly value: Value;
  readonly bytes: Uint8Array;
  readonly hash: Hash;
  /** Its place among the derived records; -1 for the event that came in. */
  readonly position: number;
}

/** AOS's event hash, of an event without a key. */
export function eventHash(schema: string, value: Uint8Array): Hash {
  return hashValue({ schema, value });
}
