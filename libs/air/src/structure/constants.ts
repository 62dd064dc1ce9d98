// Typed constants inside expressions and literals: `{"nat": 5}` and its siblings.
import type { JsonValue } from '@nx-air/canon';
import { isJsonObject } from '../identity/reader.ts';
import type { Problem } from '../finding.ts';
import { HASH_PATTERN } from '../schema/atoms.ts';
import { describe, quote } from './describe.ts';
import { inRange, isInteger, rangeOf } from './integer-range.ts';
import { child, isIgnoredKey } from './place.ts';
import type { Report } from './place.ts';

type Check = (value: JsonValue, pointer: string, report: Report) => Problem[];

const wrongType = (expected: string, value: JsonValue, pointer: string, report: Report): Problem[] => [
  isFloat(value)
    ? report('float_value', pointer, { expected, actual: describe(value) })
    : report('wrong_type', pointer, { expected, actual: describe(value) }),
];

/** A JSON number with a fraction or beyond what an integer can be. */
export const isFloat = (value: JsonValue): boolean => typeof value === 'number' && !Number.isInteger(value);

const text: Check = (value, pointer, report) =>
  typeof value === 'string' ? [] : wrongType('text', value, pointer, report);

const integer =
  (type: 'nat' | 'int'): Check =>
  (value, pointer, report) => {
    if (!isInteger(value)) return wrongType('an integer', value, pointer, report);
    if (inRange(value, type)) return [];
    return [report('value_range', pointer, { expected: rangeOf(type), actual: describe(value) })];
  };

const emptyObject: Check = (value, pointer, report) => {
  if (!isJsonObject(value)) return wrongType('`{}`', value, pointer, report);
  return Object.keys(value)
    .filter((key) => !isIgnoredKey(key))
    .map((key) => report('unknown_field', child(pointer, key), { at: 'key', expected: 'no keys', actual: quote(key) }));
};

const hash: Check = (value, pointer, report) => {
  if (typeof value !== 'string') return wrongType('text', value, pointer, report);
  if (new RegExp(HASH_PATTERN, 'u').test(value)) return [];
  return [report('bad_hash', pointer, { expected: '`sha256:` and 64 hexadecimal digits', actual: describe(value) })];
};

/** In the order in which AOS tries them. */
export const CONSTANTS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['null', emptyObject],
  [
    'bool',
    (value, pointer, report) =>
      typeof value === 'boolean' ? [] : wrongType('true or false', value, pointer, report),
  ],
  ['int', integer('int')],
  ['nat', integer('nat')],
  ['dec128', text],
  ['text', text],
  ['bytes_b64', text],
  ['time_ns', integer('nat')],
  ['duration_ns', integer('int')],
  ['hash', hash],
  ['uuid', text],
]);
