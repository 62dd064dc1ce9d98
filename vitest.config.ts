// Test runner settings shared by every package.
import { defineConfig } from 'vitest/config';
import { SlowFirst } from './tools/test/src/slow-first.ts';

export default defineConfig({
  test: {
    include: ['libs/*/test/**/*.test.ts', 'plugins/*/test/**/*.test.ts', 'tools/*/test/**/*.test.ts', 'worlds/*/modules/*.test.ts'],
    // Vitest leaves one core to itself, which is half of a machine with two.
    maxWorkers: 2,
    // Modules are loaded once a worker: what has to be alone is a process of its own.
    isolate: false,
    sequence: { sequencer: SlowFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
