// Where two values begin to differ.
import { expect, test } from 'vitest';
import { firstDifference } from '../src/first-difference.ts';

test.each([
  ['equal', { a: [1, { b: 'x' }] }, { a: [1, { b: 'x' }] }, undefined],
  ['equal integers of two types', { a: 1n }, { a: 1 }, undefined],
  ['deep', { a: [1, { b: 'x' }] }, { a: [1, { b: 'y' }] }, { pointer: '/a/1/b', left: '"x"', right: '"y"' }],
  ['first key by code point', { b: 1, a: 1 }, { b: 2, a: 2 }, { pointer: '/a', left: '1', right: '2' }],
  ['nothing in common', { t: { nat: {} } }, { t: { int: {} } }, { pointer: '/t', left: '{"nat":{}}', right: '{"int":{}}' }],
  ['empty against full', { t: {} }, { t: { int: {} } }, { pointer: '/t/int', left: 'absent', right: '{}' }],
  ['missing', { a: 1 }, {}, { pointer: '/a', left: '1', right: 'absent' }],
  ['longer list', [1], [1, 2], { pointer: '/1', left: 'absent', right: '2' }],
  ['kinds', { a: {} }, { a: [] }, { pointer: '/a', left: '{}', right: '[]' }],
  ['null is not absent', { a: null }, {}, { pointer: '/a', left: 'null', right: 'absent' }],
  ['escaped pointer', { 'a/b~': 1 }, { 'a/b~': 2 }, { pointer: '/a~1b~0', left: '1', right: '2' }],
  ['inherited names are not members', { a: 1 }, { a: 1, constructor: 1 }, { pointer: '/constructor', left: 'absent', right: '1' }],
])('%s', (_name, left, right, expected) => expect(firstDifference(left, right)).toEqual(expected));

test('long values are cut', () => {
  expect(firstDifference('x'.repeat(500), '')?.left).toHaveLength(121);
});
