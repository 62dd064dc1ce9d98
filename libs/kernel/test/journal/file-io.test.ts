// A disk that fills up or fails: the error is told, what was acknowledged is there, the journal opens again.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { FileJournal, readJournalFile } from '../../src/fs.ts';
import { disk } from './failing-disk.ts';
import { bytesOf, errorOf, read, temporaryFile, write } from './fixture.ts';
import { HEADER, recordAt, recordsUpTo } from './records.ts';

describe('disk full', () => {
  test('at every byte of an append', async () => {
    const whole = temporaryFile();
    await write(whole, [2, 3]);
    const before = temporaryFile();
    await write(before, [2]);
    const size = bytesOf(whole).length - bytesOf(before).length;
    for (let space = 0; space < size; space += 1) {
      const file = temporaryFile();
      await write(file, [2]);
      const journal = FileJournal.open(file, { durability: 'none', io: disk({ space }) });
      const error = await errorOf(() => journal.append([recordAt(2), recordAt(3), recordAt(4)]));
      expect([error.code, error.message], `space ${space}`).toEqual(['journal_io', `cannot write ${file}: ENOSPC: no space left on device, write`]);
      expect(error.hint).toBe('make space, then open the journal again: what was acknowledged is in it');
      // No further call tries its luck.
      expect(await errorOf(() => journal.append([recordAt(2)]))).toBe(error);
      expect(await errorOf(() => journal.commit())).toBe(error);
      await journal.close();
      expect(bytesOf(file), `space ${space}`).toEqual(bytesOf(before));
      expect(await read(file)).toEqual(recordsUpTo(2));
    }
  });

  test('and the part that was written cannot be taken back: it is a torn tail', async () => {
    const file = temporaryFile();
    await write(file, [2]);
    const io = disk({ space: 100 });
    io.truncate = () => {
      throw new Error('EIO');
    };
    const journal = FileJournal.open(file, { durability: 'none', io });
    expect((await errorOf(() => journal.append([recordAt(2), recordAt(3)]))).message).toContain('ENOSPC');
    await journal.close();
    const again = FileJournal.open(file, { durability: 'none' });
    expect(again.recovery.torn).toMatchObject({ record: 3 });
    expect([...again.records()]).toEqual(recordsUpTo(3));
    await again.close();
  });

  test('while the journal is created', async () => {
    const file = temporaryFile();
    const journal = FileJournal.open(file, { io: disk({ space: 50 }) });
    expect((await errorOf(() => journal.create(HEADER))).message).toContain('ENOSPC');
    await journal.close();
    expect(readdirSync(dirname(file))).toEqual([]);
    await write(file, [1]);
    expect(readJournalFile(file).length).toBe(1);
  });

  test('as the system tells it: a limit on the size of files', async () => {
    const file = temporaryFile();
    const program = fileURLToPath(new URL('writer-process.mjs', import.meta.url));
    // In units of 512 or 1024 bytes, as the shell has it.
    const output = execFileSync('sh', ['-c', `ulimit -f 64 && exec "$0" "$@"`, process.execPath, program, file, 'each'], { encoding: 'utf8' });
    const lines = output.trim().split('\n');
    expect(lines.at(-1)).toBe('journal_io EFBIG');
    const acknowledged = Number(lines.at(-2));
    expect(acknowledged).toBeGreaterThan(10);
    const { records, torn } = readJournalFile(file);
    expect([torn, [...records()]]).toEqual([undefined, recordsUpTo(acknowledged)]);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });
});

test('a disk that takes a few bytes at a time', async () => {
  const [file, whole] = [temporaryFile(), temporaryFile()];
  await write(whole, [2, 3]);
  const journal = FileJournal.open(file, { io: disk({ piece: 7 }) });
  journal.create(HEADER);
  journal.append(recordsUpTo(2));
  journal.append([recordAt(2), recordAt(3), recordAt(4)]);
  await journal.close();
  expect(bytesOf(file)).toEqual(bytesOf(whole));
});

describe('a flush that fails', () => {
  test('each: append throws, and the record is taken back', async () => {
    const file = temporaryFile();
    await write(file, [2]);
    const io = disk();
    const journal = FileJournal.open(file, { durability: 'each', io });
    io.broken = true;
    expect((await errorOf(() => journal.append([recordAt(2)]))).message).toBe(`cannot write ${file}: EIO: i/o error, fdatasync`);
    await journal.close();
    expect(await read(file)).toEqual(recordsUpTo(2));
  });

  test('batch: every commit that waits for it is rejected, and no later one is tried', async () => {
    const io = disk();
    const journal = FileJournal.open(temporaryFile(), { durability: 'batch', io });
    journal.create(HEADER);
    io.broken = true;
    journal.append([recordAt(0)]);
    const first = errorOf(() => journal.commit());
    const second = errorOf(() => journal.commit());
    expect((await first).message).toContain('EIO');
    expect(await second).toBe(await first);
    const { flushes } = io;
    io.broken = false;
    expect(await errorOf(() => journal.append([recordAt(1)]))).toBe(await first);
    expect(await errorOf(() => journal.commit())).toBe(await first);
    await journal.close();
    expect(io.flushes).toBe(flushes);
    expect(existsSync(`${journal.file}.lock`)).toBe(false);
  });

  test('when a torn tail is cut off: the journal is not opened, and opens once the disk is well', async () => {
    const file = temporaryFile();
    await write(file, [2]);
    truncateSync(file, bytesOf(file).length - 1);
    const io = disk();
    io.broken = true;
    const error = await errorOf(() => FileJournal.open(file, { io }));
    expect([error.code, error.message]).toEqual(['journal_io', `cannot open ${file}: EIO: i/o error, fdatasync`]);
    expect(await read(file)).toEqual(recordsUpTo(1));
  });
});
