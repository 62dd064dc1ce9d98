// Executor `nx-air:crash-resume`: a gate of a world, its result in dist/.
import { crashResume } from '../gate-jobs.ts';
import { executorOf } from '../task.ts';

const { run, batch } = executorOf(crashResume);

export { batch, run as default };
