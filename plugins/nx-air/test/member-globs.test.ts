// Workspace members: the folders that npm, Yarn and pnpm declare.
import { describe, expect, test } from 'vitest';
import { memberMatcher, memberPatterns } from '../src/member-globs.ts';

describe('memberMatcher', () => {
  test.each([
    [['libs/*'], 'libs/a', true],
    [['libs/*'], 'libs/a/b', false],
    [['./libs/*/'], 'libs/a', true],
    [['libs/*/package.json'], 'libs/a', true],
    [['libs/**'], 'libs/a/b', true],
    [['**/air'], 'a/b/air', true],
    [['**/air'], 'air', true],
    [['libs/{a,b}'], 'libs/b', true],
    [['libs/{a,b}'], 'libs/c', false],
    [['libs/a+b (x)'], 'libs/a+b (x)', true],
    [['libs/?'], 'libs/ab', false],
    [['libs/*', '!libs/old'], 'libs/old', false],
    [['libs/*', '!libs/old'], 'libs/new', true],
    [['libs/a.b'], 'libs/axb', false],
    [[], 'libs/a', false],
  ])('%j and %s: %s', (patterns, folder, expected) => {
    expect(memberMatcher(patterns)(folder)).toBe(expected);
  });
});

describe('memberPatterns', () => {
  test.each([
    ['an array', { workspaces: ['a/*', 7] }, undefined, ['a/*']],
    ["Yarn's object", { workspaces: { packages: ['a/*'] } }, undefined, ['a/*']],
    ['nothing', {}, undefined, []],
    ['a broken root package.json', undefined, undefined, []],
    ['pnpm', {}, "# c\nonlyBuilt:\n  - 'no'\npackages:\n  - 'a/*'\n  - \"b/*\"\n  - c # note\ncatalog:\n  - d\n", ['a/*', 'b/*', 'c']],
  ])('%s', (_label, json, yaml, expected) => {
    expect(memberPatterns(json, yaml)).toEqual(expected);
  });
});
