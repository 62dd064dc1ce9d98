// Numbers and nesting that have an identity at all.
import { isJsonArray } from './reader.ts';
import { INT_MIN, NAT_MAX } from './scalar.ts';
import type { JsonValue } from '@nx-air/canon';

/** AOS's JSON reader stops at this nesting. */
export const MAX_DEPTH = 128;

/**
 * Whether every number is an integer between -2^63 and 2^64-1 and the nesting is bounded. Floats, `-0`
 * and larger integers (floats to AOS) have no identity. Any input may be asked about: the recursion stops at the bound.
 */
export function isTypable(json: JsonValue, depth = 1): boolean {
  if (typeof json === 'number') return Number.isSafeInteger(json) && !Object.is(json, -0);
  if (typeof json === 'bigint') return json >= INT_MIN && json <= NAT_MAX;
  if (typeof json !== 'object' || json === null) return true;
  if (depth > MAX_DEPTH) return false;
  for (const member of isJsonArray(json) ? json : Object.values(json)) {
    // Nearly all members are text, which needs no call.
    if (typeof member !== 'string' && !isTypable(member, depth + 1)) return false;
  }
  return true;
}
