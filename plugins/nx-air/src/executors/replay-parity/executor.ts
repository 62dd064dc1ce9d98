// Executor `nx-air:replay-parity`: a gate of a world, its result in dist/.
import { replayParity } from '../gate-jobs.ts';
import { executorOf } from '../task.ts';

const { run, batch } = executorOf(replayParity);

export { batch, run as default };
