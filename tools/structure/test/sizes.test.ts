// Size limits a package, tables that are exempt, and the distribution itself.
import { expect, test } from 'vitest';
import { checkSizes, distribute } from '../src/sizes.ts';
import { faultLines, smallTree } from './small-tree.ts';

const TABLES = 'tools/structure/tables.json';
const lines = (count: number) => 'x\n'.repeat(count);
const files = (...sizes: readonly number[]) => Object.fromEntries(sizes.map((size, index) => [`libs/air/src/f${index}.ts`, lines(size)]));

test.each([
  [[], { count: 0, median: 0, p95: 0, max: 0 }],
  [[5], { count: 1, median: 5, p95: 5, max: 5 }],
  [[1, 2, 3, 4], { count: 4, median: 2, p95: 4, max: 4 }],
  [[...Array(20).keys()], { count: 20, median: 9, p95: 18, max: 19 }],
])('distribution of %j', (sizes, expected) => expect(distribute(sizes)).toEqual(expected));

test('prints a row a package', () => {
  expect(checkSizes(smallTree({ ...files(10, 20, 30), 'libs/air/test/a.test.ts': lines(99) })).details).toEqual([
    'package               files  median  p95  max  source  test',
    '@nx-air/air               3      20   30   30      60    99',
  ]);
});

test.each([
  ['max', [1, 1, 351], ['libs/air/src/f2.ts 351 lines; at most 350, or a table listed in tools/structure/tables.json', '@nx-air/air p95 of its source files is 351 lines; at most 250']],
  ['median', [91, 91, 91], ['@nx-air/air median of its source files is 91 lines; at most 90']],
  ['p95', [1, 1, 251], ['@nx-air/air p95 of its source files is 251 lines; at most 250']],
  ['nothing', [90, 90, 250], []],
])('refuses over %s', (_limit, sizes, expected) => expect(faultLines(checkSizes(smallTree(files(...sizes))))).toEqual(expected));

test('AssemblyScript counts as source', () => {
  expect(faultLines(checkSizes(smallTree({ 'worlds/w/modules/log.ts': lines(351) })))).toContain('worlds/w/modules/log.ts 351 lines; at most 350, or a table listed in tools/structure/tables.json');
});

test('tests may be long', () => {
  expect(checkSizes(smallTree({ 'libs/air/test/a.test.ts': lines(900) })).faults).toEqual([]);
});

test.each([
  [{ 'libs/air/src/f0.ts': 'builtin definitions' }, 400, []],
  [{ 'libs/air/src/f0.ts': '' }, 400, [`${TABLES} libs/air/src/f0.ts is listed without a reason`]],
  [{ 'libs/air/src/f0.ts': 'small now' }, 80, [`${TABLES} libs/air/src/f0.ts is listed but has only 80 lines`]],
  [{ 'libs/air/src/gone.ts': 'gone' }, 80, [`${TABLES} libs/air/src/gone.ts is listed but does not exist`]],
])('tables %j', (tables, size, expected) => {
  expect(faultLines(checkSizes(smallTree({ ...files(size), [TABLES]: JSON.stringify(tables) })))).toEqual(expected);
});
