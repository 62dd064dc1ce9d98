// Definitions of earlier commits, from real repositories; git that is missing, slow or unhelpful.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { memoryHost, nodeHost } from '../../src/index.ts';
import type { Host, RunResult } from '../../src/index.ts';
import { gitHistory, MAX_COMMITS } from '../../src/lock/git-history.ts';
import type { HistoricDefs } from '../../src/lock/git-history.ts';
import { commit, git, gitRepo } from '../support/git.ts';
import { hashTree } from '../support/hash-tree.ts';
import { diskRepo, schema } from '../support/worlds.ts';

const nat = { nat: {} };

async function read(folder: string, host: Pick<Host, 'run'> = nodeHost()): Promise<{ readonly found: readonly HistoricDefs[]; readonly reason: string }> {
  const found: HistoricDefs[] = [];
  const history = gitHistory(host, folder);
  for (;;) {
    const next = await history.next();
    if (next.done === true) return { found, reason: next.value };
    found.push(next.value);
  }
}

const names = ({ nodes }: HistoricDefs): readonly string[] => nodes.map(({ name }) => name);

it('commit by commit, newest first, with the content hash of each', async () => {
  const root = gitRepo({ 'packs/a/defs.air.json': [schema('a/A@1')], 'other.txt': 'x' });
  const second = commit(root, { 'packs/a/defs.air.json': [schema('a/A@1', nat)], 'packs/a/more/b.json': schema('a/B@1') });
  commit(root, { 'other.txt': 'y' });
  const third = commit(root, { 'packs/a/README.md': 'no definition' });
  const { found, reason } = await read(join(root, 'packs/a'));
  expect(found.map(names)).toEqual([['a/A@1', 'a/B@1'], ['a/A@1', 'a/B@1'], ['a/A@1']]);
  expect(found.slice(0, 2).map((each) => each.commit)).toEqual([third, second]);
  expect(found[0]?.defsHash).toBe(found[1]?.defsHash);
  expect(found[2]?.defsHash).not.toBe(found[1]?.defsHash);
  expect(reason).toBe('the locked content is not in the 3 commits that touch it');
});

it('the rules of reading a folder hold for commits too: manifests, links, results below dist', async () => {
  const root = gitRepo({
    'p/defs.air.json': [schema('a/A@1'), { $kind: 'manifest', air_version: '1', schemas: [], modules: [], plans: [], caps: [], policies: [] }],
    'p/dist/merge.json': { not: 'air' },
    'p/é "x".json': schema('a/E@1'),
  });
  const { found } = await read(join(root, 'p'));
  expect(found.map(names)).toEqual([['a/A@1', 'a/E@1']]);
  const linked = gitRepo({ 'p/a.json': schema('a/A@1'), 'p/b.json': { link: 'a.json' } });
  const [only] = (await read(join(linked, 'p'))).found;
  expect(only?.defsHash).toBeUndefined();
});

it('a commit with a broken file or one that is no text has no hash', async () => {
  const root = gitRepo({ 'p/a.json': schema('a/A@1'), 'p/b.json': '{', 'p/c.json': new Uint8Array([0x22, 0xff, 0x22]) });
  const [first] = (await read(join(root, 'p'))).found;
  expect(first?.defsHash).toBeUndefined();
});

it('merges do not hide what one side had', async () => {
  const root = gitRepo({ 'p/a.json': schema('a/A@1') });
  git(root, 'checkout', '-q', '-b', 'side');
  commit(root, { 'p/a.json': schema('a/A@1', nat) });
  git(root, 'checkout', '-q', 'main');
  commit(root, { 'p/a.json': schema('a/A@1', { bool: {} }) });
  git(root, 'merge', '-q', '-s', 'ours', '-m', 'm', 'side');
  const { found } = await read(join(root, 'p'));
  expect(new Set(found.map(({ defsHash }) => defsHash)).size).toBe(3);
});

it.each([
  ['not a repository', () => diskRepo({ 'p/a.json': schema('a/A@1') }), 'it is not in a git repository'],
  ['a repository without commit', () => {
    const root = diskRepo({ 'p/a.json': schema('a/A@1') });
    git(root, 'init', '-q');
    return root;
  }, 'the git repository has no commit'],
  ['never committed', () => gitRepo({ 'q.txt': 'x', '.gitignore': 'p/', 'p/a.json': schema('a/A@1') }), 'it was never committed'],
])('%s', async (_name, make, expected) => {
  expect(await read(join(make(), 'p'))).toEqual({ found: [], reason: expected });
});

