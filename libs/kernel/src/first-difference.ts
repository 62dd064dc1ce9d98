// The first field in which two records differ, for the message about a divergence.
import { compareBytes } from '@nx-air/canon';
import type { JournalRecord } from './record.ts';

/** A path such as `error.code`; '' for equal records. Fields in the order of code points, `k` before all others. */
export function firstDifference(left: JournalRecord, right: JournalRecord): string {
  return left.k === right.k ? (differenceIn(left, right) ?? '') : 'k';
}

function differenceIn(left: object, right: object): string | undefined {
  const a = new Map<string, unknown>(Object.entries(left));
  const b = new Map<string, unknown>(Object.entries(right));
  for (const name of [...new Set([...a.keys(), ...b.keys()])].sort()) {
    const inner = difference(a.get(name), b.get(name));
    if (inner !== undefined) return inner === '' ? name : `${name}.${inner}`;
  }
  return undefined;
}

/** Undefined when equal, '' when the values themselves differ, else the path inside. */
function difference(left: unknown, right: unknown): string | undefined {
  if (left instanceof Uint8Array && right instanceof Uint8Array) return compareBytes(left, right) === 0 ? undefined : '';
  if (typeof left === 'object' && left !== null && typeof right === 'object' && right !== null) return differenceIn(left, right);
  return left === right ? undefined : '';
}
