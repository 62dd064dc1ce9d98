// Figures: how checking and linting grows, for one long plan and for a world of many plans, against as much work in small pieces.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadFile, type LoadedNode, type MergedManifest, type Problem } from '@nx-air/air';
import { checkPack, checkWorld, lintPack, lintWorld } from '@nx-air/plan/check';
import { loadWorld, nodeHost } from '@nx-air/world';
import { timed, type Figure } from '../figure.ts';
import { writeJsonFile } from '../generate-world.ts';
import { generateLongPlan, generatePlanWorld, PLAN_SCHEMAS } from '../generate-plans.ts';

/** Linear growth is 1; caches and the memory of large inputs cost something. */
const AIM = 2;

const SMALLEST_PLAN = 100;
const SMALLEST_WORLD = 50;

const CHECK_PLAN: Figure = {
  name: 'check-plan',
  title: 'a plan of {size} steps',
  oursIs: 'check and lint',
  peerIs: `as many steps in plans of ${SMALLEST_PLAN}, one by one`,
  aim: AIM,
  sizes: [SMALLEST_PLAN, 300, 1000],
  prepare: (_dir, _root, steps) => {
    const [large, small] = [loadPlan(steps), loadPlan(SMALLEST_PLAN)];
    refuseFindings([...judgePack(large), ...judgePack(small)]);
    return Promise.resolve({
      ours: () => timed(() => judgePack(large)),
      peer: () => timed(() => repeat(steps / SMALLEST_PLAN, () => judgePack(small))),
    });
  },
};

const CHECK_WORLD: Figure = {
  name: 'check-world',
  title: 'a world of {size} plans',
  oursIs: 'check and lint',
  peerIs: `as many plans in worlds of ${SMALLEST_WORLD}, one by one`,
  aim: AIM,
  sizes: [SMALLEST_WORLD, 150, 500],
  prepare: async (dir, _root, plans) => {
    const [large, small] = [await mergeWorld(join(dir, 'large'), plans), await mergeWorld(join(dir, 'small'), SMALLEST_WORLD)];
    refuseFindings([...judgeWorld(large), ...judgeWorld(small)]);
    return {
      ours: () => timed(() => judgeWorld(large)),
      peer: () => timed(() => repeat(plans / SMALLEST_WORLD, () => judgeWorld(small))),
    };
  },
};

export const CHECK_GROWTH: readonly Figure[] = [CHECK_PLAN, CHECK_WORLD];

const judgePack = (nodes: readonly LoadedNode[]): readonly Problem[] => [...checkPack(nodes, { name: 'bench' }), ...lintPack(nodes)];
const judgeWorld = (merged: MergedManifest): readonly Problem[] => [...checkWorld(merged), ...lintWorld(merged)];

function repeat(times: number, job: () => unknown): void {
  for (let time = 0; time < times; time += 1) job();
}

/** Checks that find something may have stopped early. */
function refuseFindings([first]: readonly Problem[]): void {
  if (first) throw new Error(`the checks found ${JSON.stringify(first)}`);
}

function loadPlan(steps: number): readonly LoadedNode[] {
  const text = JSON.stringify([...PLAN_SCHEMAS, generateLongPlan('bench/core_long@1', steps)]);
  const { nodes, problems } = loadFile('bench/defs.air.json', new TextEncoder().encode(text));
  refuseFindings(problems);
  return nodes;
}

async function mergeWorld(dir: string, plans: number): Promise<MergedManifest> {
  mkdirSync(join(dir, '.git'), { recursive: true });
  writeJsonFile(join(dir, 'world', 'aos.sync.json'), { version: 1, id: 'bench', air: { dir: 'air' } });
  writeJsonFile(join(dir, 'world', 'air', 'all.air.json'), generatePlanWorld(plans));
  const { merged, problems } = await loadWorld(nodeHost(), join(dir, 'world'));
  refuseFindings(problems);
  if (merged === undefined) throw new Error('the generated world does not merge');
  return merged;
}
