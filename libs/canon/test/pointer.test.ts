// JSON pointers: the examples of RFC 6901, and splitting against joining.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinPointer, splitPointer } from '../src/index.ts';
import { text } from './arbitrary-values.ts';
import { settings } from './property-settings.ts';

describe('the examples of RFC 6901', () => {
  test.each<[string, readonly string[]]>([
    ['', []],
    ['/foo', ['foo']],
    ['/foo/0', ['foo', '0']],
    ['/', ['']],
    ['/a~1b', ['a/b']],
    ['/c%d', ['c%d']],
    ['/i\\j', ['i\\j']],
    ['/ ', [' ']],
    ['/m~0n', ['m~n']],
    ['/~01', ['~1']],
  ])('%j', (pointer, segments) => {
    expect(splitPointer(pointer)).toEqual(segments);
    expect(joinPointer('', ...segments)).toBe(pointer);
  });
});

test('joining goes on from a base', () => {
  expect(joinPointer('/steps', 0, 'a/b')).toBe('/steps/0/a~1b');
  expect(joinPointer('/steps')).toBe('/steps');
});

test('splitting undoes joining', () => {
  fc.assert(
    fc.property(fc.array(text), segments => {
      expect(splitPointer(joinPointer('', ...segments))).toEqual(segments);
    }),
    settings(500),
  );
});

test('a pointer without leading slash is a bug of the caller', () => {
  expect(() => splitPointer('steps/0')).toThrow(expect.objectContaining({ code: 'bad_pointer' }));
});
