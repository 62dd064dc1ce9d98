// Plain JSON that has no identity or that AOS turns into something else.
import type { JsonValue } from '@nx-air/canon';
import type { Problem } from '../finding.ts';
import { isJsonArray, isJsonObject } from '../identity/reader.ts';
import { EXPR_OPS } from '../model/expr.ts';
import { isFloat } from './constants.ts';
import { describe } from './describe.ts';
import { child } from './place.ts';
import type { Report } from './place.ts';

/** Lists that AOS reads as the fields of a struct: one element, or an op name and its arguments. */
export const isSwallowed = (value: JsonValue): value is readonly JsonValue[] =>
  isJsonArray(value) && (value.length === 1 || (value.length === 2 && isOpName(value[0]) && isJsonArray(value[1])));

export const isOpName = (value: JsonValue | undefined): boolean => EXPR_OPS.some((op) => op === value);

export const swallowed = (value: readonly JsonValue[], pointer: string, report: Report): Problem =>
  report('one_element_array', pointer, { expected: '`{"list": […]}`', actual: describe(value) });

const MIN = -(2n ** 63n);
const MAX = 2n ** 64n - 1n;

/** Every number that has no identity: floats, and integers outside -2^63..2^64-1. */
export const badNumbers = (value: JsonValue, pointer: string, report: Report): Problem[] => {
  if (isFloat(value)) return [report('float_value', pointer, { expected: 'an integer or text', actual: describe(value) })];
  if (typeof value === 'number' || typeof value === 'bigint') {
    if (BigInt(value) >= MIN && BigInt(value) <= MAX) return [];
    return [report('value_range', pointer, { expected: '-2^63 to 2^64-1', actual: describe(value) })];
  }
  if (isJsonArray(value)) return value.flatMap((item, index) => badNumbers(item, child(pointer, index), report));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => badNumbers(member, child(pointer, key), report));
};
