// Programs are found, run, captured, and missing ones are told apart from failing ones.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBin } from '../src/bins.ts';
import { isInstalled } from '../src/installed.ts';
import { capture, stream } from '../src/run.ts';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'nx-air-process-'));
  writeFileSync(join(dir, 'plain'), '');
  writeFileSync(join(dir, 'runs'), '');
  chmodSync(join(dir, 'plain'), 0o644);
  chmodSync(join(dir, 'runs'), 0o755);
  mkdirSync(join(dir, 'folder'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test.each(['nx', 'tsc', 'vitest'] as const)('%s is a file', (name) => expect(existsSync(findBin(name))).toBe(true));

test.each([
  ['runs', true],
  ['plain', process.platform === 'win32'],
  ['folder', false],
  ['absent', false],
])('%s on PATH: %s', (name, expected) => expect(isInstalled(name, { PATH: dir })).toBe(expected));

test('an empty PATH has nothing', () => {
  expect(isInstalled('runs', { PATH: '' })).toBe(false);
  expect(isInstalled('runs', {})).toBe(false);
});

test.each([0, 3])('exit code %d is passed on', async (code) => {
  const args = ['-e', `process.exit(${code})`];
  expect(await stream(process.execPath, args, { cwd: dir })).toBe(code);
  expect((await capture(process.execPath, args, { cwd: dir })).exitCode).toBe(code);
});

test('output, environment and folder', async () => {
  const script = 'console.log(process.env.A, process.cwd()); console.error("e")';
  const { stdout, stderr } = await capture(process.execPath, ['-e', script], { cwd: dir, env: { A: 'a' } });
  expect([stdout.split(' ')[0], stderr]).toEqual(['a', 'e']);
});

test('a program that is absent is exit code 1 with the reason', async () => {
  const { exitCode, stderr } = await capture(join(dir, 'absent'), [], { cwd: dir });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('ENOENT');
});

test('a program ended by a signal is exit code 1', async () => {
  expect((await capture(process.execPath, ['-e', 'process.kill(process.pid, "SIGKILL")'], { cwd: dir })).exitCode).toBe(1);
});

test('TypeScript is loaded as its present text says, whatever was translated before; errors name the line of the source', async () => {
  const program = join(dir, 'program.ts');
  writeFileSync(join(dir, 'package.json'), '{"type":"module"}');
  const run = (text: string) => {
    writeFileSync(program, text);
    return capture(process.execPath, ['--import', new URL('../typescript.mjs', import.meta.url).href, program], { cwd: dir });
  };
  const says = (word: string): string => `interface A {\n  readonly a: string;\n}\nconst a: A = { a: '${word}' };\nconsole.log(a.a);\n`;
  for (const word of ['one', 'two', 'one']) expect((await run(says(word))).stdout.trim()).toBe(word);
  expect((await run(`${says('one')}throw new Error('here');\n`)).stderr).toContain('program.ts:6:7');
  expect((await run('const = 1;')).exitCode).toBe(1);
});
