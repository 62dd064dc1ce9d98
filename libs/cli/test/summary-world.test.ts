// `air summary` of worlds: their scenarios are run, and the plans of the page have pictures.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { air } from './run-air.ts';
import { tempRepo } from './temp-repo.ts';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/u, '');

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'air-summary-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('counts what the scenarios do, by project name or path, and writes three files, the same each time', async () => {
  const [first, second] = [folder(), folder()];
  const { exitCode, out } = await air(REPOSITORY, ['summary', 'release-notes', '--out', first]);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^\d+ records in \d+ journals\n/u);
  await air(REPOSITORY, ['summary', 'worlds/release-notes', '--out', second]);
  for (const file of ['summary.json', 'summary.md', 'summary.html']) {
    const text = readFileSync(join(first, file), 'utf8');
    expect(readFileSync(join(second, file), 'utf8')).toBe(text);
    expect(text).not.toContain(REPOSITORY);
  }
  const { totals, journals } = JSON.parse(readFileSync(join(first, 'summary.json'), 'utf8'));
  expect(totals.instances.started).toBe(totals.instances.ok + totals.instances.error + totals.instances.running);
  expect(totals.instances.started).toBeGreaterThan(0);
  expect(journals.map(({ name }: { name: string }) => name)).toContain('worlds/release-notes/scenarios/published.scenario.json');
  const page = readFileSync(join(first, 'summary.html'), 'utf8');
  expect(page).toContain('class="plan"');
  expect(page).toContain('>passed</span>');
});

test('several worlds in one summary, each with its own rows', async () => {
  const { exitCode, out } = await air(REPOSITORY, ['summary', 'session-notes', 'release-notes', '--json']);
  const { worlds, plans, totals } = JSON.parse(out);
  expect([exitCode, worlds.map(({ world }: { world: string }) => world)]).toEqual([0, ['release-notes', 'session-notes']]);
  const sum = (of: readonly { counts: { instances: { started: number } } }[]): number => of.reduce((total, { counts }) => total + counts.instances.started, 0);
  expect([sum(plans), sum(worlds)]).toEqual([totals.instances.started, totals.instances.started]);
});

test('a world that cannot be loaded: its findings, and no files', async () => {
  const root = tempRepo({ 'w/aos.sync.json': { json: { version: 1, air: { dir: 'air' } } }, 'w/air/defs.json': '[' });
  const { exitCode, out } = await air(root, ['summary', 'w', '--out', 'report']);
  expect(exitCode).toBe(2);
  expect(out).not.toContain('wrote');
});
