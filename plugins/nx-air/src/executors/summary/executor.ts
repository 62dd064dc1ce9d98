// Executor `nx-air:summary`: summarise the scenarios of a world as JSON, Markdown and a page.
import { summary } from '../summary-job.ts';
import { executorOf } from '../task.ts';

const { run, batch } = executorOf(summary);

export { batch, run as default };
