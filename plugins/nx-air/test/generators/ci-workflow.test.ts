// The workflow that holds changes to the gates.
import { expect, test } from 'vitest';
import generateWorkflow from '../../src/generators/ci-workflow/generator.ts';
import { changesBy, refuses, workspaceTree } from './support.ts';

const FILE = '.github/workflows/ci.yml';
const git = { '.git/HEAD': 'ref: refs/heads/main\n' };

test('as it is for npm', async () => {
  const tree = workspaceTree(git);
  expect(await changesBy(tree, () => generateWorkflow(tree, {}))).toEqual([FILE]);
  expect(tree.read(FILE, 'utf8')).toMatchInlineSnapshot();
  expect(await changesBy(tree, () => generateWorkflow(tree, {}))).toEqual([]);
});

test.each([
  ['pnpm-lock.yaml', ['pnpm/action-setup@v4', 'cache: pnpm', 'pnpm install --frozen-lockfile', 'pnpm exec nx affected']],
  ['yarn.lock', ['cache: yarn', 'yarn install --immutable', 'yarn nx sync:check']],
  ['bun.lock', ['oven-sh/setup-bun@v2', 'bun install --frozen-lockfile', 'bunx nx affected']],
])('with a %s', async (lockfile, lines) => {
  const tree = workspaceTree({ ...git, [lockfile]: '' });
  await generateWorkflow(tree, {});
  for (const line of lines) expect(tree.read(FILE, 'utf8')).toContain(line);
});

test('the targets and the branch are those of nx.json', async () => {
  const tree = workspaceTree({ ...git, 'nx.json': '{ "defaultBase": "trunk", "plugins": [{ "plugin": "nx-air", "options": { "smokeTargetName": "try", "lockCheckTargetName": "locks" } }] }' });
  await generateWorkflow(tree, { name: 'worlds' });
  const text = tree.read('.github/workflows/worlds.yml', 'utf8');
  expect(text).toContain('branches: ["trunk"]');
  expect(text).toContain('nx affected -t locks,validate,try,replay-parity,crash-resume,summary');
});

test.each<[string, Readonly<Record<string, unknown>>, Parameters<typeof generateWorkflow>[1], string]>([
  ['without git', {}, {}, 'the workspace is no git repository: `nx affected` compares commits. Run `git init` first.'],
  ['another workflow of that name', { ...git, [FILE]: 'name: ours\n' }, {}, `${FILE} is there already. Choose another --name`],
  ['a bad name', git, { name: '../x' }, '"../x" is no name of a workflow'],
])('%s', async (_label, files, options, said) => {
  await refuses(() => generateWorkflow(workspaceTree(files), options), said);
});
