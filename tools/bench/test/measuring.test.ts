// Statistics, interleaving and arguments, with runs that take the time the test says.
import { expect, test } from 'vitest';
import { readArguments } from '../src/arguments.ts';
import type { Figure } from '../src/figure.ts';
import { runContest } from '../src/interleave.ts';
import { pairRatios, spread } from '../src/statistics.ts';

test.each([
  [[3], { median: 3, min: 3, max: 3 }],
  [[4, 1], { median: 2.5, min: 1, max: 4 }],
  [[9, 1, 5], { median: 5, min: 1, max: 9 }],
  [[10, 9, 1, 2], { median: 5.5, min: 1, max: 10 }],
])('spread of %j', (samples, expected) => expect(spread(samples)).toEqual(expected));

test('no samples is a mistake', () => expect(() => spread([])).toThrow(RangeError));

test('ratios are taken pair by pair', () => {
  // The machine was ten times slower during the second pair; the ratio does not move.
  expect(pairRatios([2, 20, 2], [1, 10, 1])).toEqual({ median: 2, min: 2, max: 2 });
  expect(() => pairRatios([1, 2], [1])).toThrow('2 samples against 1');
});

const FIGURE: Figure = {
  name: 'sample',
  title: 'a job',
  oursIs: 'our way',
  peerIs: 'their way',
  prepare: async () => Promise.reject(new Error('not used')),
};

function recorder(oursTakes: number) {
  const order: string[] = [];
  const side = (name: string, takes: number) => async () => {
    order.push(name);
    return takes;
  };
  return { order, contest: { ours: side('o', oursTakes), peer: side('p', 10) } };
}

test('one warm-up, then pairs whose order alternates', async () => {
  const { order, contest } = recorder(20);
  const result = await runContest(FIGURE, contest, 7);
  expect(order.join('')).toBe('op' + 'op' + 'po' + 'op' + 'po' + 'op' + 'po' + 'op');
  expect(result).toEqual({
    name: 'sample',
    title: 'a job',
    ours: { is: 'our way', median: 20, min: 20, max: 20 },
    peer: { is: 'their way', median: 10, min: 10, max: 10 },
    ratio: { median: 2, min: 2, max: 2 },
    runs: 7,
  });
});

test.each([
  [30, true],
  [31, false],
])('ours %d against 10 with an aim of 3', async (takes, met) => {
  expect(await runContest({ ...FIGURE, aim: 3 }, recorder(takes).contest, 7)).toMatchObject({ aim: 3, met });
});

test('fewer than seven runs are refused', async () => {
  await expect(runContest(FIGURE, recorder(1).contest, 6)).rejects.toThrow('6 runs; at least 7');
});

const KNOWN = ['merge', 'graph'];

test.each([
  [[], { names: [], runs: 7, write: false }],
  [['merge'], { names: ['merge'], runs: 7, write: false }],
  [['--runs', '9', 'merge', 'graph'], { names: ['merge', 'graph'], runs: 9, write: false }],
  [['--out', 'a.json'], { names: [], runs: 7, write: false, out: 'a.json' }],
  [['--write'], { names: [], runs: 7, write: true }],
])('%j', (words, expected) => expect(readArguments(words, KNOWN)).toEqual(expected));

test.each([
  [['merg'], 'There is no figure "merg". Figures: merge, graph. Options: --runs <n>, --out <file>, --write'],
  [['--runs', '3'], '--runs needs a whole number of at least 7'],
  [['--runs', 'many'], '--runs needs a whole number of at least 7'],
  [['--runs'], '--runs needs a whole number of at least 7'],
  [['--out'], '--out needs a file'],
  [['merge', '--write'], '--write writes every figure; leave the names out'],
])('%j is refused', (words, message) => expect(readArguments(words, KNOWN)).toBe(message));
