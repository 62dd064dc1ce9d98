// How new JSON is laid out, and that the files of this repository are laid out so.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { layoutFile, layoutJson } from '../src/json-layout.ts';

test.each([
  ['a scalar', 1, '1'],
  ['nothing in it', { a: [], b: {} }, '{ "a": [], "b": {} }'],
  ['short', { name: 'a/B@1', list: [{ x: 1 }, null, true] }, '{ "name": "a/B@1", "list": [{ "x": 1 }, null, true] }'],
  ['text that needs escapes', 'a"\n', '"a\\"\\n"'],
])('%s stands on one line', (_label, value, text) => {
  expect(layoutJson(value)).toBe(text);
});

test('what is too long has a line for each member', () => {
  expect(layoutJson({ first: 'x'.repeat(30), second: ['y'.repeat(20), 'z'.repeat(20)] }, { width: 60 })).toMatchInlineSnapshot(`
    "{
      "first": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      "second": [
        "yyyyyyyyyyyyyyyyyyyy",
        "zzzzzzzzzzzzzzzzzzzz"
      ]
    }"
  `);
});

test('what stands before it on its line counts', () => {
  const value = { a: 1, b: 2 };
  expect(layoutJson(value, { width: 21, taken: 4 })).toBe('{\n  "a": 1,\n  "b": 2\n}');
  expect(layoutJson(value, { width: 22, taken: 4 })).toBe('{ "a": 1, "b": 2 }');
});

test('a file has a line for each definition and ends with a line feed', () => {
  expect(layoutFile([{ a: 1 }])).toBe('[\n  { "a": 1 }\n]\n');
  expect(layoutFile({ a: 1 })).toBe('{\n  "a": 1\n}\n');
  expect(layoutFile(1)).toBe('1\n');
});

test.each(['worlds/daily-digest/air/manifest.air.json', 'worlds/rate-quotes/air/defs.air.json'])('%s is laid out so', (file) => {
  const text = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
  expect(layoutFile(JSON.parse(text))).toBe(text);
});
