// Shares of a run: together they are everything that was asked, and no task is in two.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const SHARD = resolve(import.meta.dirname, '../bin/shard.mjs');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nx-air-shard-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Tasks with what they need. */
const graphOf = (dependencies: Readonly<Record<string, readonly string[]>>, noops: readonly string[] = []): string => {
  const nodes: Record<string, { data: { targets: Record<string, { executor: string }> } }> = {};
  const tasks: Record<string, unknown> = {};
  for (const id of Object.keys(dependencies)) {
    const [project = '', target = ''] = id.split(':');
    tasks[id] = { id, target: { project, target } };
    (nodes[project] ??= { data: { targets: {} } }).data.targets[target] = { executor: noops.includes(id) ? 'nx:noop' : 'nx-air:x' };
  }
  const file = join(folder, 'tasks.json');
  writeFileSync(file, JSON.stringify({ graph: { nodes }, tasks: { tasks, dependencies } }));
  return file;
};
const lines = (file: string, share: string): readonly string[] => execFileSync(process.execPath, [SHARD, file, share], { encoding: 'utf8' }).split('\n').filter((line) => line !== '');

describe('shares', () => {
  const file = (): string => graphOf(
    {
      'a:build': [], 'a:lock-check': [], 'a:validate': ['a:lock-check'], 'a:replay--one': ['a:build'], 'a:replay--two': ['a:build'], 'a:replay-ci': ['a:replay--one', 'a:replay--two'],
      'b:lock-check': [], 'b:validate': ['b:lock-check'], 'c:validate': [],
    },
    ['a:replay-ci'],
  );

  test('what another task needs comes with it, parents of parts are left out, equal targets are one command', () => {
    expect(lines(file(), '1/1')).toEqual(['run-many --targets=replay--one,replay--two,validate --projects=a', 'run-many --targets=validate --projects=b,c']);
  });

  test.each([2, 3, 5, 9])('%d of them are everything once', (count) => {
    const found = Array.from({ length: count }, (_, index) => lines(file(), `${index + 1}/${count}`)).flat().flatMap((line) => {
      const [, targets = '', projects = ''] = /--targets=(\S+) --projects=(\S+)/.exec(line) ?? [];
      return projects.split(',').flatMap((project) => targets.split(',').map((target) => `${project}:${target}`));
    });
    expect(found.sort()).toEqual(['a:replay--one', 'a:replay--two', 'a:validate', 'b:validate', 'c:validate']);
  });

  test('nothing affected is nothing to run', () => {
    expect(lines(graphOf({}), '1/2')).toEqual([]);
  });
});

test.each([['no share', []], ['a share of none', ['x.json', '1/0']], ['one too many', ['x.json', '3/2']], ['words', ['x.json', 'first']]])('%s is wrong usage', (_label, args) => {
  const { status, stderr } = spawnSync(process.execPath, [SHARD, ...args], { encoding: 'utf8' });
  expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining('usage:') });
});
