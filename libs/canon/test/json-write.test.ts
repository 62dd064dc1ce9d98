// JSON text that we write.
import { expect, test } from 'vitest';
import { readJson, writeJson } from '../src/index.ts';
import type { JsonValue } from '../src/index.ts';

test.each<[JsonValue, string]>([
  [null, 'null\n'],
  [2n ** 64n - 1n, '18446744073709551615\n'],
  [1.5, '1.5\n'],
  [[], '[]\n'],
  [{}, '{}\n'],
  ['a"\n\ud800', '"a\\"\\n\\ud800"\n'],
  [{ b: [1, { c: true }], a: [] }, '{\n  "b": [\n    1,\n    {\n      "c": true\n    }\n  ],\n  "a": []\n}\n'],
])('%#', (value, text) => expect(writeJson(value)).toBe(text));

test('other indents', () => {
  expect(writeJson({ a: [1, 2n], b: {} }, 0)).toBe('{"a":[1,2],"b":{}}\n');
  expect(writeJson([1], 4)).toBe('[\n    1\n]\n');
});

test('the same layout as JSON.stringify where that can write the value', () => {
  const value = { a: [1, [2, { b: null }], ''], 'k"': { x: {} }, 10: false };
  for (const indent of [0, 1, 2, 3]) expect(writeJson(value, indent)).toBe(`${JSON.stringify(value, null, indent)}\n`);
});

test('what readJson yields', () => {
  const text = '{\n  "n": -9223372036854775808,\n  "__x__": "é"\n}\n';
  expect(writeJson(readJson(text).value!)).toBe(text);
});

test.each<[unknown, string]>([
  [{ a: [Number.NaN] }, "NaN at '/a/0' has no JSON text"],
  [[-Infinity], "-Infinity at '/0' has no JSON text"],
  [{ a: undefined }, "undefined at '/a' has no JSON text"],
  [{ a: () => 0 }, "function at '/a' has no JSON text"],
])('refused %#', (value, message) => {
  expect(() => writeJson(value as JsonValue)).toThrow(expect.objectContaining({ code: 'not_encodable', message }));
});
