// One writer: a second is refused, a dead one's lock is taken over with a note, and nothing of another host is.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { FileJournal } from '../../src/fs.ts';
import { acquireLock } from '../../src/journal/writer-lock.ts';
import { decodeOwner, encodeOwner, isGone, thisProcess } from '../../src/journal/writer-lock-owner.ts';
import { errorOf, temporaryFile, write } from './fixture.ts';

const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;
const isLinux = process.platform === 'linux';

describe('two writers', () => {
  test('in one process', async () => {
    const file = temporaryFile();
    const journal = FileJournal.open(file);
    const error = await errorOf(() => FileJournal.open(file));
    expect([error.code, error.message.replaceAll(file, 'F').replace(hostname(), 'H')]).toEqual([
      'journal_locked',
      `F has a writer: process ${process.pid} on H holds F.lock`,
    ]);
    expect(error.hint.replaceAll(file, 'F')).toBe('wait for it; if no such process is alive, delete F.lock');
    await journal.close();
    await FileJournal.open(file).close();
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  test('in two processes', async () => {
    const file = temporaryFile();
    const program = fileURLToPath(new URL('writer-process.mjs', import.meta.url));
    const writer = spawn(process.execPath, [program, file, 'none'], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await new Promise((resolve) => void writer.stdout.once('data', resolve));
      expect((await errorOf(() => FileJournal.open(file))).message).toContain(`process ${writer.pid} `);
    } finally {
      writer.kill('SIGKILL');
      await new Promise((resolve) => void writer.once('exit', resolve));
    }
    const journal = FileJournal.open(file);
    expect(journal.recovery.takenFrom).toMatchObject({ pid: writer.pid, host: hostname() });
    await journal.close();
  });

  test('one dead owner, many who would take over: one does', async () => {
    const file = temporaryFile();
    writeFileSync(`${file}.lock`, encodeOwner({ host: hostname(), pid: deadPid(), start: '' }));
    const script = `await import(${JSON.stringify(new URL('../../../../tools/process/typescript.mjs', import.meta.url).href)});
      const { acquireLock } = await import(${JSON.stringify(new URL('../../src/journal/writer-lock.ts', import.meta.url).href)});
      process.stdin.once('data', () => {
        try { acquireLock(process.argv[1], false); console.log('got'); } catch (error) { console.log(error.code); }
        process.stdin.once('end', () => process.exit()); process.stdin.resume();
      });
      console.log('ready');`;
    const contenders = Array.from({ length: 3 }, () => spawn(process.execPath, ['--input-type=module', '-e', script, file], { stdio: ['pipe', 'pipe', 'inherit'] }));
    const answer = (index: number): Promise<string> => new Promise((resolve) => void contenders[index]!.stdout.once('data', (data: Buffer) => resolve(data.toString().trim())));
    expect(await Promise.all(contenders.map((_, index) => answer(index)))).toEqual(Array(3).fill('ready'));
    const answers = contenders.map((_, index) => answer(index));
    for (const { stdin } of contenders) stdin.write('go\n');
    expect((await Promise.all(answers)).sort()).toEqual(['got', 'journal_locked', 'journal_locked']);
    for (const { stdin } of contenders) stdin.end();
    expect(existsSync(`${file}.lock.takeover`)).toBe(false);
  });
});

describe('a lock that was left behind', () => {
  test('is taken over, and its owner noted', async () => {
    const file = temporaryFile();
    await write(file, [2]);
    const owner = { host: hostname(), pid: deadPid(), start: 'boot 1' };
    writeFileSync(`${file}.lock`, encodeOwner(owner));
    const journal = FileJournal.open(file);
    expect(journal.recovery).toEqual({ takenFrom: owner });
    expect(decodeOwner(readFileSync(`${file}.lock`, 'utf8'))).toEqual(thisProcess());
    await journal.close();
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  test.runIf(isLinux)('by an earlier process with the same number', () => {
    expect(isGone({ ...thisProcess(), start: 'other 1' })).toBe(true);
    expect(isGone(thisProcess())).toBe(false);
  });

  test('is certain only of this host', () => {
    expect(isGone({ host: hostname(), pid: deadPid(), start: '' })).toBe(true);
    expect(isGone({ host: `not-${hostname()}`, pid: deadPid(), start: '' })).toBe(false);
    expect(isGone({ host: hostname(), pid: process.pid, start: '' })).toBe(false);
    expect(isGone({ host: hostname(), pid: 1, start: '' })).toBe(false);
  });

  test.each<[string, string]>([
    ['empty', ''],
    ['text', 'locked'],
    ['no number', '{"host":"h","pid":"1","start":""}'],
    ['a group of processes', '{"host":"h","pid":-1,"start":""}'],
    ['of another host', '{"host":"elsewhere.test","pid":1,"start":""}'],
  ])('and says too little keeps others out: %s', async (_name, text) => {
    const file = temporaryFile();
    writeFileSync(`${file}.lock`, text);
    expect((await errorOf(() => FileJournal.open(file))).code).toBe('journal_locked');
    expect(readFileSync(`${file}.lock`, 'utf8')).toBe(text);
  });

  test('together with a takeover that was cut short', async () => {
    const file = temporaryFile();
    const gone = encodeOwner({ host: hostname(), pid: deadPid(), start: '' });
    writeFileSync(`${file}.lock`, gone);
    writeFileSync(`${file}.lock.takeover`, gone);
    const error = await errorOf(() => FileJournal.open(file));
    expect([error.code, error.hint.replaceAll(file, 'F')]).toEqual(['journal_locked', 'wait for it; if no such process is alive, delete F.lock.takeover']);
  });

  test('as a link to elsewhere is not read', async () => {
    const file = temporaryFile();
    symlinkSync('/etc/hostname', `${file}.lock`);
    expect((await errorOf(() => acquireLock(file, false))).code).toBe('journal_io');
  });
});

test('a lock that is no longer ours is not released', async () => {
  const file = temporaryFile();
  const lock = acquireLock(file, false);
  writeFileSync(`${file}.lock`, '{"host":"elsewhere.test","pid":1,"start":""}');
  lock.release();
  expect(existsSync(`${file}.lock`)).toBe(true);
});
