// Reading members of checked JSON without trusting it.
import type { JsonObject, JsonValue } from '@nx-air/canon';

export function objectOf(data: JsonValue | undefined): JsonObject {
  return isObject(data) ? data : {};
}

export function isObject(data: JsonValue | undefined): data is JsonObject {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

export function listOf(data: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(data) ? (data as readonly JsonValue[]) : [];
}

/** Entries without the keys that are ignored everywhere. */
export function entriesOf(data: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  return Object.entries(objectOf(data)).filter(([key]) => key !== '$comment' && key !== '$schema');
}

export function textOf(object: JsonObject, key: string): string | undefined {
  const member = object[key];
  return typeof member === 'string' ? member : undefined;
}

export function numberOf(object: JsonObject, key: string): number | undefined {
  const member = object[key];
  return typeof member === 'number' || typeof member === 'bigint' ? Number(member) : undefined;
}
