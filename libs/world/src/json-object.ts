// Tells JSON objects from other JSON, and equal values from others.
import type { JsonObject, JsonValue } from '@nx-air/canon';

export const isJsonObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether both are equal, in whatever order their keys: then they have the same canonical bytes. A number and an equal bigint have them too and count as different. */
export function isSameJson(left: JsonValue, right: JsonValue | undefined): boolean {
  if (Object.is(left, right)) return true;
  if (isJsonObject(left)) {
    if (!isJsonObject(right)) return false;
    let keys = 0;
    for (const key in left) {
      if (!Object.hasOwn(right, key) || !isSameJson(left[key] ?? null, right[key])) return false;
      keys += 1;
    }
    return keys === Object.keys(right).length;
  }
  if (!Array.isArray(left) || !Array.isArray(right)) return false;
  return left.length === right.length && left.every((item, index) => isSameJson(item, right[index]));
}
