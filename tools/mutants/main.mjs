// Starts npm run mutants: loads TypeScript sources on every supported Node.
import '../process/typescript.mjs';
import { fileURLToPath } from 'node:url';

const { main } = await import('./src/main.ts');
process.exitCode = await main(fileURLToPath(new URL('../..', import.meta.url)), process.argv.slice(2));
