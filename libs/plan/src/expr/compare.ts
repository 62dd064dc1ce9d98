// The order of `lt`, `le`, `gt` and `ge`.
import { compareText } from '@nx-air/canon';
import { compareDec128 } from '../dec128.ts';
import type { Value } from '../value.ts';
import { typeFault } from './fault.ts';

/** Integers, times and durations compare as numbers among each other, text by code points, decimals by value. */
export function compareOrdered(left: Value, right: Value): number {
  if (left.t === 'text' && right.t === 'text') return compareText(left.v, right.v);
  if (left.t === 'dec128' && right.t === 'dec128') {
    const order = compareDec128(left.v, right.v);
    if (order !== undefined) return order;
  }
  const a = numberOf(left);
  const b = numberOf(right);
  return a < b ? -1 : a > b ? 1 : 0;
}

function numberOf(value: Value): bigint {
  switch (value.t) {
    case 'int':
    case 'nat':
    case 'time':
    case 'duration':
      return value.v;
    default:
      throw typeFault('two numbers, two texts or two decimals', value.t);
  }
}
