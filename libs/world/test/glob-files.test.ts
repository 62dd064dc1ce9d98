// Globs over a host: what matches, what links do, and that the disk and its twin agree.
import { describe, expect, test } from 'vitest';
import { globFiles } from '../src/glob-files.ts';
import type { GlobOptions } from '../src/glob-files.ts';
import { nodeFiles } from '../src/node-files.ts';
import type { FileHost } from '../src/index.ts';
import { diskRepo, repo } from './support/worlds.ts';

const FILES = {
  'a/x.txt': '',
  'a/y.txt': '',
  'a/.hidden/x.txt': '',
  'a/{b}/x.txt': '',
  'b/deep/er/x.txt': '',
  'B/x.txt': '',
  'link': { link: 'a' },
  'dead': { link: 'nothing' },
  'b/loop': { link: '..' },
};

const CASES: readonly (readonly [string, readonly string[], Partial<GlobOptions>, readonly string[]])[] = [
  ['one star stays in its folder', ['*/x.txt'], {}, ['B/x.txt', 'a/x.txt']],
  ['two stars do not, and see hidden folders', ['a/**/x.txt'], {}, ['a/.hidden/x.txt', 'a/x.txt', 'a/{b}/x.txt']],
  ['question mark and class', ['?/[xy].txt'], {}, ['B/x.txt', 'a/x.txt', 'a/y.txt']],
  ['question mark inside a name', ['b/d?ep/*/x.*'], {}, ['b/deep/er/x.txt']],
  ['braces are ordinary letters', ['a/{b}/*'], {}, ['a/{b}/x.txt']],
  ['upper and lower case differ', ['B/*'], {}, ['B/x.txt']],
  ['folders', ['*'], { kind: 'folders' }, ['B', 'a', 'b']],
  ['folders behind links, dead ones left out', ['*'], { kind: 'folders', followLinks: true }, ['B', 'a', 'b', 'link']],
  ['ignored folders', ['**/x.txt'], { ignore: ['a/**', 'B/**'] }, ['b/deep/er/x.txt']],
  ['nothing there', ['none/*'], {}, []],
];

const glob = (files: FileHost, root: string, patterns: readonly string[], options: Partial<GlobOptions>) =>
  globFiles(files, root, patterns, { kind: 'files', followLinks: false, ...options }).map((path) => path.slice(root.length + 1));

describe.each([
  ['in memory', () => [repo(FILES), '/repo'] as const],
  ['on disk', () => [nodeFiles(), diskRepo(FILES)] as const],
])('%s', (_where, open) => {
  test.each(CASES)('%s', (_name, patterns, options, expected) => {
    const [files, root] = open();
    expect(glob(files, root, patterns, options)).toEqual(expected);
  });
});
