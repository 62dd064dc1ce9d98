// Numbers and nesting that have an identity at all.
import { INT_MIN, NAT_MAX } from './scalar.ts';
import type { JsonValue } from '@nx-air/canon';

/** AOS's JSON reader stops at this nesting. */
export const MAX_DEPTH = 128;

/**
 * Whether every number is an integer between -2^63 and 2^64-1 and the nesting is bounded. Floats, `-0`
 * and larger integers (floats to AOS) have no identity. Iterative, so that any input may be asked about.
 */
export function isTypable(json: JsonValue): boolean {
  const open: (readonly [JsonValue, number])[] = [[json, 1]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, depth] = next;
    if (typeof value === 'number' && (!Number.isSafeInteger(value) || Object.is(value, -0))) return false;
    if (typeof value === 'bigint' && (value < INT_MIN || value > NAT_MAX)) return false;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_DEPTH) return false;
    for (const member of Object.values(value)) open.push([member, depth + 1]);
  }
  return true;
}
