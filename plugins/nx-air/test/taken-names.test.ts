// Names of the projects that Nx infers by itself.
import { describe, expect, test } from 'vitest';
import { readTakenNames } from '../src/taken-names.ts';

function taken(files: Record<string, unknown>) {
  const read = (file: string): string | undefined => {
    const content = files[file];
    return content === undefined || typeof content === 'string' ? content : JSON.stringify(content);
  };
  const names = Object.keys(files);
  const { byName, roots, rootName } = readTakenNames(
    names.filter((file) => file.endsWith('package.json')),
    names.filter((file) => file.endsWith('project.json')),
    'Checkout',
    read,
  );
  return { byName: Object.fromEntries(byName), roots: [...roots].sort(), rootName };
}

describe('readTakenNames', () => {
  test('members of the npm workspace have the name of their package', () => {
    expect(taken({ 'package.json': { name: 'repo', workspaces: ['libs/*'] }, 'libs/a/package.json': { name: '@x/a' }, 'other/package.json': { name: 'other' } })).toEqual({
      byName: { '@x/a': 'libs/a' },
      roots: ['libs/a'],
      rootName: 'repo',
    });
  });

  test('nx.name of a member wins, a nameless member is called like its folder', () => {
    const files = { 'package.json': { workspaces: ['libs/*'] }, 'libs/A/package.json': {}, 'libs/b/package.json': { name: 'b', nx: { name: 'bee' } } };
    expect(taken(files).byName).toEqual({ a: 'libs/A', bee: 'libs/b' });
  });

  test('project.json names a project, and makes one of a package.json outside the workspace', () => {
    const files = { 'package.json': {}, 'x/package.json': { name: 'px' }, 'x/project.json': {}, 'y/project.json': { name: 'why' } };
    expect(taken(files).byName).toEqual({ px: 'x', why: 'y' });
  });

  test('the root is a project only with an nx field', () => {
    expect(taken({ 'package.json': { name: 'repo' } }).roots).toEqual([]);
    expect(taken({ 'package.json': { name: 'repo', nx: {} } }).byName).toEqual({ repo: '.' });
  });

  test('broken JSON takes no name away', () => {
    expect(taken({ 'package.json': '{', 'libs/a/package.json': '{' })).toEqual({ byName: {}, roots: [], rootName: 'checkout' });
  });
});
