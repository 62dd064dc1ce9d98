// Names of worlds and packs: short where possible, unique always.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameProjects } from '../src/project-names.ts';

function named(roots: readonly string[], taken: Record<string, string> = {}) {
  const { names, clashes } = nameProjects(roots, new Map(Object.entries(taken)), 'repo');
  return { names: Object.fromEntries(names), clashes };
}

describe('nameProjects', () => {
  test.each([
    ['folder names', ['worlds/a', 'worlds/b'], {}, { 'worlds/a': 'a', 'worlds/b': 'b' }],
    ['equal folder names get their paths', ['x/a', 'y/z/a', 'y/b'], {}, { 'x/a': 'x-a', 'y/z/a': 'y-z-a', 'y/b': 'b' }],
    ['the name of a package is left to it', ['worlds/a'], { a: 'libs/a' }, { 'worlds/a': 'worlds-a' }],
    ['the root is called like the repository', ['.', 'worlds/a'], {}, { '.': 'repo', 'worlds/a': 'a' }],
  ])('%s', (_label, roots, taken, expected) => {
    expect(named(roots, taken)).toEqual({ names: expected, clashes: [] });
  });

  test('a clash that paths do not solve is given a suffix and told', () => {
    const { names, clashes } = named(['x/a', 'y/a', 'z/x-a']);
    expect(names['y/a']).toBe('y-a');
    expect(names['x/a']).toMatch(/^x-a-[0-9a-f]{8}$/);
    expect(names['z/x-a']).toMatch(/^x-a-[0-9a-f]{8}$/);
    expect(clashes).toEqual([
      { root: 'x/a', wanted: 'x-a', given: names['x/a'], others: ['z/x-a'] },
      { root: 'z/x-a', wanted: 'x-a', given: names['z/x-a'], others: ['x/a'] },
    ]);
  });

  test('a package that has both the folder name and the path name', () => {
    const { names, clashes } = named(['worlds/a'], { a: 'libs/one', 'worlds-a': 'libs/two' });
    expect(names['worlds/a']).toMatch(/^worlds-a-[0-9a-f]{8}$/);
    expect(clashes.map(({ others }) => others)).toEqual([['libs/two']]);
  });

  test('a folder called like the suffixed name of another', () => {
    const suffixed = named(['x/a', 'y/a', 'z/x-a']).names['x/a']!;
    const { names } = named(['x/a', 'y/a', 'z/x-a', `w/${suffixed}`]);
    expect(names[`w/${suffixed}`]).toBe(suffixed);
    expect(names['x/a']).toMatch(/^x-a-[0-9a-f]{16}$/);
  });

  test('always unique, and independent of the order of the folders', () => {
    const segment = fc.constantFrom('a', 'b', 'a-b', 'worlds', 'worlds-a');
    const root = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.uniqueArray(root, { maxLength: 12 }), fc.uniqueArray(segment), (roots, packages) => {
        const taken = Object.fromEntries(packages.map((name) => [name, `libs/${name}`]));
        const { names, clashes } = named(roots, taken);
        const all = [...Object.values(names), ...packages];
        expect(new Set(all).size).toBe(all.length);
        expect(named([...roots].reverse(), taken)).toEqual({ names, clashes });
      }),
      { seed: 11, verbose: true },
    );
  });
});
