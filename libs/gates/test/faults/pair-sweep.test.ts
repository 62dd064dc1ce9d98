// Two worlds beside each other: either is killed behind each of its records; a run that does not go on as it began is found.
import { fileURLToPath } from 'node:url';
import { nodeHost } from '@nx-air/world';
import { beforeAll, expect, test } from 'vitest';
import { loadRunnableWorld, readScenarios, runScenario, type RunnableWorld, type Scenario } from '../../src/index.ts';
import { sweepPair } from '../../src/faults/pair-sweep.ts';
import { scenarioOf, smallWorld } from '../support/small-world.ts';

const BUYER = fileURLToPath(new URL('../../../../worlds/parts-buyer', import.meta.url));
let world: RunnableWorld;
let scenario: Scenario;
beforeAll(async () => {
  const loaded = await loadRunnableWorld(nodeHost(), BUYER);
  if (!loaded.world) throw new Error('parts-buyer does not load');
  world = loaded.world;
  const found = (await readScenarios(nodeHost(), world)).find(({ name }) => name === 'two-worlds')?.scenario;
  if (!found) throw new Error('two-worlds cannot be read');
  scenario = found;
});

test('each record of both worlds is one crash, and none is noticed at the end', async () => {
  const { records, peers } = await runScenario(world, scenario);
  const { counts, violations } = await sweepPair(world, scenario);
  expect(violations).toEqual([]);
  const all = records.length + peers.reduce((sum, peer) => sum + peer.records.length, 0);
  expect(all).toBeGreaterThan(20);
  expect([...counts]).toEqual([['crash-pair', { injected: all, reached: all }]]);
});

test('messages that are carried otherwise after the crash are found', async () => {
  let reads = 0;
  const forgetful: Scenario = {
    ...scenario,
    get carry() {
      reads += 1;
      return reads > 1 ? scenario.carry.map((rule) => ({ ...rule, delaysNs: rule.delaysNs.map((delay) => delay + 1n) })) : scenario.carry;
    },
  };
  const { violations } = await sweepPair(world, forgetful);
  expect(violations.length).toBeGreaterThan(0);
  expect(violations[0]).toMatchObject({ class: 'crash-pair', subject: 'two-worlds', message: expect.stringMatching(/^expected /) });
  expect(violations[0]?.fault).toMatch(/^cut after \d+ and \d+ records$/);
});

test('one world by itself has no such crash', async () => {
  const small = await smallWorld();
  expect((await sweepPair(small, await scenarioOf(small, {}))).totals.injected).toBe(0);
});
