// Files above others: what is added, replaced and deleted is seen by every way of reading.
import { memoryHost } from '@nx-air/world';
import { expect, test } from 'vitest';
import { overlayHost } from '../../src/generators/workspace/overlay-host.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const below = memoryHost({ '/w/a.txt': 'old', '/w/gone/b.txt': 'b', '/w/dir/c.txt': 'c', '/w/link': { link: 'dir' } });
const host = overlayHost(below, new Map([['/w/a.txt', bytes('new')], ['/w/dir/deep/d.txt', bytes('d')]]), ['/w/gone']);

test.each([
  ['/w/a.txt', 'file', 'new'],
  ['/w/dir/deep/d.txt', 'file', 'd'],
  ['/w/dir/deep', 'directory', undefined],
  ['/w/dir/c.txt', 'file', 'c'],
  ['/w/gone', undefined, undefined],
  ['/w/gone/b.txt', undefined, undefined],
  ['/w/link', 'symlink', undefined],
  ['/w/none', undefined, undefined],
])('%s', (path, kind, text) => {
  const content = host.readFile(path);
  expect({ kind: host.kindOf(path), text: content && new TextDecoder().decode(content) }).toEqual({ kind, text });
  expect(host.fileSize(path)).toBe(text === undefined ? undefined : text.length);
});

test('folders list both, sorted', () => {
  expect(host.readDir('/w')).toEqual([
    { name: 'a.txt', kind: 'file' },
    { name: 'dir', kind: 'directory' },
    { name: 'link', kind: 'symlink' },
  ]);
  expect(host.readDir('/w/dir')?.map(({ name }) => name)).toEqual(['c.txt', 'deep']);
  expect(host.readDir('/w/gone')).toBeUndefined();
});

test.each([
  ['/w/dir/deep/d.txt', '/w/dir/deep/d.txt'],
  ['/w/link', '/w/dir'],
  ['/w/gone/b.txt', undefined],
  ['/w/none', undefined],
])('the real path of %s', (path, real) => {
  expect(host.realPath(path)).toBe(real);
});
