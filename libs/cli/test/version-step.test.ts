// Steps between versions, and their order.
import { describe, expect, test } from 'vitest';
import { compareVersions, versionStep } from '../src/version-step.ts';

describe('versionStep', () => {
  test.each([
    ['1.2.3', '1.2.4', 'patch'],
    ['1.2.3', '1.3.0', 'minor'],
    ['1.2.3', '2.0.0', 'breaking'],
    ['1.2.3', '1.2.3', 'patch'],
    ['1.2.3', '2.0.0-rc.1', 'breaking'],
    ['0.3.1', '0.3.2', 'patch'],
    ['0.3.1', '0.4.0', 'breaking'],
    ['0.0.3', '0.0.4', 'breaking'],
    ['0.0.0', '0.0.1', 'breaking'],
    ['0.3.1', '1.0.0', 'breaking'],
    ['2.0.0-rc.1', '2.0.0-rc.2', 'breaking'],
    ['1.2.3', '1.2.0', 'patch'],
    ['1.2.3', '1.1.0', 'minor'],
    ['1.2', '1.3.0', undefined],
    ['1.2.3', 'next', undefined],
    ['01.2.3', '1.2.4', undefined],
  ])('%s to %s: %s', (from, to, step) => {
    expect(versionStep(from, to)).toBe(step);
  });
});

test('versions in order; what is none comes first', () => {
  const order = ['x', '0.9.0', '1.0.0-1', '1.0.0-2', '1.0.0-10', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-beta', '1.0.0', '1.2.0', '1.10.0', '2.0.0'];
  expect([...order].reverse().sort(compareVersions)).toEqual(order);
  expect(compareVersions('1.0.0+a', '1.0.0+b')).toBe(0);
});
