// Worlds and packs of a repository and the names they have.
import { describe, expect, test } from 'vitest';
import { findProjectFolder, findProjects } from '../src/index.ts';
import { readWorkspace } from '../src/graph.ts';
import { repo } from './support/worlds.ts';
import type { Files } from './support/worlds.ts';

const names = (files: Files) => Object.fromEntries(findProjects(repo(files), '/repo').map(({ root, kind, name }) => [root, `${kind} ${name}`]));

const world = '{}';
const pack = '[]';

describe('projects', () => {
  test.each<[string, Files, Readonly<Record<string, string>>]>([
    ['worlds anywhere, packs in their two places', {
      'worlds/a/aos.sync.json': world, 'deep/down/b/aos.sync.json': world, 'plan-packs/p/defs.air.json': pack, 'crates/c/air/exports/plan-packs/q/defs.air.json': pack,
      'plan-packs/p/more/defs.air.json': pack, 'other/plan-packs/r/defs.air.json': pack, 'air/exports/plan-packs/s/defs.air.json': pack,
    }, { 'worlds/a': 'world a', 'deep/down/b': 'world b', 'plan-packs/p': 'pack p', 'crates/c/air/exports/plan-packs/q': 'pack q', 'air/exports/plan-packs/s': 'pack s' }],
    ['not below node_modules, dist, target, .git, .nx', Object.fromEntries(['node_modules', 'dist', 'target', '.git', '.nx'].map((folder) => [`x/${folder}/w/aos.sync.json`, world])), {}],
    ['links are not followed', { 'real/a/aos.sync.json': world, 'linked': { link: 'real' } }, { 'real/a': 'world a' }],
    ['both is a world', { 'plan-packs/p/defs.air.json': pack, 'plan-packs/p/aos.sync.json': world }, { 'plan-packs/p': 'world p' }],
    ['the repository itself', { 'aos.sync.json': world, 'package.json': { name: 'top' } }, { '.': 'world top' }],
    ['equal folder names', { 'a/x/aos.sync.json': world, 'b/x/aos.sync.json': world }, { 'a/x': 'world a-x', 'b/x': 'world b-x' }],
    ['an npm workspace package keeps its name', { 'package.json': { workspaces: ['plan-packs/*'] }, 'plan-packs/p/package.json': { name: '@acme/p' }, 'plan-packs/p/defs.air.json': pack }, { 'plan-packs/p': 'pack @acme/p' }],
    ['a package that is no member does not', { 'package.json': { workspaces: ['libs/*'] }, 'plan-packs/p/package.json': { name: '@acme/p' }, 'plan-packs/p/defs.air.json': pack }, { 'plan-packs/p': 'pack p' }],
    ['excluded members', { 'package.json': { workspaces: { packages: ['plan-packs/*', '!plan-packs/p'] } }, 'plan-packs/p/package.json': { name: '@acme/p' }, 'plan-packs/p/defs.air.json': pack }, { 'plan-packs/p': 'pack p' }],
    ['a project.json names its folder', { 'worlds/a/aos.sync.json': world, 'worlds/a/project.json': { name: 'named' } }, { 'worlds/a': 'world named' }],
    ['a name of another project is avoided', { 'package.json': { workspaces: ['libs/*'] }, 'libs/x/package.json': { name: 'cli' }, 'worlds/cli/aos.sync.json': world }, { 'worlds/cli': 'world worlds-cli' }],
    ['broken package.json and project.json', { 'package.json': '{', 'worlds/a/aos.sync.json': '{', 'worlds/a/project.json': '{' }, { 'worlds/a': 'world a' }],
  ])('%s', (_name, files, expected) => expect(names(files)).toEqual(expected));
});

test('a remaining clash is data', () => {
  const files = { 'a/b-c/aos.sync.json': world, 'a-b/c/aos.sync.json': world, 'x/c/aos.sync.json': world, 'x/b-c/aos.sync.json': world };
  const { projects, clashes } = readWorkspace(repo(files), '/repo');
  expect(clashes.map(({ root, wanted }) => `${root} ${wanted}`)).toEqual(['a-b/c a-b-c', 'a/b-c a-b-c']);
  expect(new Set(projects.map(({ name }) => name)).size).toBe(4);
});

test('a name leads to its folder', () => {
  const host = repo({ 'worlds/a/aos.sync.json': world, 'aos.sync.json': world, 'package.json': { name: 'top' } });
  expect(['a', 'top', 'b'].map((name) => findProjectFolder(host, '/repo', name))).toEqual(['/repo/worlds/a', '/repo', undefined]);
});
