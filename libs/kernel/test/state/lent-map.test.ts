// What is lent is copied before it is changed, once, and keeps its place.
import { expect, test } from 'vitest';
import { LentMap } from '../../src/state/lent-map.ts';

interface Count {
  count: number;
}
const made = (): LentMap<string, Count> => LentMap.of([['a', { count: 1 }], ['b', { count: 2 }], ['c', { count: 3 }]], (value) => ({ ...value }));
const counts = (map: LentMap<string, Count>): readonly unknown[] => [...map].map(([key, { count }]) => [key, count]);

test('nothing is copied before something is lent', () => {
  const map = made();
  expect(map.get('a')).toBe(map.peek('a'));
});

test.each(['the lender', 'the borrower'])('%s changes its own only', (who) => {
  const lender = made();
  const borrower = lender.lend();
  const [mine, other] = who === 'the lender' ? [lender, borrower] : [borrower, lender];
  mine.get('b')!.count = 20;
  mine.get('b')!.count += 1;
  expect([counts(mine), counts(other)]).toEqual([[['a', 1], ['b', 21], ['c', 3]], [['a', 1], ['b', 2], ['c', 3]]]);
  expect(mine.peek('a')).toBe(other.peek('a'));
});

test('lent again, each loan stays as it was', () => {
  const map = made();
  const first = map.lend();
  map.get('a')!.count = 10;
  const second = map.lend();
  map.get('a')!.count = 100;
  map.set('d', { count: 4 });
  map.delete('c');
  expect([first, second, map].map(counts)).toEqual([[['a', 1], ['b', 2], ['c', 3]], [['a', 10], ['b', 2], ['c', 3]], [['a', 100], ['b', 2], ['d', 4]]]);
  map.clear();
  expect([first.size, map.size, map.get('a')]).toEqual([3, 0, undefined]);
});
