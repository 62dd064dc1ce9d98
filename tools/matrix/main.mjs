// Starts npm run matrix: loads TypeScript sources on every supported Node, then compares what each of them computes.
import '../process/typescript.mjs';
import { fileURLToPath } from 'node:url';

const { main } = await import('./src/main.ts');
process.exitCode = await main(fileURLToPath(import.meta.url), process.argv.slice(2), (line) => console.log(line));
