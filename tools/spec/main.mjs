// Starts the writer of spec/schemas and spec/findings.md: loads TypeScript on every supported Node, then src/main.ts.
import '../process/typescript.mjs';
import { fileURLToPath } from 'node:url';

const { main } = await import('./src/main.ts');
process.exitCode = main(fileURLToPath(new URL('../..', import.meta.url)), process.argv.slice(2));
