// Which files of a tree hold definitions, and what is reported instead.
import { describe, expect, test } from 'vitest';
import { memoryHost } from '../src/index.ts';
import type { MemoryFile } from '../src/index.ts';
import { scanFolder } from '../src/scan.ts';

const scan = (files: Readonly<Record<string, MemoryFile>>) => {
  const { files: found, obstacles } = scanFolder(memoryHost(files), '/r');
  return [...found, ...obstacles.map((obstacle) => `${obstacle.kind} ${obstacle.path}`)];
};

describe('files', () => {
  test.each<[string, Readonly<Record<string, MemoryFile>>, readonly string[]]>([
    ['recursive, any case of .json, sorted by code point', { '/r/b.JSON': '', '/r/a.json': '', '/r/Z.Json': '', '/r/é.json': '', '/r/d/x.json': '' }, ['/r/Z.Json', '/r/a.json', '/r/b.JSON', '/r/d/x.json', '/r/é.json']],
    ['other files are nobody\'s business', { '/r/README.md': '', '/r/jsonx': '', '/r/a.json5': '', '/r/.json/x.txt': '' }, []],
    ['hidden files and folders count', { '/r/.a.json': '', '/r/.d/b.json': '' }, ['/r/.a.json', '/r/.d/b.json']],
    ['package.json and node_modules of an npm package root', { '/r/package.json': '', '/r/node_modules/x/air/a.json': '', '/r/a.json': '' }, ['/r/a.json']],
    ['deeper they are definitions like any other', { '/r/d/package.json': '', '/r/d/node_modules/a.json': '' }, ['/r/d/node_modules/a.json', '/r/d/package.json']],
    ['node_modules of a root that is no package', { '/r/node_modules/a.json': '' }, ['/r/node_modules/a.json']],
    ['a folder named dist is a folder like any other', { '/r/p/x.json': '', '/r/p/dist/y.json': '' }, ['/r/p/dist/y.json', '/r/p/x.json']],
    ['an empty root, a missing root', {}, []],
  ])('%s', (_name, files, expected) => expect(scan(files)).toEqual(expected));
});

describe('obstacles', () => {
  test.each<[string, Readonly<Record<string, MemoryFile>>, readonly string[]]>([
    ['linked definition file', { '/r/a.json': { link: '../x.json' }, '/x.json': '' }, ['link /r/a.json']],
    ['linked folder', { '/r/d': { link: '../d' }, '/d/a.json': '' }, ['link /r/d']],
    ['link in a circle', { '/r/d': { link: '.' } }, ['link /r/d']],
    ['link to itself', { '/r/l': { link: 'l' } }, ['link /r/l']],
    ['link to nothing', { '/r/l': { link: 'nothing' } }, ['link /r/l']],
    ['a linked README does not matter', { '/r/README.md': { link: '../README.md' }, '/README.md': '' }, []],
    ['a pipe named like a definition', { '/r/a.json': { special: true }, '/r/pipe': { special: true } }, ['special /r/a.json']],
    ['an aos.sync.json, at any depth', { '/r/aos.sync.json': '', '/r/d/aos.sync.json': '' }, ['sync-config /r/aos.sync.json', 'sync-config /r/d/aos.sync.json']],
    ['names that differ in case', { '/r/d/a.json': '', '/r/D/A.json': '' }, ['/r/D/A.json', '/r/d/a.json', 'case-clash /r/d/a.json']],
    ['a linked package.json is not skipped', { '/r/package.json': { link: '../p.json' }, '/p.json': '' }, ['link /r/package.json']],
  ])('%s', (_name, files, expected) => expect(scan(files)).toEqual(expected));
});

test('a folder is listed once and a file never read, for 10,000 files', () => {
  const files = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`/r/${index % 100}/${index}.json`, '']));
  const host = memoryHost(files);
  let listed = 0;
  const counting = { ...host, readDir: (path: string) => ((listed += 1), host.readDir(path)), readFile: () => { throw new Error('read'); }, fileSize: () => { throw new Error('size'); }, realPath: () => { throw new Error('realpath'); } };
  expect(scanFolder(counting, '/r').files).toHaveLength(10_000);
  expect(listed).toBe(101);
});

test('the order of directory entries does not show', () => {
  const files = { '/r/b.json': '', '/r/a/x.json': '', '/r/a/X.json': '', '/r/l.json': { link: 'b.json' }, '/r/c.json': '' };
  const reversed = memoryHost(files, { order: (entries) => [...entries].reverse() });
  expect(scanFolder(reversed, '/r')).toEqual(scanFolder(memoryHost(files), '/r'));
});
