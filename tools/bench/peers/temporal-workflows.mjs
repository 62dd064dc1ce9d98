// Workflows that the Temporal replayer runs: the same two shapes as our plans.
import { proxyActivities } from '@temporalio/workflow';

const { call } = proxyActivities({ startToCloseTimeout: '1 minute' });

/** @param {number} count effects, one after another */
export async function sequential(count) {
  for (let index = 0; index < count; index += 1) await call(`call ${index}`);
}

/** @param {number} count effects at once */
export async function fanOut(count) {
  await Promise.all(Array.from({ length: count }, (_, index) => call(`call ${index}`)));
}
