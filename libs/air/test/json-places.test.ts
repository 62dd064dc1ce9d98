// Many places in one text, equal to those of canon's locateJson.
import { locateJson } from '@nx-air/canon';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonPlaces } from '../src/json-places.ts';

const TEXT = '{\n  "a": [1, {"b/c": "x"}],\r\n  "e\\u0041": {"}": [[]]},\n  "a~": null, "a": [5]\n}';

describe('jsonPlaces', () => {
  it.each(['', '/a', '/a/0', '/a/1', '/a/1/b~1c', '/eA', '/eA/}', '/eA/}/0', '/a~0', '/a/x', '/a/01', '/no', '/no/way', '/a/-1'])(
    'agrees with locateJson on %j',
    (pointer) => {
      const places = jsonPlaces(TEXT);
      for (const at of ['value', 'key'] as const) {
        const { line, column } = locateJson(TEXT, pointer, at);
        expect(places(pointer, at)).toEqual({ line, column });
      }
    },
  );

  it('agrees on broken and valid text alike', () => {
    const segment = fc.constantFrom('a', 'b', '0', '1', '');
    const text = fc.oneof(
      fc.json(),
      fc.tuple(fc.json(), fc.nat(), fc.constantFrom('', '"', '{', ']', ',', '\\')).map(([json, at, put]) => {
        const cut = at % (json.length + 1);
        return json.slice(0, cut) + put + json.slice(cut + 1);
      }),
      fc.array(fc.constantFrom('{', '}', '[', ']', '"a"', '"b"', ':', ',', '1', ' ', '\n', '"')).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, fc.array(segment, { maxLength: 4 }), fc.constantFrom('key', 'value'), (json, segments, at) => {
        const pointer = segments.map((part) => `/${part}`).join('');
        const { line, column } = locateJson(json, pointer, at);
        expect(jsonPlaces(json)(pointer, at)).toEqual({ line, column });
      }),
      { seed: 11, numRuns: 5000, verbose: true },
    );
  });

  it('starts behind a byte order mark', () => {
    expect(jsonPlaces('\uFEFF {}')('')).toEqual({ line: 1, column: 3 });
  });
});
