// Equal values have equal canonical bytes; what is called different may have them too, and is then only hashed again.
import { encodeCanonical, type JsonValue } from '@nx-air/canon';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameJson } from '../src/json-object.ts';

const SEED = 20261121;

const json = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<JsonValue>(null, true, false, 0, 1, -1, 1n, 2n ** 60n, '', 'a', 'b'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', '10', '__proto__'), tie('value'), { maxKeys: 3, noNullPrototype: false }),
  ),
})).value;

/** The same value from new objects, keys the other way round. */
function rewritten(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(rewritten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, item]) => [key, rewritten(item)]));
}

describe('isSameJson', () => {
  it('finds equal whatever order keys have', () => {
    fc.assert(fc.property(json, (value) => isSameJson(value, rewritten(value))), { seed: SEED, verbose: true });
  });

  it('calls nothing equal that has other bytes', () => {
    fc.assert(
      fc.property(json, json, (left, right) => {
        if (isSameJson(left, right)) expect(encodeCanonical(left)).toEqual(encodeCanonical(right));
      }),
      { seed: SEED, verbose: true, numRuns: 2000 },
    );
  });

  it.each<readonly [what: string, left: JsonValue, right: JsonValue | undefined]>([
    ['a key more', { a: 1 }, { a: 1, b: 2 }],
    ['a key less', { a: 1, b: 2 }, { a: 1 }],
    ['another key', { a: null }, { b: null }],
    ['a key that every object inherits', { toString: null }, {}],
    ['another value deep inside', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }],
    ['an item more', [1], [1, 2]],
    ['other items', [1, 2], [2, 1]],
    ['an array and an object', [], {}],
    ['an object and an array', {}, []],
    ['null and an object', null, {}],
    ['an object and null', {}, null],
    ['null and nothing', null, undefined],
    ['a number and its text', 1, '1'],
    ['zero and its negative', 0, -0],
  ])('tells apart %s', (_, left, right) => {
    expect(isSameJson(left, right)).toBe(false);
  });
});
