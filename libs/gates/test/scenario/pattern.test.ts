// `differenceFrom` says where a value differs from a pattern, and differs exactly when `matchesPattern` says no.
import type { CanonValue } from '@nx-air/canon';
import { matchesPattern } from '@nx-air/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceFrom } from '../../src/scenario/pattern.ts';

const map = (entries: Readonly<Record<string, CanonValue>>): CanonValue => new Map(Object.entries(entries));

describe('the first difference', () => {
  test.each<[string, CanonValue | undefined, CanonValue, unknown]>([
    ['a member more', map({ a: 1, b: 2 }), map({ a: 1 }), undefined],
    ['a number and the same as bigint', 1, 1n, undefined],
    ['a member less', map({ a: 1 }), map({ b: 2 }), { path: '.b', expected: '2', actual: 'nothing' }],
    ['deep inside', map({ a: [map({ b: 1, c: 2 })] }), map({ a: [map({ c: 3 })] }), { path: '.a[0].c', expected: '3', actual: '2' }],
    ['a list of another length', [1], [1, 2], { path: '', expected: '[1,2]', actual: '[1]' }],
    ['null and no value', undefined, null, { path: '', expected: 'null', actual: 'nothing' }],
    ['bytes', new Uint8Array([1]), new Uint8Array([2]), { path: '', expected: '"0x02"', actual: '"0x01"' }],
    ['another type', map({ a: 1 }), [1], { path: '', expected: '[1]', actual: '{"a":1}' }],
  ])('%s', (_name, value, pattern, expected) => expect(differenceFrom(value, pattern)).toEqual(expected));
});

const leaf = fc.oneof(fc.constant(null), fc.boolean(), fc.integer({ min: -2, max: 2 }), fc.bigInt({ min: -2n, max: 2n }), fc.constantFrom('', 'a', 'b'), fc.uint8Array({ maxLength: 1 }));
const { value } = fc.letrec<{ value: CanonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }).map((entries) => new Map(Object.entries(entries))),
  ),
}));

/** Leaves members of maps out. */
function loosen(of: CanonValue, keep: () => boolean): CanonValue {
  if (Array.isArray(of)) return (of as readonly CanonValue[]).map((item) => loosen(item, keep));
  if (!(of instanceof Map)) return of;
  return new Map([...of].filter(keep).map(([key, item]) => [key, loosen(item, keep)]));
}

test('differs exactly when it does not match; what is only left out matches', () => {
  const seed = 20260120;
  let [matched, differed] = [0, 0];
  fc.assert(
    fc.property(value, value, fc.infiniteStream(fc.boolean()), (one, other, choices) => {
      const keep = (): boolean => choices.next().value === true;
      const loose = loosen(one, keep);
      expect(differenceFrom(one, loose)).toBeUndefined();
      for (const [actual, pattern] of [[one, other], [loose, one], [one, loosen(other, keep)]] as const) {
        const matches = matchesPattern(actual, pattern);
        expect(differenceFrom(actual, pattern) === undefined).toBe(matches);
        if (matches) matched += 1;
        else differed += 1;
      }
    }),
    { seed, numRuns: 500, verbose: true },
  );
  // Both verdicts occur often.
  expect(Math.min(matched, differed)).toBeGreaterThan(100);
});
