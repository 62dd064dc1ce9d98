// A remote cache of one's own: what a second machine takes from it, and what happens when it fails.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCacheServer, TOKEN, type CacheServer } from './support/cache-server.ts';
import { cloneRepository, type Clone } from './support/clone.ts';
import { packFiles, worldFiles } from './support/content.ts';

const content = {
  ...packFiles('plan-packs/core', 'core/A@1'),
  ...worldFiles('worlds/one', { lists: ['core/A@1'], imports: [{ path: '../../plan-packs/core' }] }),
  ...worldFiles('worlds/two', { own: ['two/A@1'] }),
};
const TASKS = ['one:build-modules', 'one:lock-check', 'one:merge', 'one:validate', 'two:build-modules', 'two:lock-check', 'two:merge', 'two:validate', 'core:validate'].sort();

let server: CacheServer;
let first: Clone;
let second: Clone;
beforeAll(async () => {
  server = await startCacheServer();
  [first, second] = [cloneRepository({ content: false }), cloneRepository({ content: false })];
  for (const clone of [first, second]) clone.write(content);
});
afterAll(async () => {
  await server.close();
  for (const clone of [first, second]) clone.dispose();
});

const remote = (token = TOKEN, url = server.url): Record<string, string> => ({ NX_SELF_HOSTED_REMOTE_CACHE_SERVER: url, NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: token });
const run = async (clone: Clone, variables: Readonly<Record<string, string>> = {}, ...args: readonly string[]) => {
  const { exitCode, output, ran, cached } = await clone.with({ ...remote(), ...variables }).run('-t', 'merge,validate', ...args);
  const mine = (task: string): boolean => TASKS.includes(task);
  return { exitCode, output, ran: ran.filter(mine), cached: cached.filter(mine) };
};
const outputs = (clone: Clone): Record<string, string> => {
  const dist = join(clone.root, 'dist');
  const entries = existsSync(dist) ? readdirSync(dist, { recursive: true, withFileTypes: true }) : [];
  return Object.fromEntries(entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => [join(parentPath, name).slice(dist.length), readFileSync(join(parentPath, name), 'utf8')]));
};

test('the second clone takes everything from the remote cache, byte for byte', async () => {
  expect(await run(first)).toMatchObject({ exitCode: 0, ran: TASKS, cached: [] });
  expect(server.stored.size).toBe(TASKS.length);
  server.answers.length = 0;
  const { exitCode, output, ran, cached } = await run(second);
  expect({ exitCode, ran, cached }).toEqual({ exitCode: 0, ran: [], cached: TASKS });
  expect(output.match(/\[remote cache\]/g)).toHaveLength(TASKS.length);
  expect(new Set(server.answers)).toEqual(new Set(['GET 200']));
  expect(outputs(second)).toEqual(outputs(first));
  expect(Object.keys(outputs(second)).length).toBeGreaterThan(4);
});

test('in CI the locks are judged again, and a warning at home is no pass there', async () => {
  const { exitCode, output, ran } = await run(second, { CI: 'true' });
  expect({ exitCode, ran: ran.filter((task) => !task.endsWith(':lock-check')) }).toEqual({ exitCode: 1, ran: [] });
  expect(ran).toEqual(['one:lock-check', 'two:lock-check']);
  expect(output).toContain('error lock_missing');
});

/** The second clone with nothing of its own in cache and dist. */
let fresh = 0;
const runFresh = async (variables: Readonly<Record<string, string>> = {}, ...args: readonly string[]) => {
  second.remove('dist');
  second.remove('../cache');
  second.remove('../data');
  server.answers.length = 0;
  fresh += 1;
  return run(second, { NX_CACHE_DIRECTORY: join(second.root, `../cache-${fresh}`), NX_WORKSPACE_DATA_DIRECTORY: join(second.root, `../data-${fresh}`), ...variables }, ...args);
};
const artifactBehind = (artifact: Buffer): Buffer => [...server.stored.values()].find((each) => !each.equals(artifact)) ?? artifact;

test.each([
  ['a server that is down', () => remote(TOKEN, 'http://127.0.0.1:9'), 'Failed to send request'],
  ['a token that is refused', () => remote('another'), 'Unauthorized'],
])('%s fails the run before a task runs; NX_SKIP_REMOTE_CACHE runs it without', async (_label, variables, message) => {
  const failed = await runFresh(variables());
  expect(failed).toMatchObject({ exitCode: 1, ran: [], cached: [], output: expect.stringContaining(message) });
  expect(server.answers.filter((answer) => !answer.endsWith('401'))).toEqual([]);
  const skipped = await runFresh({ ...variables(), NX_SKIP_REMOTE_CACHE: 'true' });
  expect(skipped).toMatchObject({ exitCode: 0, ran: TASKS });
  expect(server.answers).toEqual([]);
});

test.each([
  ['cut off', (artifact: Buffer) => artifact.subarray(0, artifact.length >> 1)],
  ['of other bytes', () => Buffer.from('<html>Bad gateway</html>')],
  ['empty', () => Buffer.alloc(0)],
])('an artifact that is %s fails the run and leaves nothing; once it is gone from the server, all is well', async (_label, alter) => {
  server.alter = alter;
  const failed = await runFresh();
  server.alter = undefined;
  expect(failed).toMatchObject({ exitCode: 1, ran: [], cached: [], output: expect.stringMatching(/Failed to (?:read entry from tarball|unpack entry)/) });
  expect(outputs(second)).toEqual({});
  expect(await runFresh()).toMatchObject({ exitCode: 0, ran: [], cached: TASKS });
});

test('Nx does not check what an artifact is of: who may write to the server decides what passes', async () => {
  server.alter = artifactBehind;
  const taken = await runFresh();
  server.alter = undefined;
  expect(taken).toMatchObject({ exitCode: 0, ran: [], cached: TASKS });
  expect(outputs(second)).not.toEqual(outputs(first));
  // What depends on nobody's word: judge again.
  expect(await runFresh({ NX_SKIP_REMOTE_CACHE: 'true' })).toMatchObject({ exitCode: 0, ran: TASKS, cached: [] });
  expect(outputs(second)).toEqual(outputs(first));
});

test('a token that may only read: what cannot be stored does not fail the run', async () => {
  server.isReadOnly = true;
  const before = server.stored.size;
  second.write({ 'plan-packs/core/README.md': '# Core, in other words\n' });
  const { exitCode, ran, cached, output } = await runFresh();
  server.isReadOnly = false;
  expect({ exitCode, ran, cached, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, ran: ['core:validate'], cached: TASKS.filter((task) => task !== 'core:validate'), output: '' });
  expect(server.stored.size).toBe(before);
});
