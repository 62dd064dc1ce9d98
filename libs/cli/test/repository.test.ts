// The worlds and packs of this repository, checked as a user checks them.
import { fileURLToPath } from 'node:url';
import { findProjects, nodeHost } from '@nx-air/world';
import { describe, expect, it } from 'vitest';
import { runCheck } from '../src/index.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/u, '');
const host = nodeHost();
const projects = findProjects(host, ROOT);

it('has worlds and packs', () => {
  expect(projects.filter(({ kind }) => kind === 'world').length).toBeGreaterThan(3);
  expect(projects.filter(({ kind }) => kind === 'pack').length).toBeGreaterThan(2);
});

describe('every world and pack', () => {
  it.each(projects.map(({ root, kind }) => [kind, root]))('%s %s has no finding', async (_kind, root) => {
    const { findings, exitCode } = await runCheck(host, `${ROOT}/${root}`);
    expect({ findings: findings.map(({ code, file, line, message }) => `${file}:${line} ${code} ${message}`), exitCode }).toEqual({ findings: [], exitCode: 0 });
  });

  it.each(projects.filter(({ kind }) => kind === 'world').map(({ root }) => [root]))('%s holds no copy or near-copy of an imported plan', async (root) => {
    const { findings } = await runCheck(host, `${ROOT}/${root}`);
    expect(findings.filter(({ code }) => code === 'redundant_copy' || code === 'near_copy')).toEqual([]);
  });
});
