// What git makes of locks when two branches change them, and how to go on.
import { execaSync } from 'execa';
import { describe, expect, it } from 'vitest';
import { check, edit, put, repoWith, schema, SYNC, textOf } from './lock-world.ts';
import { air } from './run-air.ts';
import { type TempFiles } from './temp-repo.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const pack = (name: string): string => `plan-packs/${name}/defs.air.json`;
const PACKS: TempFiles = Object.fromEntries(NAMES.map((name) => [pack(name), { json: [schema(`${name}/In@1`), schema(`${name}/Out@1`)] }]));
const entry = (name: string): object => ({ path: `../../plan-packs/${name}` });

const ENV = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.org',
};
const git = (root: string, ...args: readonly string[]): number => execaSync('git', args, { cwd: root, env: ENV, reject: false }).exitCode ?? -1;

const lock = async (root: string, ...args: readonly string[]): Promise<void> => {
  const { exitCode, out } = await air(root, ['lock', 'worlds/w', ...args]);
  expect(exitCode, out).toBe(0);
};

const commit = (root: string): void => {
  git(root, 'add', '-A');
  expect(git(root, 'commit', '-qm', 'x')).toBe(0);
};

type Change = (root: string) => Promise<void>;

/** New content for a pack, and its lock. */
const update =
  (name: string, type: object = { nat: {} }): Change =>
  async (root) => {
    put(root, pack(name), [schema(`${name}/In@1`), schema(`${name}/Out@1`, type)]);
    await lock(root, '--update', `../../plan-packs/${name}`);
  };

/** A further import at a position, and its lock. */
const add =
  (name: string, at: 'start' | 'end'): Change =>
  async (root) => {
    const config = JSON.parse(textOf(root));
    if (at === 'start') config.air.imports.unshift(entry(name));
    else config.air.imports.push(entry(name));
    put(root, SYNC, config);
    await lock(root);
  };

/** Both changes on branches of their own, merged; answers whether git could. */
async function merge(start: readonly string[], ours: Change, theirs: Change): Promise<{ readonly root: string; readonly merged: boolean }> {
  const root = repoWith(start.map(entry), PACKS, { '.git/HEAD': null });
  expect(git(root, 'init', '-q', '-b', 'main')).toBe(0);
  await lock(root);
  commit(root);
  git(root, 'checkout', '-q', '-b', 'theirs');
  await theirs(root);
  commit(root);
  git(root, 'checkout', '-q', 'main');
  await ours(root);
  commit(root);
  return { root, merged: git(root, 'merge', '-q', 'theirs') === 0 };
}

/** As an editor that keeps both sides would leave the file. */
const keepBoth = (text: string): string => text.replace(/^(?:<<<<<<<|=======|>>>>>>>).*\n/gm, '');
const keepOurs = (text: string): string => text.replace(/^<<<<<<<.*\n([^]*?)^=======\n[^]*?^>>>>>>>.*\n/gm, '$1');

describe('git merges', () => {
  it.each<[string, readonly string[], Change, Change]>([
    ['updates of two imports', ['a', 'b', 'c', 'd'], update('a'), update('d')],
    ['updates of two neighbours', ['a', 'b', 'c'], update('a'), update('b')],
    ['an update and a new import', ['a', 'b'], update('a'), add('e', 'end')],
    ['an update and a new import beside it', ['a', 'b'], update('b'), add('e', 'end')],
    ['new imports at different places', ['a', 'b', 'c'], add('e', 'start'), add('f', 'end')],
    ['the same update on both sides', ['a', 'b'], update('a'), update('a')],
  ])('%s', async (_, start, ours, theirs) => {
    const { root, merged } = await merge(start, ours, theirs);
    expect(merged).toBe(true);
    const { exitCode, out } = await check(root);
    expect(exitCode, out).toBe(0);
  });
});

describe('git leaves a conflict, which is said in words and solved by locking anew', () => {
  const conflict = async (start: readonly string[], ours: Change, theirs: Change): Promise<string> => {
    const { root, merged } = await merge(start, ours, theirs);
    expect(merged).toBe(false);
    const { exitCode, out } = await check(root);
    expect(out).toContain('error json_conflict_marker');
    expect(out).toContain('then run `air lock worlds/w --update`');
    expect(exitCode).toBe(2);
    return root;
  };

  it('both sides append an import', async () => {
    const root = await conflict(['a'], add('e', 'end'), add('f', 'end'));
    const config = JSON.parse(keepOurs(textOf(root)));
    config.air.imports.push(entry('f'));
    put(root, SYNC, config);
    await lock(root, '--update');
    expect((await check(root)).exitCode).toBe(0);
    expect(JSON.parse(textOf(root)).air.imports).toHaveLength(3);
  });

  it('both sides update one import: any side, then lock', async () => {
    const root = await conflict(['a', 'b'], update('a', { nat: {} }), update('a', { int: {} }));
    put(root, pack('a'), [schema('a/In@1'), schema('a/Out@1', { int: {} })]);
    edit(root, SYNC, keepOurs);
    expect((await check(root)).exitCode).toBe(3);
    await lock(root, '--update');
    expect((await check(root)).exitCode).toBe(0);
  });

  it('keeping both sides of one lock is noticed', async () => {
    const root = await conflict(['a', 'b'], update('a', { nat: {} }), update('a', { int: {} }));
    edit(root, SYNC, keepBoth);
    const { exitCode, out } = await check(root);
    expect([exitCode, out.includes('json_duplicate_key')]).toEqual([2, true]);
  });
});

it('one side of the hash and the other of a definition is noticed without the sources', async () => {
  const { root } = await merge(['a'], update('a', { nat: {} }), update('a', { int: {} }));
  // The first conflict takes ours, the second theirs.
  let turn = 0;
  edit(root, SYNC, (text) => text.replace(/^<<<<<<<.*\n([^]*?)^=======\n([^]*?)^>>>>>>>.*\n/gm, (_, ours: string, theirs: string) => ((turn += 1) === 1 ? ours : theirs)));
  expect(turn).toBe(2);
  const { exitCode, out } = await check(root);
  expect(out).toContain('error lock_inconsistent');
  expect(exitCode).toBe(3);
});
