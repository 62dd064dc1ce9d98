// Executor `nx-air:smoke`: run the scenarios of a world, leave the result in dist/smoke.json.
import { smoke } from '../gate-jobs.ts';
import { executorOf } from '../task.ts';

const { run, batch } = executorOf(smoke);

export { batch, run as default };
