// One cell of the matrix runs with the tests; what the comparison sees.
import { expect, test } from 'vitest';
import { differences, readCell, runCell, writeCell } from '../src/cell.ts';
import { PARTS } from '../src/parts.ts';

const HASH = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);

test('this Node: twice the same', { timeout: 300_000 }, async () => {
  const cell = await runCell(PARTS);
  expect([...cell.keys()]).toEqual(PARTS.map(({ name }) => name));
  expect(await runCell(PARTS)).toEqual(cell);
  expect(readCell(`npm warn something\n${writeCell(cell).join('\n')}\n`)).toEqual(cell);
});

test.each<[string, Record<string, Record<string, string>>, readonly string[]]>([
  ['equal', { a: { x: HASH }, b: { x: HASH } }, []],
  ['one differs', { a: { x: HASH, y: HASH }, b: { x: HASH, y: OTHER } }, [`y: a has ${HASH}, b has ${OTHER}`]],
  ['one is missing', { a: { x: HASH }, b: {} }, [`x: a has ${HASH}, b has nothing`]],
  ['nothing ran', { a: {}, b: {} }, ['a: no parts']],
  ['no cells', {}, ['no cell']],
])('%s', (_name, cells, expected) => {
  expect(differences(new Map(Object.entries(cells).map(([node, cell]) => [node, new Map(Object.entries(cell))])))).toEqual(expected);
});
