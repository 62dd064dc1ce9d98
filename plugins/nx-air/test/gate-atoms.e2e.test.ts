// The parts of the gates under Nx: together they say what the whole gate says, and an edit runs the part it is about.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneRepository, type Clone } from './support/clone.ts';

const WORLD = 'parts-supplier';
const FOLDER = `worlds/${WORLD}`;
const KEPT = ['answers', 'asked-twice'];
const PARTS = ['crash-resume--+waits', ...KEPT.map((name) => `crash-resume--${name}`), ...KEPT.map((name) => `replay-parity--${name}`)].map((target) => `${WORLD}:${target}`);
const WHOLE = ['crash-resume', 'replay-parity'].map((target) => `${WORLD}:${target}`);

let clone: Clone;
beforeAll(() => {
  clone = cloneRepository({ content: true });
  // By the executor, so that it holds for the parts too.
  clone.write({ 'nx.json': (text: string) => JSON.stringify({ ...JSON.parse(text), targetDefaults: { 'nx-air:crash-resume': { options: { orders: 20 } } } }) });
  for (const folder of ['scenarios', 'journals']) {
    for (const file of readdirSync(join(clone.root, FOLDER, folder))) if (!file.endsWith('.objects') && !KEPT.includes(file.split('.')[0] ?? '')) clone.remove(`${FOLDER}/${folder}/${file}`);
  }
});
afterAll(() => clone.dispose());

/** Nx means the parents for Nx Cloud; on one machine it runs them when told so. */
const run = async (targets: string, variables: Readonly<Record<string, string>> = { NX_SKIP_ATOMIZER_VALIDATION: 'true' }) => {
  const { exitCode, output, ran, cached } = await clone.with(variables).run('-t', targets, '-p', WORLD);
  const isGate = (task: string): boolean => PARTS.includes(task) || WHOLE.includes(task);
  return { exitCode, ran: ran.filter(isGate), cached: cached.filter(isGate), output };
};
const parts = () => run('replay-parity-ci,crash-resume-ci');
const whole = () => run('replay-parity,crash-resume');

test('both pass; an edit of a scenario runs its parts and the judgement of waits', { timeout: 600_000 }, async () => {
  expect(await whole()).toMatchObject({ exitCode: 0, ran: WHOLE });
  expect(await parts()).toMatchObject({ exitCode: 0, ran: [...PARTS].sort() });
  const json = (path: string) => JSON.parse(clone.read(`dist/${FOLDER}/${path}`));
  const injected = KEPT.map((name) => json(`crash-resume/${name}/faults.json`).injected as number);
  expect(injected.reduce((sum, count) => sum + count, 0)).toBe(json('faults.json').injected);
  for (const wait of ['cuts_in_await_event', 'cuts_in_await_receipt']) expect(json('crash-resume/+waits/crash-resume.json')[wait]).toBe(json('faults.json')[wait]);
  expect(KEPT.flatMap((name) => json(`replay-parity/${name}/replay-parity.json`).replays)).toEqual(expect.arrayContaining(json('replay-parity.json').replays));
  clone.remove('dist');
  expect(await parts()).toMatchObject({ exitCode: 0, ran: [], cached: [...PARTS].sort() });
  expect(json('crash-resume/answers/faults.json').injected).toBe(injected[0]);
  clone.write({ [`${FOLDER}/scenarios/answers.scenario.json`]: (text: string) => `${text}\n` });
  expect(await parts()).toMatchObject({ exitCode: 0, ran: ['crash-resume--+waits', 'crash-resume--answers', 'replay-parity--answers'].map((target) => `${WORLD}:${target}`) });
});

test('both fail where one scenario fails, and only its parts do', { timeout: 600_000 }, async () => {
  const file = `${FOLDER}/scenarios/answers.scenario.json`;
  const before = clone.read(file);
  clone.write({ [file]: '{"inputs": [{"event": "parts/Nothing@1", "value": {}}]}' });
  expect((await whole()).exitCode).toBe(1);
  const { exitCode, output } = await parts();
  expect(exitCode).toBe(1);
  const failed = output.slice(output.lastIndexOf('Failed tasks:'));
  expect(PARTS.filter((task) => failed.includes(`- ${task}\n`)).sort()).toEqual(['crash-resume--answers', 'replay-parity--answers'].map((target) => `${WORLD}:${target}`));
  clone.write({ [file]: before });
});

test('without Nx Cloud, Nx refuses the parents and names the whole gate', async () => {
  const { exitCode, output } = await run('replay-parity-ci', {});
  expect({ exitCode, output }).toMatchObject({ exitCode: 1, output: expect.stringContaining('should only be run with Nx Cloud') });
  expect(output).toContain('"replay-parity"');
});

test('a run is divided among machines by what nx affected would run', { timeout: 300_000 }, async () => {
  const graph = await clone.nx('affected', '-t', 'replay-parity-ci,crash-resume-ci', `--files=${FOLDER}/aos.sync.json`, '--graph=tasks.json');
  expect(graph.exitCode).toBe(0);
  const shares = ['1/2', '2/2'].map((share) => execFileSync(process.execPath, ['node_modules/nx-air/bin/shard.mjs', 'tasks.json', share], { cwd: clone.root, encoding: 'utf8' }).trim().split('\n'));
  const mine = shares.flat().flatMap((line) => line.includes(WORLD) ? [...line.matchAll(/(?:replay-parity|crash-resume)--[^, ]+/g)].map(([target]) => `${WORLD}:${target}`) : []);
  expect(mine.sort()).toEqual([...PARTS].sort());
  const line = shares[0]?.find((each) => each.includes(`--projects=${WORLD}`)) ?? '';
  expect((await clone.nx(...line.split(' '), '--outputStyle=static')).exitCode).toBe(0);
});

test('a scenario of the command line that is not there is an error', async () => {
  const { exitCode, output } = await clone.nx('run', `${WORLD}:replay-parity`, '--scenario', 'answer', '--outputStyle=static');
  expect({ exitCode, output }).toMatchObject({ exitCode: 1, output: expect.stringContaining('unknown_scenario') });
  expect(output).toContain('Did you mean `answers`?');
});
