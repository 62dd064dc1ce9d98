// Figure: time of 1,000,000 faults on two cores, against the minute that `npm run faults` may take.
import { join } from 'node:path';
import { crashResumeWorld, type CrashResumeReport } from '@nx-air/gates';
import { nodeHost } from '@nx-air/world';
import { timed, type Figure } from '../figure.ts';

interface Scenario {
  readonly world: string;
  readonly scenario: string;
}

/** By the records of their journals. */
const SCENARIOS: ReadonlyMap<number, Scenario> = new Map([
  [16, { world: 'rate-quotes', scenario: 'answered' }],
  [32, { world: 'session-desk', scenario: 'closed' }],
  [63, { world: 'parts-buyer', scenario: 'several-orders' }],
]);
const FAULTS = 1_000_000;
/** Worlds are independent tasks of Nx: two at a time. */
const CORES = 2;
const MINUTE = 60_000;

/** @throws when a fault was not survived, or too few were put in to tell a time */
function injectedIn({ counts, violations, problems }: CrashResumeReport): number {
  const injected = [...counts.values()].reduce((sum, count) => sum + count.injected, 0);
  if (violations.length > 0 || problems.length > 0) throw new Error(`not every fault was survived: ${JSON.stringify(violations[0] ?? problems[0])}`);
  if (injected < 1000) throw new Error(`only ${injected} faults were put in`);
  return injected;
}

export const FAULT_RATE: Figure = {
  name: 'faults',
  title: `1,000,000 faults on ${CORES} cores`,
  oursIs: 'every fault of a scenario of {size} records, its time scaled',
  peerIs: 'the limit: 60 s',
  aim: 1,
  sizes: [...SCENARIOS.keys()],
  prepare: async (_dir, root, size) => {
    const chosen = SCENARIOS.get(size);
    if (chosen === undefined) throw new RangeError(`no scenario has ${size} records`);
    const { world, scenario } = chosen;
    const sweep = (): Promise<CrashResumeReport> => crashResumeWorld(nodeHost(), join(root, 'worlds', world), { scenario });
    const once = await sweep();
    const records = once.scenarios[0]?.faults?.records;
    if (records !== size) throw new Error(`${world} ${scenario} has ${records} records, expected ${size}`);
    const injected = injectedIn(once);
    return { ours: async () => ((await timed(sweep)) * FAULTS) / injected / CORES, peer: () => Promise.resolve(MINUTE) };
  },
};
