// Executor `nx-air:merge`: resolve worlds, leave every definition with origin and hash in dist/merge.json.
import { merge } from '../jobs.ts';
import { executorOf } from '../task.ts';

const { run, batch } = executorOf(merge);

export { batch, run as default };
