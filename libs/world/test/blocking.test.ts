// Which problems block a merge, and which repeat another.
import type { Problem } from '@nx-air/air';
import { describe, expect, test } from 'vitest';
import { blocksLoading, withoutRepeats } from '../src/blocking.ts';

const problem = (facts: Partial<Problem>): Problem => ({ code: 'unknown_field', subject: 's', file: 'f', pointer: '/a', ...facts });

test.each<[string, Partial<Problem>, boolean]>([
  ['an error of loading', {}, true],
  ['the same as a warning, as in packs from a registry', { severity: 'warning' }, false],
  ['a warning of the catalogue', { code: 'stale_manifest_hash' }, false],
  ['a warning raised to an error is still about meaning', { code: 'stale_manifest_hash', severity: 'error' }, false],
  ['an error about meaning', { code: 'pack_readme_missing' }, false],
])('%s', (_name, facts, expected) => expect(blocksLoading(problem(facts))).toBe(expected));

describe('repeats', () => {
  test('the subject makes no second problem, the facts do', () => {
    const found = withoutRepeats([
      problem({ subject: 'import path ../p' }),
      problem({ subject: 'import path ../p/q' }),
      problem({ pointer: '/b' }),
      problem({ actual: 'x' }),
      problem({ line: 2 }),
      problem({ file: 'g' }),
    ]);
    expect(found.map(({ subject }) => subject)).toEqual(['import path ../p', 's', 's', 's', 's']);
  });

  test('the stricter severity stands, whichever comes first', () => {
    const lax = problem({ severity: 'warning' });
    const strict = problem({});
    expect(withoutRepeats([lax, strict])).toEqual([strict]);
    expect(withoutRepeats([strict, lax])).toEqual([strict]);
  });
});
