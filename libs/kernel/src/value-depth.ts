// A bound on the nesting of values, so that records, state and the stack stay within their own bounds.
import type { Value } from '@nx-air/plan/runtime';

/** Whether lists, sets, maps, records and variants are nested more than `most` deep. */
export function isTooDeep(value: Value, most: number): boolean {
  if (most < 0) return true;
  switch (value.t) {
    case 'list':
    case 'set':
      return value.v.some((item) => isTooDeep(item, most - 1));
    case 'map':
      return value.v.some(([, item]) => isTooDeep(item, most - 1));
    case 'record':
      for (const field of value.v.values()) if (isTooDeep(field, most - 1)) return true;
      return false;
    case 'variant':
      return isTooDeep(value.value, most - 1);
    default:
      return false;
  }
}
