// Starts the end-to-end tests: loads TypeScript sources on every supported Node, then runs src/main.ts.
import '../process/typescript.mjs';
import { fileURLToPath } from 'node:url';

const { main } = await import('./src/main.ts');
process.exitCode = await main(fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, ''), process.argv.slice(2), (line) => console.log(line));
