// The list of cells, and the small readers behind single cells.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHECKS } from '../../structure/src/checks.ts';
import { CARGO_CELL, listCrates } from '../src/cargo-cell.ts';
import { listCells } from '../src/cells.ts';
import { DOCS_CELL } from '../src/docs-cell.ts';
import { readProjects } from '../src/validate-cell.ts';

test('every cell has its own name and every structure check is a cell', () => {
  const names = listCells().map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
  expect(names).toEqual(expect.arrayContaining(CHECKS.map(({ name }) => name)));
  expect(names[0]).toBe('typecheck');
  expect(names.at(-1)).toBe('vitest');
});

test.each<[string, readonly string[] | undefined]>([
  ['["a","b"]', ['a', 'b']],
  ['a warning\n["a"]\n', ['a']],
  ['[]', []],
  ['', undefined],
  ['[a]', undefined],
  ['[1]', undefined],
])('projects in %j', (stdout, projects) => expect(readProjects(stdout)).toEqual(projects));

test('crates below plan-packs/, and what the cell says without cargo', async () => {
  const root = mkdtempSync(join(tmpdir(), 'nx-air-crates-'));
  const context = { root, isInstalled: () => false, print: () => undefined };
  try {
    expect(await CARGO_CELL.run(context)).toEqual({ state: 'not run', detail: 'plan-packs/ holds no Cargo.toml' });
    for (const name of ['b', 'a', 'no-crate']) mkdirSync(join(root, 'plan-packs', name), { recursive: true });
    for (const name of ['b', 'a']) writeFileSync(join(root, 'plan-packs', name, 'Cargo.toml'), '');
    expect(listCrates(root)).toEqual(['plan-packs/a/Cargo.toml', 'plan-packs/b/Cargo.toml']);
    expect(await CARGO_CELL.run(context)).toEqual({ state: 'not run', detail: 'cargo is not installed', toolMissing: 'cargo' });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test('the docs cell: nothing to check, a right page, a stale page', async () => {
  const root = mkdtempSync(join(tmpdir(), 'nx-air-docs-cell-'));
  const context = { root, isInstalled: () => true, print: () => undefined };
  const write = (shown: string) => writeFileSync(join(root, 'README.md'), `<!-- file: a.json -->\n\`\`\`json\n${shown}\n\`\`\`\n`);
  try {
    expect(await DOCS_CELL.run(context)).toMatchObject({ state: 'failed', detail: 'no page shows a command' });
    writeFileSync(join(root, 'a.json'), '{}\n');
    write('{}');
    expect(await DOCS_CELL.run(context)).toEqual({ state: 'passed', detail: '1 blocks in 1 pages', tests: { passed: 1, failed: 0, skipped: [] } });
    write('{ }');
    expect(await DOCS_CELL.run(context)).toMatchObject({ state: 'failed', detail: '1 wrong blocks or markers' });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
