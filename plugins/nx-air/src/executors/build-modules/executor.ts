// Executor `nx-air:build-modules`: compile the modules of worlds, leave them and their list in dist.
import { buildModules } from '../jobs.ts';
import { executorOf } from '../task.ts';

const { run, batch } = executorOf(buildModules);

export { batch, run as default };
