// A writer that is killed: every record that it acknowledged is there, in order, and at most the last write is cut short.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { FileJournal, readJournalFile } from '../../src/fs.ts';
import { bytesOf, same, temporaryFile } from './fixture.ts';
import { recordsUpTo } from './records.ts';

const PROGRAM = fileURLToPath(new URL('writer-process.mjs', import.meta.url));

/** Kills a writer after it acknowledged so many times; the records that it acknowledged. */
async function killAfter(acknowledgements: number, ...words: readonly string[]): Promise<number> {
  const writer = spawn(process.execPath, [PROGRAM, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    writer.once('error', reject);
    writer.once('close', () => resolve());
    writer.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      if (output.split('\n').length > acknowledgements) writer.kill('SIGKILL');
    });
  });
  return Number(output.split('\n').at(-2));
}

test.each<[string, string, readonly number[]]>([
  ['none', '1', [5, 30]],
  ['none', '200', [3, 10]],
  ['batch', '20', [10, 2]],
  ['each', '1', [4, 9]],
])('durability %s, batches of %s', async (durability, size, kills) => {
  const file = temporaryFile();
  for (const kill of kills) {
    const acknowledged = await killAfter(kill, file, durability, size);
    const { length, records, torn } = readJournalFile(file);
    expect(length).toBeGreaterThanOrEqual(acknowledged);
    expect(length - acknowledged).toBeLessThanOrEqual(2 * Number(size));
    expect(same([...records()], recordsUpTo(length))).toBe(true);
    const journal = FileJournal.open(file, { durability: 'none' });
    expect(journal.recovery.torn).toEqual(torn);
    expect(journal.recovery.takenFrom?.pid).toBeGreaterThan(0);
    await journal.close();
    // A second recovery has nothing left to do.
    const bytes = bytesOf(file);
    const again = FileJournal.open(file, { durability: 'none' });
    expect(again.recovery).toEqual({});
    await again.close();
    expect(Buffer.compare(bytesOf(file), bytes)).toBe(0);
  }
});
