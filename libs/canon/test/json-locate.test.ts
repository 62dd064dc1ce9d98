// Places of pointers in text, also where the text or the pointer is broken.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLocator, joinPointer, locateJson, writeJson } from '../src/index.ts';
import type { JsonValue } from '../src/index.ts';
import { text as anyText } from './arbitrary-values.ts';
import { settings } from './property-settings.ts';

const text = `{
  "name": "acme.flow/Sync@1",
  "steps": [
    { "id": "a", "op": "end" },
    {
      "id" : "]}{,",
      "a/b~c": { "caf\\u00e9": [1, [2, 3]] }
    }
  ],
  "dup": 1,
  "dup": 2,
  "": {}
}
`;

/** The rest of the line at the place. */
const at = (source: string, pointer: string, side?: 'key' | 'value'): string => {
  const { line, column, offset } = locateJson(source, pointer, side);
  const lineText = source.split('\n')[line - 1]!;
  expect(source.slice(offset).startsWith(lineText.slice(column - 1))).toBe(true);
  return `${line}:${column} ${lineText.slice(column - 1)}`;
};

describe('existing places', () => {
  test.each<[string, string, string]>([
    ['', '1:1 {', '1:1 {'],
    ['/name', '2:11 "acme.flow/Sync@1",', '2:3 "name": "acme.flow/Sync@1",'],
    ['/steps', '3:12 [', '3:3 "steps": ['],
    ['/steps/0', '4:5 { "id": "a", "op": "end" },', '4:5 { "id": "a", "op": "end" },'],
    ['/steps/0/op', '4:24 "end" },', '4:18 "op": "end" },'],
    ['/steps/1/id', '6:14 "]}{,",', '6:7 "id" : "]}{,",'],
    ['/steps/1/a~1b~0c/café/1/0', '7:36 2, 3]] }', '7:36 2, 3]] }'],
    ['/steps/1/a~1b~0c/café', '7:31 [1, [2, 3]] }', '7:18 "caf\\u00e9": [1, [2, 3]] }'],
    ['/dup', '11:10 2,', '11:3 "dup": 2,'],
    ['/', '12:7 {}', '12:3 "": {}'],
  ])('%s', (pointer, value, key) => {
    expect(at(text, pointer)).toBe(value);
    expect(at(text, pointer, 'key')).toBe(key);
  });
});

describe('missing places answer with the nearest ancestor', () => {
  test.each<[string, string]>([
    ['/nope', '1:1 {'],
    ['/nope/deep/er', '1:1 {'],
    ['/name/length', '2:11 "acme.flow/Sync@1",'],
    ['/steps/2', '3:12 ['],
    ['/steps/-', '3:12 ['],
    ['/steps/01', '3:12 ['],
    ['/steps/-1', '3:12 ['],
    ['/steps/length', '3:12 ['],
    ['/steps/0/cap', '4:5 { "id": "a", "op": "end" },'],
    ['/__proto__', '1:1 {'],
    ['/steps/99999999999999999999', '3:12 ['],
  ])('%s', (pointer, place) => expect(at(text, pointer)).toBe(place));
  test('the key side of a missing member is the key of its ancestor', () => {
    expect(at(text, '/steps/5', 'key')).toBe('3:3 "steps": [');
  });
});

describe('broken text', () => {
  test.each<[string, string, string]>([
    ['', '/a', '1:1 '],
    ['   ', '', '1:4 '],
    ['{"a":1,"b":', '/b', '1:12 '],
    ['{"a":1,"b', '/b', '1:1 {"a":1,"b'],
    ['{"a":[1,oops,3],"b":2}', '/b', '1:21 2}'],
    ['{"a":[1,oops,3],"b":2}', '/a/1', '1:9 oops,3],"b":2}'],
    ['{"a":[[[[,"b":2}', '/b', '1:1 {"a":[[[[,"b":2}'],
    ['{"a" 1,"b":2}', '/b', '1:1 {"a" 1,"b":2}'],
    ['{"\\q":1,"b":2}', '/b', '1:13 2}'],
    ['"abc', '/a', '1:1 "abc'],
    ['\ufeff{"a":1}', '/a', '1:7 1}'],
    ['[,]', '/0', '1:2 ,]'],
    [']', '/0', '1:1 ]'],
  ])('%j %s', (source, pointer, place) => expect(at(source, pointer)).toBe(place));
});

test('CRLF and tabs', () => {
  expect(locateJson('{\r\n\t"a":\r\n\t\t[ 1 ]\r\n}', '/a/0')).toEqual({ offset: 14, line: 3, column: 5 });
});

test('deep nesting does not need the stack', () => {
  const deep = '['.repeat(200_000);
  expect(locateJson(`{"a":${deep}${']'.repeat(200_000)},"b":1}`, '/b').offset).toBe(5 + 400_000 + 5);
});

test('every pointer of a random value leads to its own text', () => {
  const value: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>(tie => ({
    value: fc.oneof({ maxDepth: 4 }, fc.integer(), anyText, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(anyText, tie('value'), { maxKeys: 4 })),
  })).value;
  function* places(item: JsonValue, pointer: string): Generator<readonly [string, JsonValue]> {
    yield [pointer, item];
    if (typeof item !== 'object' || item === null) return;
    for (const [key, child] of Object.entries(item)) yield* places(child, joinPointer(pointer, key));
  }
  fc.assert(
    fc.property(value, original => {
      const source = writeJson(original, 0);
      for (const [pointer, item] of places(original, '')) {
        expect(source.slice(locateJson(source, pointer).offset).startsWith(writeJson(item, 0).trimEnd())).toBe(true);
      }
    }),
    settings(500),
  );
});

describe('one locator for many questions', () => {
  test('answers each as if it were the first, in broken and valid text', () => {
    const segment = fc.constantFrom('a', 'b', '0', '1', '');
    const broken = fc.oneof(
      fc.json(),
      fc.tuple(fc.json(), fc.nat(), fc.constantFrom('', '"', '{', ']', ',', '\\')).map(([json, at, put]) => {
        const cut = at % (json.length + 1);
        return json.slice(0, cut) + put + json.slice(cut + 1);
      }),
      fc.array(fc.constantFrom('{', '}', '[', ']', '"a"', '"b"', ':', ',', '1', ' ', '\n', '"')).map((parts) => parts.join('')),
    );
    const question = fc.tuple(fc.array(segment, { maxLength: 4 }), fc.constantFrom('key' as const, 'value' as const));
    fc.assert(
      fc.property(broken, fc.array(question, { maxLength: 6 }), (json, questions) => {
        const locate = createLocator(json);
        for (const [segments, side] of questions) {
          const pointer = segments.map((part) => `/${part}`).join('');
          expect(locate(pointer, side)).toEqual(locateJson(json, pointer, side));
        }
      }),
      settings(2000),
    );
  });
});
