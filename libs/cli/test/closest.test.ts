// Suggestions for mistyped words.
import { describe, expect, it } from 'vitest';
import { closest } from '../src/closest.ts';

describe('closest', () => {
  it.each([
    ['merg', 'merge'],
    ['mrege', 'merge'],
    ['chekc', 'check'],
    ['hasch', 'hash'],
    ['jason', 'json'],
    ['formta', 'format'],
  ])('%s -> %s', (word, expected) => {
    expect(closest(word, ['merge', 'check', 'hash', 'json', 'format'])).toBe(expected);
  });

  it.each([['deploy'], [''], ['x'.repeat(10_000)], ['xyz']])('nothing for %.20s', (word) => {
    expect(closest(word, ['merge', 'check', 'hash'])).toBeUndefined();
  });

  it('prefers the earlier of two equally near words', () => {
    expect(closest('bat', ['cat', 'rat'])).toBe('cat');
    expect(closest('bat', ['rat', 'cat'])).toBe('rat');
  });

  it('an exact word wins over every other', () => {
    expect(closest('cat', ['bat', 'cat'])).toBe('cat');
  });
});
