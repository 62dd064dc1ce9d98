// Starts npm start: loads TypeScript sources on every supported Node, then validates a world.
import '../process/typescript.mjs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [{ start }, { findBin }, { PLAIN_NX, stream }] = await Promise.all([
  import('./src/start.ts'),
  import('../process/src/bins.ts'),
  import('../process/src/run.ts'),
]);

process.exitCode = await start(root, process.argv.slice(2), {
  print: (line) => console.log(line),
  runNx: (args) => stream(process.execPath, [findBin('nx'), ...args], { cwd: root, env: PLAIN_NX }),
});
