// Places above a pointer.
import { expect, it } from 'vitest';
import { coverOf } from '../../src/structure/cover.ts';

it.each([
  [['/a'], '/a', true],
  [['/a'], '/a/b/0', true],
  [['/a/b'], '/a', false],
  [['/a'], '/ab', false],
  [[''], '/a', true],
  [[''], '', true],
  [[], '', false],
  [[], '/a', false],
  [['/'], '/', true],
])('%j over %j: %j', (tops, pointer, expected) => {
  expect(coverOf(tops)(pointer)).toBe(expected);
});
