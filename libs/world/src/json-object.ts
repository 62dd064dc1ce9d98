// Tells JSON objects from other JSON.
import type { JsonObject, JsonValue } from '@nx-air/canon';

export const isJsonObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
