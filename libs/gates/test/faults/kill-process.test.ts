// Processes that are killed, played by this one: what they leave is judged, and a verdict does not depend on how much they wrote.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileJournal } from '@nx-air/kernel/fs';
import { Kernel } from '@nx-air/kernel';
import { expect, test } from 'vitest';
import { dyingIo, sweepKilled, type RunProcess } from '../../src/faults/kill-process.ts';
import type { Reference } from '../../src/faults/reference.ts';
import { Tally } from '../../src/faults/tally.ts';
import { reference } from './fixture.ts';

class Gone extends Error {}

/** Runs the subject here; a kill is an error that nothing catches. */
const runHere =
  ({ subject }: Reference): RunProcess =>
  async (_scenario, file, { killInWrite }) => {
    let left: Uint8Array | undefined;
    const die = (): never => {
      left = readFileSync(file);
      throw new Gone();
    };
    const journal = FileJournal.open(file, killInWrite === undefined ? {} : { io: dyingIo(killInWrite, die) });
    try {
      await subject.proceed(await Kernel.open({ ...subject.options, journal }), journal);
      return 'exit code 0';
    } catch {
      return 'SIGKILL';
    } finally {
      await journal.close().catch(() => undefined);
      // A process that is gone does not tidy up.
      if (left) writeFileSync(file, left);
    }
  };

async function killed(whole: Reference, run: RunProcess): Promise<Tally> {
  const tally = new Tally();
  await sweepKilled({ reference: whole, tally, seed: 1 }, run);
  return tally;
}

test('killed in a write and taken up again: one fault, which cut a record', async () => {
  const whole = await reference();
  const { counts, violations } = await killed(whole, runHere(whole));
  expect([...counts]).toEqual([['crash-killed', { injected: 1, reached: 1 }]]);
  expect(violations).toEqual([]);
});

test('a run in which nothing comes in has no write to be killed in', async () => {
  const whole = await reference({ instances: 0 });
  expect((await killed(whole, runHere(whole))).totals.injected).toBe(0);
});

const twin = (change: (run: RunProcess) => RunProcess) => async (): Promise<readonly string[]> => {
  const whole = await reference();
  return (await killed(whole, change(runHere(whole)))).violations.map(({ message }) => message.replace(/\d+/g, 'n'));
};

test.each([
  ['a process that ends by itself', twin((run) => (scenario, file) => run(scenario, file, {})), 'expected SIGKILL to end the process, found exit code n'],
  ['one that leaves other bytes', twin((run) => async (scenario, file, options) => {
    const ended = await run(scenario, file, options);
    writeFileSync(file, readFileSync(file).fill(0, 40, 48));
    return ended;
  }), 'expected the beginning of the journal, found n other bytes'],
  ['another one that does not go on', twin((run) => (scenario, file, options) => (options.killInWrite === undefined ? Promise.resolve('exit code 1') : run(scenario, file, options))), 'expected the journal of the run that nobody killed, found another one after exit code n'],
])('%s is found', async (_name, found, message) => {
  expect(await found()).toEqual([message]);
});

test('half of one write is written, and all of the others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nx-air-dying-'));
  const fd = openSync(join(folder, 'a'), 'w+');
  try {
    let deaths = 0;
    const io = dyingIo(1, () => void (deaths += 1));
    expect([0, 10, 20].map((at) => io.write(fd, new Uint8Array(10).fill(1), at))).toEqual([10, 5, 10]);
    expect([deaths, [...readFileSync(join(folder, 'a'))].join('')]).toEqual([1, `${'1'.repeat(15)}${'0'.repeat(5)}${'1'.repeat(10)}`]);
  } finally {
    closeSync(fd);
    rmSync(folder, { recursive: true });
  }
});
