// Executor `nx-air:validate`: check worlds and packs, leave the findings in dist/validate.json.
import { validate } from '../jobs.ts';
import { executorOf } from '../task.ts';

const { run, batch } = executorOf(validate);

export { batch, run as default };
