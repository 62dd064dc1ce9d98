// The closed set of values that have canonical bytes.

/** A map with text keys, as JSON objects and most AIR values are. */
export interface CanonObject {
  readonly [key: string]: CanonValue;
}

/**
 * Null, booleans, integers from -2^63 to 2^64-1 (`number` when safe, `bigint` otherwise; both forms of one
 * integer encode alike), well-formed text, byte strings, arrays and maps. Floats have no canonical form.
 */
export type CanonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly CanonValue[]
  | ReadonlyMap<CanonValue, CanonValue>
  | CanonObject;

/** What `readJson` yields: the JSON subset of `CanonValue`. Objects have no prototype. */
export type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | JsonObject;

/** A JSON object; key order is the order of the text. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}
