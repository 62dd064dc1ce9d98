// A scenario in a process of its own, killed in the middle of a write and taken up by another one.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BytesJournal } from '@nx-air/kernel';
import { expect, test } from 'vitest';
import { runsProcesses } from '../src/run-process.ts';
import { airProcess } from './run-air.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

test('a world that is not on the disk is run by no other process', () => {
  expect(runsProcesses('/nowhere/worlds/a')).toEqual({});
});

test('killed in a write, taken up, and equal to a run that nobody killed', { timeout: 120_000 }, async () => {
  const { runProcess } = runsProcesses(join(ROOT, 'worlds/parts-supplier'));
  const folder = mkdtempSync(join(tmpdir(), 'nx-air-run-process-'));
  const [file, whole] = [join(folder, 'a.journal'), join(folder, 'whole.journal')];
  try {
    expect(await runProcess?.('answers', file, { killInWrite: 2 })).toBe('SIGKILL');
    expect(BytesJournal.open(readFileSync(file)).torn).toBeDefined();
    expect(await runProcess?.('answers', file, {})).toBe('exit code 0');
    expect(await runProcess?.('answers', whole, {})).toBe('exit code 0');
    expect(readFileSync(file).equals(readFileSync(whole))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a kill is about a journal file', async () => {
  const { exitCode, err } = await airProcess(ROOT, ['run', 'worlds/parts-supplier', 'answers', '--kill-in-write', '1']);
  expect([exitCode, err]).toEqual([1, 'air: unexpected_value: `--kill-in-write` is about writes to a journal file. Name it with `--journal`.\n']);
});
