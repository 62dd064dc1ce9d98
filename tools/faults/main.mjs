// Starts npm run faults: loads TypeScript sources on every supported Node, then runs every world.
import '../process/typescript.mjs';
import { fileURLToPath } from 'node:url';

const { main } = await import('./src/main.ts');
process.exitCode = main(fileURLToPath(new URL('../..', import.meta.url)), process.argv.slice(2));
