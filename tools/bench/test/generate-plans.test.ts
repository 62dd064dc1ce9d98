// The plans that check-plan measures: as long as asked, and nothing to find in them.
import { loadFile } from '@nx-air/air';
import { checkPack, lintPack } from '@nx-air/plan/check';
import { expect, test } from 'vitest';
import { generateLongPlan, generatePlanWorld, PLAN_SCHEMAS } from '../src/generate-plans.ts';

test.each([9, 100, 300])('a plan of %i steps', (steps) => {
  const plan = generateLongPlan('bench/core_long@1', steps);
  const count = (plan['steps'] as readonly unknown[]).length;
  expect(Math.abs(count - steps)).toBeLessThanOrEqual(2);
  const { nodes, problems } = loadFile('x.air.json', new TextEncoder().encode(JSON.stringify([...PLAN_SCHEMAS, plan])));
  expect([problems, checkPack(nodes, { name: 'bench' }), lintPack(nodes)]).toEqual([[], [], []]);
});

test('a world of plans, the same every time', () => {
  const world = generatePlanWorld(3);
  expect(world).toEqual(generatePlanWorld(3));
  expect(world.filter(({ $kind }) => $kind === 'defplan')).toHaveLength(3);
});
