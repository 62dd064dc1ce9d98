// What is added where, and that nothing else of the text changes.
import { layoutFile } from '@nx-air/canon/json';
import fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { expect, test } from 'vitest';
import { editJson, type JsonEdit } from '../src/edit-json.ts';

const add = (path: string, ...items: (string | { name: string })[]): JsonEdit => ({ add: path.split('.'), items });
const set = (path: string, value: string): JsonEdit => ({ set: path.split('.'), value });

test.each<[string, string, JsonEdit[], string]>([
  ['an empty list', '{\n  "a": []\n}\n', [add('a', 'x')], '{\n  "a": ["x"]\n}\n'],
  ['a missing list', '{\n  "b": 1\n}\n', [add('a', 'x')], '{\n  "b": 1,\n  "a": ["x"]\n}\n'],
  ['a missing list in a missing object', '{\n  "b": 1\n}\n', [add('a.c', 'x')], '{\n  "b": 1,\n  "a": { "c": ["x"] }\n}\n'],
  ['the whole file', '{}', [add('a', 'x')], '{ "a": ["x"] }'],
  ['a list with a line for each item', '{\n  "a": [\n    "x"\n  ]\n}\n', [add('a', 'y')], '{\n  "a": [\n    "x",\n    "y"\n  ]\n}\n'],
  ['a list on one line', '{\n  "a": ["x"]\n}\n', [add('a', 'y', 'z')], '{\n  "a": ["x", "y", "z"]\n}\n'],
  ['a list on one line with another style', '{\n  "a": [ "x" ]\n}\n', [add('a', 'y')], '{\n  "a": [ "x", "y" ]\n}\n'],
  ['a text without blanks', '{"b":1,"a":["x"]}', [add('a', 'y'), set('c', 'z')], '{"b":1,"a":["x","y"],"c":"z"}'],
  ['a text on one line with blanks', '{"b": 1, "a": ["x"]}', [add('a', 'y'), set('c', 'z')], '{"b": 1, "a": ["x", "y"], "c": "z"}'],
  ['tabs', '{\n\t"a": [\n\t\t"x"\n\t]\n}\n', [add('a', { name: 'y' })], '{\n\t"a": [\n\t\t"x",\n\t\t{ "name": "y" }\n\t]\n}\n'],
  ['CRLF', '{\r\n  "a": [\r\n    "x"\r\n  ]\r\n}\r\n', [add('a', 'y'), set('b', 'z')], '{\r\n  "a": [\r\n    "x",\r\n    "y"\r\n  ],\r\n  "b": "z"\r\n}\r\n'],
  ['a byte order mark', '\uFEFF{\n  "a": []\n}\n', [add('a', 'x')], '\uFEFF{\n  "a": ["x"]\n}\n'],
  ['comments', '{\n  // why\n  "a": [\n    "x" // here\n  ] /* end */\n}\n', [add('a', 'y')], '{\n  // why\n  "a": [\n    "x",\n    "y" // here\n  ] /* end */\n}\n'],
  ['a comment in an empty list', '{\n  "a": [/* none */]\n}\n', [add('a', 'x')], '{\n  "a": ["x"/* none */]\n}\n'],
  ['a member that is there', '{\n  "a": { "b": "x" },\n  "c":1\n}\n', [set('a.b', 'y')], '{\n  "a": { "b": "y" },\n  "c":1\n}\n'],
  ['items sorted by name', '{\n  "a": [\n    {"name":"a"},\n    {"name":"c"}\n  ]\n}\n', [add('a', { name: 'b' }, { name: 'd' }, { name: '0' })], '{\n  "a": [\n    { "name": "0" },\n    {"name":"a"},\n    { "name": "b" },\n    {"name":"c"},\n    { "name": "d" }\n  ]\n}\n'],
  ['items at the beginning', '{\n  "a": ["x"]\n}\n', [{ add: ['a'], items: ['y', 'z'], first: true }], '{\n  "a": ["y", "z", "x"]\n}\n'],
  ['items with a line for each member', '{\n  "a": []\n}\n', [{ add: ['a'], items: [{ b: { c: 1 } }], spread: true }], '{\n  "a": [\n    {\n      "b": {\n        "c": 1\n      }\n    }\n  ]\n}\n'],
  ['items not sorted by name', '{\n  "a": [{ "name": "c" }, { "name": "a" }]\n}\n', [add('a', { name: 'b' })], '{\n  "a": [{ "name": "c" }, { "name": "a" }, { "name": "b" }]\n}\n'],
])('%s', (_label, text, edits, after) => {
  expect(editJson(text, edits)).toBe(after);
});

test('a list that grows too long for its line gets a line for each item', () => {
  const names = ['a', 'b', 'c', 'd'].map((name) => ({ name: name.repeat(20) }));
  const before = layoutFile({ list: names.slice(0, 3) });
  expect(editJson(before, [{ add: ['list'], items: names.slice(3) }])).toBe(layoutFile({ list: names }));
});

test.each<[string, string, JsonEdit, string]>([
  ['nothing', '', set('a', 'x'), 'no JSON'],
  ['a list where an object is wanted', '[]', set('a', 'x'), 'no object at /'],
  ['an object where a list is wanted', '{"a": {}}', add('a', 'x'), 'no list at /a'],
  ['a text on the way', '{"a": "b"}', set('a.b', 'x'), 'no object at /a'],
])('%s is refused', (_label, text, edit, said) => {
  expect(() => editJson(text, [edit])).toThrow(said);
});

test('no items change nothing, not even a missing list', () => {
  expect(editJson('{ }', [add('a')])).toBe('{ }');
});

test('whatever the text, the value is what the edit asks for and other lines stay', () => {
  const name = fc.stringMatching(/^[a-z]{1,6}$/u);
  const list = fc.array(fc.record({ name }), { maxLength: 6 });
  const indent = fc.constantFrom(undefined, 2, 3, '\t');
  fc.assert(
    fc.property(list, list, indent, fc.boolean(), (present, items, unit, laidOut) => {
      const text = laidOut ? layoutFile({ before: 1, list: present, after: 2 }) : JSON.stringify({ before: 1, list: present, after: 2 }, undefined, unit);
      const after: unknown = parse(editJson(text, [{ add: ['list'], items }]));
      expect(after).toMatchObject({ before: 1, after: 2 });
      const added = (after as { list: { name: string }[] }).list.map((item) => item.name);
      expect([...added].sort()).toEqual([...present, ...items].map((item) => item.name).sort());
    }),
    { seed: 20261121, verbose: true },
  );
});
