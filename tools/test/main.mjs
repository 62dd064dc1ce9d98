// Starts npm test: loads TypeScript sources on every supported Node, then runs the cells named, or all of them.
import '../process/typescript.mjs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
const [{ listCells }, { runCells }, { isInstalled }] = await Promise.all([
  import('./src/cells.ts'),
  import('./src/run-cells.ts'),
  import('../process/src/installed.ts'),
]);

process.exitCode = await runCells(listCells(), process.argv.slice(2), process.env, {
  root,
  isInstalled: (program) => isInstalled(program),
  print: (text) => console.log(text),
});
