// Figure: time of 1,000,000 faults on two cores, against the minute that `npm run faults` may take.
import { join } from 'node:path';
import { crashResumeWorld, type CrashResumeReport } from '@nx-air/gates';
import { nodeHost } from '@nx-air/world';
import { timed, type Figure } from '../figure.ts';

const [WORLD, SCENARIO] = ['rate-quotes', 'answered'];
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
  oursIs: `every fault of the scenario ${SCENARIO} of ${WORLD}, its time scaled`,
  peerIs: 'the limit: 60 s',
  aim: 1,
  prepare: async (_dir, root) => {
    const sweep = (): Promise<CrashResumeReport> => crashResumeWorld(nodeHost(), join(root, 'worlds', WORLD), { scenario: SCENARIO });
    const injected = injectedIn(await sweep());
    return { ours: async () => ((await timed(sweep)) * FAULTS) / injected / CORES, peer: () => Promise.resolve(MINUTE) };
  },
};
