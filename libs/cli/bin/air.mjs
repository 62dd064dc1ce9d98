#!/usr/bin/env node
// The executable `air` in the repository: makes Node read the TypeScript source, then runs it.
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
await import('./program.mjs');
