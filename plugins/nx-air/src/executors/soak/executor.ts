// Executor `nx-air:soak`: a gate of a world, its result in dist/.
import { soak } from '../gate-jobs.ts';
import { executorOf } from '../task.ts';

const { run, batch } = executorOf(soak);

export { batch, run as default };
