// Statistics, interleaving and arguments, with runs that take the time the test says.
import { expect, test } from 'vitest';
import { readArguments } from '../src/arguments.ts';
import type { Figure } from '../src/figure.ts';
import { FIGURES } from '../src/figures.ts';
import { measureFigure, runContest } from '../src/interleave.ts';
import { resultOf } from '../src/result.ts';
import { growthOf, pairRatios, spread } from '../src/statistics.ts';

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

test.each([
  [[[10, 1], [100, 10], [1000, 100]], 1],
  [[[10, 1], [1000, 10_000]], 2],
  [[[1, 3]], 0],
] as const)('growth of %j', (points, expected) => expect(growthOf(points)).toBeCloseTo(expected));

const FIGURE: Figure = {
  name: 'sample',
  title: 'a job of {size}',
  oursIs: 'our way for {size}',
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
  const result = await runContest(contest, 5, 7);
  expect(order.join('')).toBe('op' + 'op' + 'po' + 'op' + 'po' + 'op' + 'po' + 'op');
  expect(result).toEqual({ size: 5, ours: { median: 20, min: 20, max: 20 }, peer: { median: 10, min: 10, max: 10 }, ratio: { median: 2, min: 2, max: 2 } });
});

test('fewer than seven runs are refused', async () => {
  await expect(runContest(recorder(1).contest, 1, 6)).rejects.toThrow('6 runs; at least 7');
});

const sizeResult = (size: number, ours: number) => ({ size, ours: { median: ours, min: ours, max: ours }, peer: { median: 10, min: 10, max: 10 }, ratio: { median: ours / 10, min: ours / 10, max: ours / 10 } });

test.each([
  [30, true],
  [31, false],
])('ours %d against 10 with an aim of 3', (takes, met) => {
  expect(resultOf({ ...FIGURE, aim: 3 }, [sizeResult(1, takes)], 7, [0, 0])).toMatchObject({ aim: 3, met, ours: takes, peer: 10, ratio: takes / 10, runs: 7 });
});

test('the aim is judged at the last size, or at the one it is for; numbers have three digits', () => {
  const measured = [sizeResult(10, 1), sizeResult(100, 12.3456), sizeResult(1000, 100)];
  const sizes = [10, 100, 1000];
  expect(resultOf({ ...FIGURE, sizes }, measured, 7, [0, 0])).toMatchObject({ title: 'a job of 1000', oursIs: 'our way for 1000', ours: 100, growth: 1 });
  expect(resultOf({ ...FIGURE, sizes, aimAt: 100 }, measured, 7, [0, 0])).toMatchObject({ title: 'a job of 100', ours: 12.3 });
  expect(() => resultOf({ ...FIGURE, sizes, aimAt: 7 }, measured, 7, [0, 0])).toThrow('sample was not measured at 7');
});

/** A job that is as large for everybody. */
const WITHOUT_SIZE = ['start-version'];

test.each(FIGURES.map((figure) => [figure.name, figure] as const))('%s is measured at three sizes, ascending, and its text names them', (name, { title, oursIs, peerIs, sizes, aimAt }) => {
  if (WITHOUT_SIZE.includes(name)) return expect([sizes, aimAt, `${title} ${oursIs} ${peerIs}`.includes('{size}')]).toEqual([undefined, undefined, false]);
  expect(sizes).toHaveLength(3);
  expect(sizes).toEqual([...new Set(sizes)].sort((a, b) => a - b));
  expect(`${title} ${oursIs}`).toContain('{size}');
  if (aimAt !== undefined) expect(sizes).toContain(aimAt);
});

test('every size has its own folder, and what was started is ended even when a side fails', async () => {
  const seen: string[] = [];
  const figure: Figure = {
    ...FIGURE,
    sizes: [1, 2],
    prepare: async (dir, root, size) => {
      seen.push(`${dir} ${root} ${size}`);
      const side = async () => (size === 2 ? Promise.reject(new Error('broken')) : 1);
      return { ours: side, peer: side, close: async () => void seen.push(`closed ${size}`) };
    },
  };
  await expect(measureFigure(figure, '/root', 7, (size) => `/dir/${size}`)).rejects.toThrow('broken');
  expect(seen).toEqual(['/dir/1 /root 1', 'closed 1', '/dir/2 /root 2', 'closed 2']);
});

const KNOWN = ['merge', 'graph'];

test.each([
  [[], { names: [], runs: 7, sources: false, write: false }],
  [['merge'], { names: ['merge'], runs: 7, sources: false, write: false }],
  [['--runs', '9', 'merge', 'graph'], { names: ['merge', 'graph'], runs: 9, sources: false, write: false }],
  [['--out', 'a.json'], { names: [], runs: 7, sources: false, write: false, out: 'a.json' }],
  [['--write'], { names: [], runs: 7, sources: false, write: true }],
  [['--sources', 'merge'], { names: ['merge'], runs: 7, sources: true, write: false }],
])('%j', (words, expected) => expect(readArguments(words, KNOWN)).toEqual(expected));

test.each([
  [['merg'], 'There is no figure "merg". Figures: merge, graph. Options: --runs <n>, --out <file>, --sources, --write'],
  [['--runs', '3'], '--runs needs a whole number of at least 7'],
  [['--runs', 'many'], '--runs needs a whole number of at least 7'],
  [['--runs'], '--runs needs a whole number of at least 7'],
  [['--out'], '--out needs a file'],
  [['--write', '--sources'], '--write measures the installed packages; leave --sources out'],
  [['merge', '--write'], '--write writes every figure; leave the names out'],
])('%j is refused', (words, message) => expect(readArguments(words, KNOWN)).toBe(message));
