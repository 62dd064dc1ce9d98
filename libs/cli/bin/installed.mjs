#!/usr/bin/env node
// The executable `air` of the published package: keeps compiled code from run to run where Node can, then runs the bundle.
import { readFileSync } from 'node:fs';
import module from 'node:module';

if (process.argv.length === 3 && process.argv[2] === '--version') {
  // Asked most often of all, by scripts: the answer needs nothing of the bundle.
  console.log(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version);
} else {
  // Node 22.1 and later; a folder that cannot be written costs nothing but the time.
  module.enableCompileCache?.();
  await import('../dist/bin/air.js');
}
