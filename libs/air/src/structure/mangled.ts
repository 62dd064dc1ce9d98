// Plain JSON that has no identity or that AOS turns into something else.
import type { JsonValue } from '@nx-air/canon';
import type { Problem } from '../finding.ts';
import { isJsonArray, isJsonObject } from '../identity/reader.ts';
import { INT_MIN, NAT_MAX } from '../identity/scalar.ts';
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

/** Every number that has no identity: floats, and integers outside -2^63..2^64-1. */
export const badNumbers = (value: JsonValue, pointer: string, report: Report): Problem[] => {
  const problems: Problem[] = [];
  if (hasBadNumber(value)) addBadNumbers(value, pointer, report, problems);
  return problems;
};

const isBadNumber = (value: JsonValue): value is number | bigint =>
  (typeof value === 'number' && !Number.isSafeInteger(value) && (!Number.isInteger(value) || !inIntegerRange(BigInt(value)))) ||
  (typeof value === 'bigint' && !inIntegerRange(value));

const inIntegerRange = (value: bigint): boolean => value >= INT_MIN && value <= NAT_MAX;

/** Builds no pointers: nearly no definition holds such a number. */
const hasBadNumber = (value: JsonValue): boolean => {
  if (typeof value !== 'object' || value === null) return isBadNumber(value);
  for (const member of Object.values(value)) if (hasBadNumber(member)) return true;
  return false;
};

const addBadNumbers = (value: JsonValue, pointer: string, report: Report, problems: Problem[]): void => {
  if (isBadNumber(value)) {
    const code = isFloat(value) ? 'float_value' : 'value_range';
    const expected = isFloat(value) ? 'an integer or text' : '-2^63 to 2^64-1';
    problems.push(report(code, pointer, { expected, actual: describe(value) }));
  } else if (isJsonArray(value)) {
    for (const [index, item] of value.entries()) addBadNumbers(item, child(pointer, index), report, problems);
  } else if (isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) addBadNumbers(member, child(pointer, key), report, problems);
  }
};
