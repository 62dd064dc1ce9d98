// Running documented commands: which programs, and independence of the environment of this machine.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { runDocumented } from '../src/run-command.ts';

function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'nx-air-command-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

test('air runs with blanks between words and answers its exit code', async () => {
  const dir = tempDir();
  expect(await runDocumented('air  --version', { cwd: dir, scratch: dir })).toMatchObject({ exitCode: 0, output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  const wrong = await runDocumented('air chekc', { cwd: dir, scratch: dir });
  expect(wrong.exitCode).toBe(1);
  expect(wrong.output).toContain('Did you mean `air check`?');
});

test.each(['rm -r x', 'npm test', 'nx graph', 'npx air', ''])('refused: %j', async (command) => {
  const dir = tempDir();
  await expect(runDocumented(command, { cwd: dir, scratch: dir })).rejects.toThrow('documents may run air, npx nx and npm start');
});

test('npm start runs the start script of the folder, as on a machine that is no build server', async () => {
  const dir = tempDir();
  mkdirSync(join(dir, 'tools'));
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ scripts: { start: 'node tools/start.mjs --a' } }));
  writeFileSync(join(dir, 'tools/start.mjs'), 'console.log(process.argv[2], process.env.CI, process.env.NX_DAEMON, process.env.AOS_IMPORT_LOCK === ""); process.exitCode = 3;\n');
  vi.stubEnv('CI', 'true');
  vi.stubEnv('AOS_IMPORT_LOCK', 'off');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await runDocumented('npm start', { cwd: dir, scratch: dir })).toEqual({ exitCode: 3, output: '--a false false true' });
});

test('a start script of another program is refused', async () => {
  const dir = tempDir();
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ scripts: { start: 'sh start.sh' } }));
  await expect(runDocumented('npm start', { cwd: dir, scratch: dir })).rejects.toThrow('does not begin with node');
});
