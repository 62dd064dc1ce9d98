// The gates of what was generated, and their results from the cache.
import { expectThat } from '../failure.ts';
import type { Step } from '../step.ts';
import { countTasks } from '../tasks.ts';

export const GATES = ['validate', 'lock-check', 'smoke', 'replay-parity', 'crash-resume'];

export const RUN_GATES: Step = {
  name: 'gates',
  title: 'every gate passes, a second run takes all of it from the cache, and air says the same',
  async run({ workspace }) {
    await workspace.nxOk('run-many', '-t', ...GATES, '--outputStyle=static');
    const again = await workspace.nxOk('run-many', '-t', ...GATES, '--outputStyle=static');
    const { ran, cached } = countTasks(again.output);
    expectThat(ran.length === 0 && cached.length > 0, 'everything from the cache', again.output);
    const air = await workspace.npm('exec', '--offline', '--', 'air', 'smoke', 'worlds/orders');
    expectThat(air.output.includes('worlds/orders') || air.output.includes('orders'), 'air smoke to pass', air.output);
  },
};
