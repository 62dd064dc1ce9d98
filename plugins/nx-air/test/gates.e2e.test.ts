// The gates under Nx, on a world with a module and one without: green, then from the cache, then again for a changed kernel.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneRepository, type Clone } from './support/clone.ts';

/** One scenario of each: what is asked here is what Nx does. */
const KEPT = { 'parts-supplier': 'answers', 'session-notes': 'nothing-new' };
const WORLDS = Object.keys(KEPT);
const GATES = ['smoke', 'replay-parity', 'crash-resume'];
const TASKS = WORLDS.flatMap((world) => GATES.map((gate) => `${world}:${gate}`)).sort();

let clone: Clone;
beforeAll(() => {
  clone = cloneRepository({ content: true });
  clone.write({ 'nx.json': (text: string) => JSON.stringify({ ...JSON.parse(text), targetDefaults: { 'crash-resume': { options: { orders: 40 } } } }) });
  for (const [world, kept] of Object.entries(KEPT)) {
    const folder = `worlds/${world}/scenarios`;
    for (const name of readdirSync(join(clone.root, folder))) if (name !== `${kept}.scenario.json`) clone.remove(`${folder}/${name}`);
    clone.remove(`worlds/${world}/journals`);
  }
});
afterAll(() => clone.dispose());

const isGate = (task: string): boolean => TASKS.includes(task);
const gates = async (): Promise<{ readonly exitCode: number; readonly ran: readonly string[]; readonly cached: readonly string[]; readonly failure: string }> => {
  const { exitCode, output, ran, cached } = await clone.run('-t', GATES.join(','), '-p', WORLDS.join(','));
  return { exitCode, ran: ran.filter(isGate), cached: cached.filter(isGate), failure: exitCode === 0 ? '' : output };
};

test('run once, then come from the cache with what they left; a changed file of the kernel runs them again', { timeout: 600_000 }, async () => {
  expect(await gates()).toEqual({ exitCode: 0, ran: TASKS, cached: [], failure: '' });
  const left = (): readonly string[] => WORLDS.map((world) => clone.read(`dist/worlds/${world}/faults.json`));
  const first = left();
  for (const world of WORLDS) for (const gate of GATES) expect(clone.read(`dist/worlds/${world}/${gate}.xml`)).toContain(`<testsuites name="${gate} `);
  for (const text of first) expect(JSON.parse(text)).toMatchObject({ format: 'nx-air-faults/1', violations: 0 });
  clone.remove('dist');
  expect(await gates()).toEqual({ exitCode: 0, ran: [], cached: TASKS, failure: '' });
  expect(left()).toEqual(first);
  clone.write({ 'libs/kernel/src/machine/turn.ts': (text: string) => `${text}\n` });
  expect(await gates()).toEqual({ exitCode: 0, ran: TASKS, cached: [], failure: '' });
  expect(left()).toEqual(first);
});
