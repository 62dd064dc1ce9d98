// Folders that ignore files keep out of Nx's file index.
import { describe, expect, test } from 'vitest';
import { ignoreTest } from '../src/ignored.ts';

const files: Record<string, string> = {
  '.gitignore': '# built\nbuild/\n/top\n*.gen\ncrates/*/out\nkept\n!kept\n**/deep\n\n',
  '.nxignore': 'hidden\n',
  'sub/.gitignore': '/mine\nany\n',
};
const isIgnored = ignoreTest((file) => files[file]);

describe('ignoreTest', () => {
  test.each([
    ['node_modules/p', true],
    ['a/vendor/p', true],
    ['crate/target/x', true],
    ['a/build/air', true],
    ['builds/air', false],
    ['top/air', true],
    ['a/top/air', false],
    ['a/b.gen/air', true],
    ['crates/x/out/air', true],
    ['out/air', false],
    ['a/b/deep', true],
    ['hidden/air', true],
    ['sub/mine/air', true],
    ['mine/air', false],
    ['sub/x/any', true],
    ['x/any', false],
    ['plan-packs/core', false],
  ])('%s: %s', (path, expected) => {
    expect(isIgnored(path)).toBe(expected);
  });

  test('taken back in with ! still counts as ignored: reading it twice is safe', () => {
    expect(isIgnored('kept/air')).toBe(true);
  });
});
