#!/usr/bin/env node
// The executable `air`: makes Node read the TypeScript source, hands the process to `main`, sets the exit code.
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

// Node 22.18+ and 24 strip types themselves and warn about it on 22; that warning is not for users of air.
const emitWarning = process.emitWarning.bind(process);
process.emitWarning = (warning, ...rest) => {
  const type = typeof rest[0] === 'object' ? rest[0]?.type : rest[0];
  if (type !== 'ExperimentalWarning') emitWarning(warning, ...rest);
};

if (!process.features.typescript) {
  // Otherwise swc-node looks for tsconfig.json in the folder air is started in.
  const before = process.env.SWC_NODE_PROJECT;
  process.env.SWC_NODE_PROJECT = fileURLToPath(new URL('../../../tsconfig.json', import.meta.url));
  register('@swc-node/register/esm', import.meta.url);
  if (before === undefined) delete process.env.SWC_NODE_PROJECT;
  else process.env.SWC_NODE_PROJECT = before;
}
if (process.env.AIR_DEBUG === '1') process.setSourceMapsEnabled(true);

// A reader that went away (`air check … | head`) changes nothing about the result: the exit code still tells it.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const { main } = await import('../src/main.ts');
process.exitCode = await main(process.argv.slice(2), {
  cwd: process.cwd().replaceAll('\\', '/'),
  env: process.env,
  isTerminal: process.stdout.isTTY === true,
  writeOut: (text) => process.stdout.write(text),
  writeErr: (text) => process.stderr.write(text),
  host: async () => (await import('@nx-air/world')).nodeHost(),
});
