// Names of inferred projects.
import { expect, test } from 'vitest';
import { nameProjects } from '../src/graph.ts';

const names = (roots: readonly string[], taken: Readonly<Record<string, string>> = {}) => {
  const named = nameProjects(roots, new Map(Object.entries(taken)), 'top');
  return { names: Object.fromEntries(named.names), clashes: named.clashes };
};

test('the folder, and the path of folders that share a name', () => {
  expect(names(['worlds/a', 'packs/b', 'worlds/b'])).toEqual({ names: { 'worlds/a': 'a', 'packs/b': 'packs-b', 'worlds/b': 'worlds-b' }, clashes: [] });
});

test('a name that another project has is avoided', () => {
  expect(names(['worlds/cli'], { cli: 'libs/cli' }).names).toEqual({ 'worlds/cli': 'worlds-cli' });
});

test('a remaining clash is data, and every project still has a name of its own', () => {
  const { names: given, clashes } = names(['a/b-c', 'a-b/c', 'x/c', 'x/b-c']);
  expect(clashes.map(({ root, wanted, others }) => ({ root, wanted, others }))).toEqual([
    { root: 'a-b/c', wanted: 'a-b-c', others: ['a/b-c'] },
    { root: 'a/b-c', wanted: 'a-b-c', others: ['a-b/c'] },
  ]);
  expect(new Set(Object.values(given)).size).toBe(4);
});

test('the order of roots does not show', () => {
  const roots = ['a/b-c', 'a-b/c', 'x/c', 'x/b-c', '.', 'y/top'];
  expect(names([...roots].reverse())).toEqual(names(roots));
});
