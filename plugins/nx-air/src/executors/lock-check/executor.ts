// Executor `nx-air:lock-check`: compare imports with their locks, leave the answer in dist/lock-check.json.
import { lockCheck } from '../lock-jobs.ts';
import { executorOf } from '../task.ts';

const { run, batch } = executorOf(lockCheck);

export { batch, run as default };
