// Executor `nx-air:lock`: lock the imports of worlds in their aos.sync.json.
import { lock } from '../lock-jobs.ts';
import { executorOf } from '../task.ts';

const { run, batch } = executorOf(lock);

export { batch, run as default };
