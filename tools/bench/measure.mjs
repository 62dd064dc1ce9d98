// Measures one figure in this process: `measure.mjs <figure> <runs> <folder> <file of the result>`.
import '../process/typescript.mjs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

if (process.env.NX_AIR_BENCH_PRODUCT) register('./product-hook.mjs', import.meta.url, { data: process.env.NX_AIR_BENCH_PRODUCT });
const { measureHere } = await import('./src/measure-process.ts');
await measureHere(fileURLToPath(new URL('../..', import.meta.url)), process.argv.slice(2));
// Peers keep handles open.
process.exit();
