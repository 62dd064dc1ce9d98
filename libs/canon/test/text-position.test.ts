// Lines and columns of offsets.
import { expect, test } from 'vitest';
import { createPositions, positionAt } from '../src/index.ts';

const text = 'ab\r\nc\n\n😀d';

test.each<[number, number, number]>([
  [0, 1, 1],
  [2, 1, 3],
  [3, 1, 4],
  [4, 2, 1],
  [5, 2, 2],
  [6, 3, 1],
  [7, 4, 1],
  [9, 4, 3],
  [10, 4, 4],
])('offset %i is %i:%i', (offset, line, column) => {
  expect(positionAt(text, offset)).toEqual({ offset, line, column });
  expect(createPositions(text)(offset)).toEqual({ offset, line, column });
});

test('offsets outside the text are its ends', () => {
  expect(positionAt(text, 99)).toEqual({ offset: 10, line: 4, column: 4 });
  expect(positionAt(text, -1)).toEqual({ offset: 0, line: 1, column: 1 });
  expect(positionAt('', 0)).toEqual({ offset: 0, line: 1, column: 1 });
});
