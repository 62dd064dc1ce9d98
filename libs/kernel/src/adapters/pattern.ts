// Patterns over data: what a value must hold at least.
import { compareBytes, type CanonKey, type CanonValue } from '@nx-air/canon';

/** A map of the pattern matches a map with at least its members; everything else must be equal. Lists need equal length. */
export function matchesPattern(value: CanonValue, pattern: CanonValue): boolean {
  if (pattern instanceof Uint8Array) return value instanceof Uint8Array && compareBytes(value, pattern) === 0;
  if (Array.isArray(pattern)) {
    return Array.isArray(value) && value.length === pattern.length && pattern.every((item: CanonValue, index) => matchesPattern(value[index] ?? null, item));
  }
  if (typeof pattern === 'object' && pattern !== null) {
    return membersOf(pattern).every(([key, item]) => {
      const member = memberOf(value, key);
      return member !== undefined && matchesPattern(member, item);
    });
  }
  return value === pattern || (isInteger(value) && isInteger(pattern) && BigInt(value) === BigInt(pattern));
}

function membersOf(value: CanonValue & object): readonly (readonly [CanonKey, CanonValue])[] {
  return value instanceof Map ? [...value] : Object.entries(value);
}

function memberOf(value: CanonValue, key: CanonKey): CanonValue | undefined {
  if (value instanceof Map) return value.get(key);
  if (typeof value !== 'object' || value === null || typeof key !== 'string' || !Object.hasOwn(value, key)) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

function isInteger(value: CanonValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}
