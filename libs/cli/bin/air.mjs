#!/usr/bin/env node
// The executable `air` in the repository: makes Node read the TypeScript source, then runs it.

// Node 22.18+ and 24 strip types themselves and warn about it on 22; that warning is not for users of air.
const emitWarning = process.emitWarning.bind(process);
process.emitWarning = (warning, ...rest) => {
  const type = typeof rest[0] === 'object' ? rest[0]?.type : rest[0];
  if (type !== 'ExperimentalWarning') emitWarning(warning, ...rest);
};

await import('../../../tools/process/typescript.mjs');
await import('./program.mjs');
