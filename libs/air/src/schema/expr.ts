// The shape of an expression: an object with exactly one form.
import { EXPR_OPS } from '../model/expr.ts';
import { hash } from './atoms.ts';
import { anything, integer, listOf, mapOf, natural, oneWordOf, orNull, shape, use } from './build.ts';
import type { JsonSchema } from './build.ts';

const anyText: JsonSchema = { type: 'string' };

/** Constants, in the order in which AOS tries them. */
export const CONST_SCHEMAS = {
  null: shape({}),
  bool: { type: 'boolean' },
  int: integer,
  nat: natural,
  dec128: anyText,
  text: anyText,
  bytes_b64: anyText,
  time_ns: natural,
  duration_ns: integer,
  hash,
  uuid: anyText,
} as const satisfies Readonly<Record<string, JsonSchema>>;

export const exprSchema: JsonSchema = {
  description: 'exactly one expression',
  type: 'object',
  properties: {
    ref: anyText,
    ...CONST_SCHEMAS,
    op: oneWordOf(...EXPR_OPS),
    args: listOf(use('expr')),
    record: mapOf(use('expr')),
    list: listOf(use('expr')),
    set: listOf(use('expr')),
    map: listOf(shape({ key: use('expr'), value: use('expr') })),
    // `value` may be null, which is the same as absent.
    variant: shape({ tag: anyText }, { value: use('exprOrNull') }),
    $comment: anything,
  },
  additionalProperties: false,
  dependentRequired: { op: ['args'], args: ['op'] },
  minProperties: 1,
  maxProperties: 3,
};

export const exprOrNull: JsonSchema = orNull(exprSchema);
