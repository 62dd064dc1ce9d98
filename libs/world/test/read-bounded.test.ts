// Files are read when they are there, small enough and allowed.
import { expect, test } from 'vitest';
import { memoryHost } from '../src/index.ts';
import { MAX_FILE_BYTES, readBounded } from '../src/read-bounded.ts';

const host = memoryHost({ '/a': 'text', '/closed': { unreadable: true }, '/pipe': { special: true }, '/d/': '' });

const sized = (size: number) => ({ ...host, fileSize: () => size });

test('the bytes of a file', () => {
  expect(readBounded(host, '/a')).toEqual({ kind: 'bytes', bytes: new TextEncoder().encode('text') });
});

test.each(['/none', '/d', '/pipe', '/a/below'])('%s is missing', (path) => {
  expect(readBounded(host, path)).toEqual({ kind: 'missing' });
});

test('a file that may not be read', () => {
  expect(readBounded(host, '/closed')).toMatchObject({ kind: 'refused', why: 'access' });
});

test('the bound itself is allowed, one byte more is not', () => {
  expect(readBounded(sized(MAX_FILE_BYTES), '/a')).toMatchObject({ kind: 'bytes' });
  expect(readBounded(sized(MAX_FILE_BYTES + 1), '/a')).toEqual({
    kind: 'refused',
    why: 'size',
    reason: '16777217 bytes, at most 16777216 are read',
  });
});

test('a file that goes away between two looks', () => {
  expect(readBounded({ ...host, readFile: () => undefined }, '/a')).toEqual({ kind: 'missing' });
});

test('a bug is not taken for a file that may not be read', () => {
  const broken = { ...host, readFile: () => { throw new TypeError('bug'); } };
  expect(() => readBounded(broken, '/a')).toThrow(TypeError);
});
