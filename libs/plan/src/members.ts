// Reads members of structurally sound definitions, which are plain JSON.
import type { JsonObject, JsonValue } from '@nx-air/canon';

const NOTHING: JsonObject = Object.freeze(Object.create(null));

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `Array.isArray` does not narrow a readonly array. */
export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function member(json: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(json, key) ? json[key] : undefined;
}

/** The text of a member; undefined when it is absent or something else. */
export function textOf(json: JsonObject, key: string): string | undefined {
  const value = member(json, key);
  return typeof value === 'string' ? value : undefined;
}

/** The object in a member; an empty one when it is absent. */
export function objectOf(json: JsonObject, key: string): JsonObject {
  const value = member(json, key);
  return isObject(value) ? value : NOTHING;
}

/** The objects of a list; nothing when it is absent. Positions are those of the list, because structure admits objects only. */
export function objectsOf(json: JsonObject, key: string): readonly JsonObject[] {
  const value = member(json, key);
  return isArray(value) ? value.filter(isObject) : [];
}

/** The texts of a list; nothing when it is absent. */
export function textsOf(json: JsonObject, key: string): readonly string[] {
  const value = member(json, key);
  return isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The members of an object that hold text. */
export function textMembers(json: JsonObject): readonly (readonly [key: string, text: string])[] {
  return Object.entries(json).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : []));
}
