// The target `summary` under Nx: its page tells what the gates left, never what they left before.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneRepository, type Clone } from './support/clone.ts';

const WORLD = 'parts-supplier';
const KEPT = 'answers.scenario.json';
const DIST = `dist/worlds/${WORLD}`;
const TASK = `${WORLD}:summary`;
const ALONE = '--excludeTaskDependencies';

let clone: Clone;
beforeAll(() => {
  clone = cloneRepository({ content: true });
  for (const name of readdirSync(join(clone.root, `worlds/${WORLD}/scenarios`))) if (name !== KEPT) clone.remove(`worlds/${WORLD}/scenarios/${name}`);
  clone.remove(`worlds/${WORLD}/journals`);
  setOrders(10);
});
afterAll(() => clone.dispose());

const setOrders = (orders: number): void => clone.write({ 'nx.json': (text: string) => JSON.stringify({ ...JSON.parse(text), targetDefaults: { 'crash-resume': { options: { orders } } } }) });

interface Told {
  readonly how: 'ran' | 'cached' | 'neither';
  /** Of gates but smoke. */
  readonly verdicts: Readonly<Record<string, string>>;
  readonly details: Readonly<Record<string, string>>;
}

async function summary(...args: readonly string[]): Promise<Told> {
  const { ran, cached } = await clone.run('-t', 'summary', '-p', WORLD, ...args);
  const how = ran.includes(TASK) ? 'ran' : cached.includes(TASK) ? 'cached' : 'neither';
  if (!existsSync(join(clone.root, DIST, 'summary.json'))) return { how, verdicts: {}, details: {} };
  const { gates } = JSON.parse(clone.read(`${DIST}/summary.json`)) as { readonly gates: readonly { readonly gate: string; readonly state: string; readonly detail: string }[] };
  const read = gates.filter(({ gate }) => gate !== 'smoke');
  const page = clone.read(`${DIST}/summary.html`);
  for (const { state } of gates) expect(page).toContain(`>${state}</span>`);
  return { how, verdicts: Object.fromEntries(read.map(({ gate, state }) => [gate, state])), details: Object.fromEntries(read.map(({ gate, detail }) => [gate, detail])) };
}

const PASSED = { 'replay-parity': 'passed', 'crash-resume': 'passed', validate: 'passed', 'lock-check': 'passed' };

test('a result that changes is a page that changes; one that is missing or of other files is not run', { timeout: 600_000 }, async () => {
  // Nothing has run yet, and modules are not needed: every gate says so.
  const first = await summary(ALONE);
  expect(first).toMatchObject({ how: 'ran', verdicts: { 'replay-parity': 'not run', 'crash-resume': 'not run', validate: 'not run', 'lock-check': 'not run' } });

  const green = await summary();
  expect(green).toMatchObject({ how: 'ran', verdicts: PASSED });
  expect(await summary()).toEqual({ ...green, how: 'cached' });

  // Another number of faults, found by nothing but the result of the gate.
  setOrders(20);
  const more = await summary();
  expect(more).toMatchObject({ how: 'ran', verdicts: PASSED });
  expect(more.details['crash-resume']).not.toBe(green.details['crash-resume']);

  // Other files: what the gates left is of those before.
  const lock = (text: string): string => text.replace(/("defs_?[hH]ash": "sha256:)[0-9a-f]{8}/u, '$1deadbeef');
  const config = `worlds/${WORLD}/aos.sync.json`;
  const sound = clone.read(config);
  clone.write({ [config]: lock });
  expect(clone.read(config)).not.toBe(sound);
  expect(await summary(ALONE)).toMatchObject({ how: 'ran', verdicts: { 'lock-check': 'not run', 'crash-resume': 'not run' }, details: { 'crash-resume': 'crash-resume.json is of other files' } });

  // A gate that fails: no page is left that says that it passed, and the page alone says that it failed.
  expect(await summary()).toEqual({ how: 'neither', verdicts: {}, details: {} });
  expect(await summary(ALONE)).toMatchObject({ how: 'ran', verdicts: { 'lock-check': 'failed', 'crash-resume': 'passed', validate: 'not run' } });
  clone.write({ [config]: sound });
  expect(await summary()).toEqual({ ...more, how: 'cached' });

  // Whoever puts other words into a result is heard, and a result that is gone is gone.
  clone.write({ [`${DIST}/crash-resume.json`]: (text: string) => text.replace(/"exit_code": 0/u, '"exit_code": 5') });
  expect(await summary(ALONE)).toMatchObject({ how: 'ran', verdicts: { ...PASSED, 'crash-resume': 'failed' } });
  clone.remove(`${DIST}/crash-resume.json`);
  expect(await summary(ALONE)).toMatchObject({ how: 'ran', verdicts: { ...PASSED, 'crash-resume': 'not run' } });
});
