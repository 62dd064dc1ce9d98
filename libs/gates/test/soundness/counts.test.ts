// The counts of the soundness test can fail it: what was met too rarely, or never, is named.
import { describe, expect, test } from 'vitest';
import { Counts } from './counts.ts';

const counted = (times: number): Counts => {
  const counts = new Counts();
  for (let each = 0; each < times; each += 1) counts.add('op', 'assign');
  return counts;
};

describe('counts', () => {
  test('name what was met too rarely', () => {
    expect(counted(50).below(50, 'op', ['assign'])).toEqual([]);
    expect(counted(49).below(50, 'op', ['assign'])).toEqual(['assign: 49']);
  });
  test('name what was never met', () => {
    expect(counted(50).below(50, 'op', ['assign', 'end'])).toEqual(['end: 0']);
    expect(counted(50).below(50, 'shape', ['chain'])).toEqual(['chain: 0']);
  });
  test('are printed by group', () => {
    const counts = counted(2);
    counts.add('op', 'end');
    counts.add('shape', 'chain');
    expect(counts.text()).toBe('op: assign 2, end 1\nshape: chain 1');
  });
});
