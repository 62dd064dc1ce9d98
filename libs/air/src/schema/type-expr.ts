// The shape of a type: an object with exactly one key.
import { MAP_KEY_TYPES, PRIMITIVE_TYPES } from '../model/type-expr.ts';
import { FIELD_NAME_PATTERN, schemaRef } from './atoms.ts';
import { anything, mapOf, shape, use } from './build.ts';
import type { JsonSchema } from './build.ts';

const marker = shape({});

const scalars = (names: readonly string[]): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(names.map((name) => [name, marker]));

/** Exactly one of `members`, with or without a `$comment`. */
const oneKey = (members: Readonly<Record<string, JsonSchema>>, description: string): JsonSchema => ({
  description,
  type: 'object',
  properties: { ...members, $comment: anything },
  additionalProperties: false,
  if: { required: ['$comment'], properties: { $comment: anything } },
  then: { minProperties: 2, maxProperties: 2 },
  else: { minProperties: 1, maxProperties: 1 },
});

export const typeExpr: JsonSchema = oneKey(
  {
    ...scalars(PRIMITIVE_TYPES),
    record: mapOf(use('type'), FIELD_NAME_PATTERN),
    variant: mapOf(use('type'), FIELD_NAME_PATTERN),
    list: use('type'),
    set: use('type'),
    map: shape({ key: oneKey(scalars(MAP_KEY_TYPES), 'type of a map key'), value: use('type') }),
    option: use('type'),
    ref: schemaRef,
  },
  'exactly one type',
);
