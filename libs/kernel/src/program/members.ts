// Members of definitions, which were checked when the world was loaded: a wrong type reads as absent.
import type { JsonObject, JsonValue } from '@nx-air/canon';

export function isObject(json: JsonValue | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

const EMPTY: JsonObject = {};

export function objectOf(json: JsonObject, key: string): JsonObject {
  const value = Object.hasOwn(json, key) ? json[key] : undefined;
  return isObject(value) ? value : EMPTY;
}

export function objectsOf(json: JsonObject, key: string): readonly JsonObject[] {
  const value = Object.hasOwn(json, key) ? json[key] : undefined;
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function textOf(json: JsonObject, key: string): string | undefined {
  const value = Object.hasOwn(json, key) ? json[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

export function textsOf(json: JsonObject, key: string): readonly string[] {
  const value = Object.hasOwn(json, key) ? json[key] : undefined;
  return Array.isArray(value) ? value.filter((item: JsonValue) => typeof item === 'string') : [];
}

/** The members that are text, sorted by name. */
export function textMembers(json: JsonObject): readonly (readonly [string, string])[] {
  return Object.keys(json)
    .sort()
    .flatMap((key) => {
      const value = json[key];
      return typeof value === 'string' ? [[key, value] as const] : [];
    });
}

/** An integer as 64-bit number. */
export function bigintOf(json: JsonObject, key: string): bigint | undefined {
  const value = Object.hasOwn(json, key) ? json[key] : undefined;
  return typeof value === 'number' || typeof value === 'bigint' ? BigInt(value) : undefined;
}
