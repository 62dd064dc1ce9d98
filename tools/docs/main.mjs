// Starts the check of commands in the documents: loads TypeScript on every supported Node, then src/main.ts.
import '../process/typescript.mjs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
const { main } = await import('./src/main.ts');
process.exitCode = await main(root, process.argv.slice(2), (text) => console.log(text));
