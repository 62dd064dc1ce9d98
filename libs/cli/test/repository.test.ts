// The worlds and packs of this repository have no findings, lints included, but for those that a step gives a reason for.
import { fileURLToPath } from 'node:url';
import { findProjects, nodeHost } from '@nx-air/world';
import { expect, it } from 'vitest';
import { air } from './run-air.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
const projects = findProjects(nodeHost({}), ROOT);

it('there are worlds and packs', () => {
  expect(new Set(projects.map(({ kind }) => kind))).toEqual(new Set(['world', 'pack']));
});

it.each(projects.map(({ root }) => root))('%s', async (root) => {
  const { out } = await air(ROOT, ['check', root, '--json']);
  expect((JSON.parse(out) as { findings: unknown[] }).findings).toEqual([]);
});
