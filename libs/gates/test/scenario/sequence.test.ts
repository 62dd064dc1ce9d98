// Expectations in order or counted.
import { describe, expect, test } from 'vitest';
import { judgeSequence } from '../../src/scenario/sequence.ts';

const expecting = (what: string, count?: number) => ({ what, count, matches: (actual: string) => actual.startsWith(what) });
const verdict = (actual: readonly string[], ...expected: readonly ReturnType<typeof expecting>[]): string => {
  const { differing, missing } = judgeSequence(actual, expected);
  return [...differing.map(({ expected: one, found }) => `${one.what} ${one.count} found ${found}`), ...(missing ? [`${missing.expected.what} missing from ${missing.from}`] : [])].join(', ');
};

describe('judgeSequence', () => {
  test.each<[string, string]>([
    ['nothing is expected', verdict(['a', 'b'])],
    ['in order, others between', verdict(['a', 'x', 'b'], expecting('a'), expecting('b'))],
    ['the same twice', verdict(['a', 'a'], expecting('a'), expecting('a'))],
    ['counted, at any place', verdict(['b', 'a', 'b'], expecting('a'), expecting('b', 2))],
    ['none, counted', verdict(['a'], expecting('b', 0))],
    ['a counted one moves no place', verdict(['a', 'b'], expecting('b', 1), expecting('a'), expecting('b'))],
  ])('met: %s', (_name, found) => expect(found).toBe(''));

  test.each<[string, string, string]>([
    ['nothing happened', verdict([], expecting('a')), 'a missing from 0'],
    ['the other order', verdict(['b', 'a'], expecting('a'), expecting('b')), 'b missing from 2'],
    ['once, expected twice', verdict(['a'], expecting('a'), expecting('a')), 'a missing from 1'],
    ['one happening for one expectation, the first that fits', verdict(['ab', 'a'], expecting('a'), expecting('ab')), 'ab missing from 1'],
    ['only the first that is missing', verdict(['x'], expecting('a'), expecting('b')), 'a missing from 0'],
    ['too many', verdict(['a', 'a'], expecting('a', 1)), 'a 1 found 2'],
    ['counts are judged after a missing one too', verdict(['b'], expecting('a'), expecting('b', 0)), 'b 0 found 1, a missing from 0'],
  ])('not met: %s', (_name, found, expected) => expect(found).toBe(expected));
});
