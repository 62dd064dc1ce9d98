// Starts the process of npm run faults that is killed.
import '../process/typescript.mjs';

const { runUntilKilled } = await import('./src/kill-worker.ts');
await runUntilKilled(process.argv.slice(2));
