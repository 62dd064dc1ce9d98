// Replays histories with Temporal's TypeScript SDK, without a server.
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';

let installed = false;
function quiet() {
  if (!installed) Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined), telemetryOptions: { logging: { forward: {}, filter: 'OFF' } } });
  installed = true;
}

/** Code of the workflows, to be kept for later replays. */
export async function bundleWorkflows() {
  quiet();
  const { code } = await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('./temporal-workflows.mjs', import.meta.url)), logger: new DefaultLogger('ERROR', () => undefined) });
  return code;
}

/** @param {string} code @param {readonly string[]} histories JSON @returns how many were accepted, and milliseconds until the last verdict */
export async function replayHistories(code, histories) {
  quiet();
  const began = performance.now();
  const results = Worker.runReplayHistories({ workflowBundle: { code }, replayName: 'bench' }, parsed(histories));
  let accepted = 0;
  for await (const { error } of results) if (error === undefined) accepted += 1;
  return { accepted, milliseconds: performance.now() - began };
}

function* parsed(histories) {
  for (const [index, text] of histories.entries()) yield { workflowId: `bench-${index}`, history: JSON.parse(text) };
}
