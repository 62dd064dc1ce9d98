// The contract of a reader: JSON in, what AOS keeps of it out.
import type { JsonObject, JsonValue } from '@nx-air/canon';

export interface Typed {
  readonly value: JsonValue;
  /** Pointers, relative to the value read, of the keys that AOS drops. */
  readonly dropped: readonly string[];
}

/**
 * What the unions of one round trip made of arrays. Without it a hostile nesting of one-element arrays, which several
 * alternatives accept, would be read exponentially often. Of an object each alternative reads a member of its own.
 */
export type Memo = Map<Reader, Map<readonly JsonValue[], Typed | undefined>>;

/** Answers undefined where AOS could not type the value. Pure but for the memo. */
export interface Reader {
  (json: JsonValue, memo: Memo): Typed | undefined;
  /** A member without which it reads no object. */
  readonly needs?: string;
}

export const NOTHING_DROPPED: readonly string[] = [];

export const kept = (value: JsonValue): Typed => ({ value, dropped: NOTHING_DROPPED });

export function isJsonObject(json: JsonValue | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** `Array.isArray` does not narrow a readonly array. */
export function isJsonArray(json: JsonValue | undefined): json is readonly JsonValue[] {
  return Array.isArray(json);
}

/** An own member, never an inherited one. */
export function member(json: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(json, key) ? json[key] : undefined;
}

/** Without prototype, so that any key is only a key. `Object.create(null)` makes a hash table of it, which is slower to read. */
export function emptyObject(): Record<string, JsonValue> {
  return Object.setPrototypeOf({}, null);
}

/** Whether an object may stand in a result as it is: with no prototype that a key could be read from. */
export function isBare(json: JsonObject): boolean {
  return Object.getPrototypeOf(json) === null;
}

export function plainObject(entries: Iterable<readonly [string, JsonValue]>): JsonObject {
  const object = emptyObject();
  for (const [key, value] of entries) object[key] = value;
  return object;
}
