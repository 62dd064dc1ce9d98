// Which files make a project.
import { describe, expect, test } from 'vitest';
import { sortProjectFiles } from '../src/project-files.ts';

describe('sortProjectFiles', () => {
  test.each([
    ['worlds/a/aos.sync.json', 'world worlds/a'],
    ['aos.sync.json', 'world .'],
    ['plan-packs/core/defs.air.json', 'pack plan-packs/core'],
    ['crates/sdk/air/exports/plan-packs/core/defs.air.json', 'pack crates/sdk/air/exports/plan-packs/core'],
    ['air/exports/plan-packs/core/defs.air.json', 'pack air/exports/plan-packs/core'],
  ])('%s is a %s', (file, expected) => {
    expect(sortProjectFiles([file]).air.map(({ kind, root }) => `${kind} ${root}`)).toEqual([expected]);
  });

  test.each([
    'node_modules/x/aos.sync.json',
    'dist/worlds/a/aos.sync.json',
    'crates/target/package/x/plan-packs/a/defs.air.json',
    'libs/plan-packs/core/defs.air.json',
    'exports/plan-packs/core/defs.air.json',
    'plan-packs/core/air/defs.air.json',
    'plan-packs/defs.air.json',
    'worlds/a/defs.air.json',
  ])('%s is no project', (file) => {
    expect(sortProjectFiles([file]).air).toEqual([]);
  });

  test('a folder with both files is one world', () => {
    const files = ['plan-packs/core/defs.air.json', 'plan-packs/core/aos.sync.json'];
    expect(sortProjectFiles(files).air).toEqual([{ kind: 'world', root: 'plan-packs/core', file: 'plan-packs/core/aos.sync.json' }]);
    expect(sortProjectFiles([...files].reverse())).toEqual(sortProjectFiles(files));
  });

  test('package.json and project.json are kept for their names, installed ones are not', () => {
    const { packageJsons, projectJsons, air } = sortProjectFiles(['b/package.json', 'package.json', 'node_modules/x/package.json', 'c/project.json']);
    expect({ packageJsons, projectJsons, air }).toEqual({ packageJsons: ['b/package.json', 'package.json'], projectJsons: ['c/project.json'], air: [] });
  });
});
