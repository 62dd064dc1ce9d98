// A million records are read in memory that does not grow with them.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFile } from './fixture.ts';

test('1,000,000 records', () => {
  const file = temporaryFile();
  const program = fileURLToPath(new URL('large-journal.mjs', import.meta.url));
  const told: { length: number; bytes: number; grownMiB: number } = JSON.parse(execFileSync(process.execPath, ['--max-old-space-size=64', program, file], { encoding: 'utf8' }));
  expect(told).toMatchObject({ length: 1_000_000, bytes: 60_000_000 });
  expect(statSync(file).size).toBeGreaterThan(110_000_000);
  expect(told.grownMiB).toBeLessThan(64);
}, 240_000);
