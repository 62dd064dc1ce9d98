// Path arithmetic, by table.
import { describe, expect, test } from 'vitest';
import { ancestors, baseName, isInside, joinPath, normalizePath, parentPath, relativePath } from '../src/paths.ts';

test.each([
  ['/a/b/../c', '/a/c'],
  ['/../a', '/a'],
  ['/a/./b//c/', '/a/b/c'],
  ['a/../b', 'b'],
  ['/', '/'],
])('normalizePath %s', (path, expected) => expect(normalizePath(path)).toBe(expected));

test.each([
  ['/a', 'b', '/a/b'],
  ['/a/b', '../c', '/a/c'],
  ['/a', '.', '/a'],
  ['/a', '', '/a'],
  ['/a', '../../..', '/'],
])('joinPath %s %s', (base, relative, expected) => expect(joinPath(base, relative)).toBe(expected));

test.each([
  ['/a', '/a', true],
  ['/a', '/a/b', true],
  ['/a', '/ab', false],
  ['/a/b', '/a', false],
  ['/', '/a', true],
])('isInside %s %s', (root, path, expected) => expect(isInside(root, path)).toBe(expected));

test.each([
  ['/r', '/r/a/b', 'a/b'],
  ['/r', '/r', ''],
  ['/r/a', '/r/b', '../b'],
  ['/r/a/b', '/', '../../..'],
])('relativePath %s %s', (from, to, expected) => expect(relativePath(from, to)).toBe(expected));

describe('parts', () => {
  test('parents end at the root', () => {
    expect([parentPath('/a/b'), parentPath('/a'), parentPath('/')]).toEqual(['/a', '/', '/']);
    expect([baseName('/a/b'), baseName('/')]).toEqual(['b', '']);
  });

  test('ancestors stop at the fence, or at the root when the fence is not above', () => {
    expect(ancestors('/r/a/b', '/r')).toEqual(['/r/a/b', '/r/a', '/r']);
    expect(ancestors('/r', '/r')).toEqual(['/r']);
    expect(ancestors('/x/y', '/r')).toEqual(['/x/y', '/x', '/']);
  });
});
