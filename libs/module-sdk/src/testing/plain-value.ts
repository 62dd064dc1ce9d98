// Decoded values as tests compare them: maps with text keys as objects.
import type { CanonKey, CanonValue } from '@nx-air/canon';

export type PlainValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly PlainValue[]
  | ReadonlyMap<CanonKey, PlainValue>
  | { readonly [key: string]: PlainValue };

/** Integers are numbers while they are safe; a map with other keys than text stays a `Map`, an empty one is an object. */
export function plainValue(value: CanonValue): PlainValue {
  if (Array.isArray(value)) return value.map(plainValue);
  if (!(value instanceof Map)) return typeof value === 'object' && value !== null && !(value instanceof Uint8Array) ? plainObject(Object.entries(value)) : value;
  const entries = [...value].map(([key, item]) => [key, plainValue(item)] as const);
  const named = entries.filter((entry): entry is readonly [string, PlainValue] => typeof entry[0] === 'string');
  return named.length === entries.length ? Object.fromEntries(named) : new Map(entries);
}

function plainObject(entries: readonly (readonly [string, CanonValue])[]): PlainValue {
  return Object.fromEntries(entries.map(([key, item]) => [key, plainValue(item)]));
}
