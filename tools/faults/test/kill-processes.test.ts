// Processes that are killed in a write, and the counts of them.
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { killedFaults, killProcesses } from '../src/kill-processes.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

test('two processes of a world are killed, and their journals end as if nobody had', { timeout: 300_000 }, async () => {
  const killed = await killProcesses(ROOT, ['parts-supplier']);
  expect(killed.map(({ scenario, isTorn, message }) => ({ scenario, isTorn, message })).sort((left, right) => (left.scenario < right.scenario ? -1 : 1))).toEqual([
    { scenario: 'answers', isTorn: true, message: undefined },
    { scenario: 'several-requests', isTorn: true, message: undefined },
  ]);
});

test('as what a world leaves', () => {
  const kill = { world: 'w', scenario: 's', write: 1, isTorn: true, message: undefined };
  expect(killedFaults([kill, { ...kill, isTorn: false, message: 'lost' }])).toMatchObject({ violations: 1, classes: new Map([['crash-killed', { kind: 'recovered', injected: 2, reached: 1 }]]) });
});
