// The closed set of values that have canonical bytes.

/** What a canonical map may have as key. Two keys are equal when their bytes are (so `1` and `1n` are one key). */
export type CanonKey = number | bigint | string | Uint8Array;

/** A map with text keys, as JSON objects and most AIR values are. */
export interface CanonObject {
  readonly [key: string]: CanonValue;
}

/**
 * Null, booleans, integers from -2^63 to 2^64-1 (`number` when safe, `bigint` otherwise; both forms of one
 * integer encode alike), well-formed text, byte strings, arrays and maps, nested at most `MAX_DEPTH` deep.
 * Floats and `-0` have no canonical form.
 */
export type CanonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly CanonValue[]
  | ReadonlyMap<CanonKey, CanonValue>
  | CanonObject;

/** What `readJson` yields: the JSON subset of `CanonValue`. Objects have no prototype. */
export type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | JsonObject;

/** A JSON object; key order is the order of the text, except that JavaScript puts keys like `10` first. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Nesting of arrays and maps that canonical bytes may have; twice what `readJson` takes, so that records can wrap JSON. */
export const MAX_DEPTH = 256;

/** Smallest integer that has canonical bytes. */
export const INT_MIN = -(2n ** 63n);

/** Largest integer that has canonical bytes. */
export const INT_MAX = 2n ** 64n - 1n;