it('a shallow history says so', async () => {
  const root = gitRepo({ 'p/a.json': schema('a/A@1') });
  commit(root, { 'p/a.json': schema('a/A@1', nat) });
  const clone = diskRepo({});
  git(clone, 'clone', '-q', '--depth', '1', `file://${root}`, 'c');
  const { found, reason } = await read(join(clone, 'c/p'));
  expect(found).toHaveLength(1);
  expect(reason).toBe('the locked content is not in the one commit that touches it, and the git history is shallow (`git fetch --unshallow`)');
});

it('a partial clone is not completed over the network', async () => {
  const root = gitRepo({ 'p/a.json': schema('a/A@1') });
  commit(root, { 'p/a.json': schema('a/A@1', nat) });
  git(root, 'config', 'uploadpack.allowFilter', 'true');
  const clone = diskRepo({});
  git(clone, 'clone', '-q', '--filter=blob:none', `file://${root}`, 'c');
  const before = hashTree(clone);
  const { found, reason } = await read(join(clone, 'c/p'));
  expect(found.length).toBeLessThan(2);
  expect(reason).toMatch(/^git failed: /);
  expect(hashTree(clone)).toEqual(before);
});

it('the repository stays byte for byte what it was', async () => {
  const root = gitRepo({ 'p/a.json': schema('a/A@1') });
  commit(root, { 'p/a.json': schema('a/A@1', nat) });
  const before = hashTree(root);
  await read(join(root, 'p'));
  expect(hashTree(root)).toEqual(before);
});

it('does not look at more than a bounded number of commits', async () => {
  const commits = Array.from({ length: MAX_COMMITS + 1 }, (_, index) => String(index).padStart(40, '0'));
  const run = (_command: string, args: readonly string[]): RunResult => {
    const verb = args.find((arg) => ['rev-list', 'ls-tree', 'show'].includes(arg));
    const stdout = verb === 'rev-list' ? `${commits.join('\n')}\n` : '';
    return { kind: 'exited', exitCode: 0, stdout, stderr: '' };
  };
  const { found, reason } = await read('/repo/p', memoryHost({}, { run }));
  expect(found).toHaveLength(1);
  expect(reason).toBe('the locked content is not in the newest 100 commits that touch it');
});

const failing = (result: RunResult): Host => memoryHost({}, { run: () => result });

it.each([
  ['git is not installed', { kind: 'not-found' }],
  ['git took longer than 20 s', { kind: 'timed-out', timeoutMs: 20_000 }],
  ['git refuses a repository of another owner', { kind: 'exited', exitCode: 128, stdout: '', stderr: "fatal: detected dubious ownership in repository at '/x'" }],
  ['git failed: fatal: unable to read …', { kind: 'exited', exitCode: 128, stdout: '', stderr: 'fatal: unable to read /home/me/x\nmore' }],
  ['git failed: no reason given', { kind: 'exited', exitCode: 1, stdout: '', stderr: '' }],
] as const)('%s', async (reason, result) => {
  expect(await read('/repo/p', failing(result))).toEqual({ found: [], reason });
});

it('runs plumbing only, without shell, pager or network', async () => {
  const asked: (readonly string[])[] = [];
  const host: Host = {
    ...nodeHost(),
    run: (command, args, options) => {
      asked.push([command, ...args]);
      expect(options.env).toMatchObject({ GIT_ALLOW_PROTOCOL: 'none', GIT_OPTIONAL_LOCKS: '0' });
      return nodeHost().run(command, args, options);
    },
  };
  await read(join(gitRepo({ 'p/a.json': schema('a/A@1') }), 'p'), host);
  expect(asked.map((words) => words.find((word) => /^(rev-list|ls-tree|show|rev-parse)$/.test(word)))).toEqual(['rev-list', 'ls-tree', 'show', 'rev-parse']);
  expect(new Set(asked.map(([command]) => command))).toEqual(new Set(['git']));
  expect(readFileSync(new URL('../../src/lock/git-run.ts', import.meta.url), 'utf8')).not.toContain('shell: true');
});
