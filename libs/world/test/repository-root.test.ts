// Where the fence stands (10.35).
import { expect, test } from 'vitest';
import { memoryHost, repositoryRoot } from '../src/index.ts';

test.each([
  ['nearest nx.json', { '/r/nx.json': '', '/r/w/nx.json': '', '/r/.git/HEAD': '' }, '/r/w/x', '/r/w'],
  ['nx.json above wins over .git below', { '/r/nx.json': '', '/r/w/.git/HEAD': '' }, '/r/w/x', '/r'],
  ['.git without nx.json', { '/r/.git/HEAD': '' }, '/r/w/x', '/r'],
  ['.git as a file, as in a worktree', { '/r/.git': 'gitdir: …' }, '/r/w', '/r'],
  ['neither', { '/r/w/x/a': '' }, '/r/w/x', '/r/w/x'],
])('%s', (_name, files, folder, root) => {
  expect(repositoryRoot(memoryHost(files), folder)).toBe(root);
});
