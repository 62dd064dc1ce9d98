// Small words to write JSON Schemas with; every object they make is closed and knows `$comment`.
import type { JsonObject, JsonValue } from '@nx-air/canon';

export type JsonSchema = JsonObject;
type Members = Readonly<Record<string, JsonSchema>>;

/** Any JSON value; what stands there is checked in code. */
export const anything: JsonSchema = {};

export const text: JsonSchema = { type: 'string', minLength: 1 };
export const natural: JsonSchema = { type: 'integer', minimum: 0 };
export const integer: JsonSchema = { type: 'integer' };

export const matching = (pattern: string, description: string): JsonSchema => ({ type: 'string', pattern, description });

export const oneWordOf = (...words: readonly string[]): JsonSchema => ({ type: 'string', enum: words });

export const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

/** An object whose keys are names chosen by the author. */
export const mapOf = (value: JsonSchema, keyPattern?: string): JsonSchema => ({
  type: 'object',
  ...(keyPattern === undefined ? {} : { propertyNames: { pattern: keyPattern } }),
  additionalProperties: value,
});

/** A closed object. `extra` holds keywords such as `description`. */
export const shape = (required: Members, optional: Members = {}, extra: JsonSchema = {}): JsonSchema => ({
  ...extra,
  type: 'object',
  properties: { ...required, ...optional, $comment: anything },
  ...(Object.keys(required).length === 0 ? {} : { required: Object.keys(required) }),
  additionalProperties: false,
});

/** The member may be `null`, which AOS reads as absent. */
export const orNull = (schema: JsonSchema): JsonSchema => {
  const { type, enum: words } = schema;
  if (typeof type !== 'string') return schema;
  const widened: JsonValue = [type, 'null'];
  return { ...schema, type: widened, ...(Array.isArray(words) ? { enum: [...words, null] } : {}) };
};

/** Every member of `members` made optional and nullable, as serde's `Option` fields are. */
export const options = (members: Members): Members =>
  Object.fromEntries(Object.entries(members).map(([key, schema]) => [key, orNull(schema)]));

/** A place for a shared schema of the same document. */
export const use = (name: 'type' | 'expr' | 'exprOrNull' | 'step'): JsonSchema => ({ $ref: `#/$defs/${name}` });
