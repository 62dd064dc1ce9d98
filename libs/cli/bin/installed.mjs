#!/usr/bin/env node
// The executable `air` of the published package: keeps compiled code from run to run where Node can, then runs the bundle.
import module from 'node:module';

// Node 22.1 and later; a folder that cannot be written costs nothing but the time.
module.enableCompileCache?.();
await import('../dist/bin/air.js');
