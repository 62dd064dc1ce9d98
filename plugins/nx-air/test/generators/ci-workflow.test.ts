// The workflow that holds changes to the gates.
import { expect, test } from 'vitest';
import generateWorkflow from '../../src/generators/ci-workflow/generator.ts';
import { changesBy, refuses, workspaceTree } from './support.ts';

const FILE = '.github/workflows/ci.yml';
const git = { '.git/HEAD': 'ref: refs/heads/main\n' };

test('as it is for npm', async () => {
  const tree = workspaceTree(git);
  expect(await changesBy(tree, () => generateWorkflow(tree, {}))).toEqual([FILE]);
  expect(tree.read(FILE, 'utf8')).toMatchInlineSnapshot(`
    "# What is checked of every change: definitions, locks and gates of the worlds that it touches.
    name: ci
    on:
      push:
        branches: ["main"]
      pull_request:
    permissions:
      contents: read
    concurrency:
      group: ci-\${{ github.ref }}
      cancel-in-progress: true
    jobs:
      worlds:
        runs-on: ubuntu-latest
        timeout-minutes: 60
        env:
          NX_DAEMON: 'false'
          NX_BASE: \${{ github.event.pull_request.base.sha || github.event.before }}
          NX_HEAD: \${{ github.sha }}
        steps:
          - uses: actions/checkout@v4
            with:
              fetch-depth: 0
          - uses: actions/setup-node@v4
            with:
              node-version: 22
              cache: npm
          - run: npm ci
          # Syncs do not run with tasks on a build server.
          - run: npx nx sync:check
          - run: npx nx affected -t lock-check,validate,smoke,replay-parity,crash-resume,summary
          - uses: actions/upload-artifact@v4
            if: \${{ !cancelled() }}
            with:
              name: summaries
              # A change that touches no world has none.
              if-no-files-found: ignore
              path: |
                dist/**/summary.json
                dist/**/summary.md
                dist/**/summary.html
    "
  `);
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
