// The real host and its in-memory twin answer alike.
import { chmodSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { memoryHost, nodeHost, WorldError } from '../src/index.ts';
import type { FileHost } from '../src/index.ts';
import { diskRepo, repo } from './support/worlds.ts';

const FILES = {
  'a/b.json': '{}',
  'a/B.json': 'two',
  'a/ü.json': 'é',
  'a/\u{1F600}.json': '',
  'a/\uFF41.json': '',
  'empty/': '',
  'to-file': { link: 'a/b.json' },
  'to-folder': { link: 'a' },
  'to-nothing': { link: 'nowhere' },
  'loop': { link: 'loop' },
  'out': { link: '..' },
  'a/up': { link: '../a' },
};

const PATHS = [
  '', '/a', '/a/b.json', '/a/missing', '/a/b.json/below', '/empty', '/to-file', '/to-folder', '/to-folder/b.json',
  '/to-nothing', '/loop', '/loop/x', '/a/up/up/b.json', '/a/nul\0', '/out/missing', '/a/ü.json',
];

const ask = (host: FileHost, root: string) =>
  PATHS.map((path) => {
    const at = root + path;
    const bytes = host.readFile(at);
    return {
      path,
      kind: host.kindOf(at),
      size: host.fileSize(at),
      text: bytes === undefined ? undefined : new TextDecoder().decode(bytes),
      entries: host.readDir(at),
      real: host.realPath(at)?.replace(root, 'ROOT'),
    };
  });

describe('files', () => {
  test('both hosts give the same answers', () => {
    const root = diskRepo(FILES);
    expect(ask(repo(FILES), '/repo')).toEqual(ask(nodeHost(), root));
  });

  test('a file that may not be read is a WorldError, not an absent file', () => {
    const memory = memoryHost({ '/x': { unreadable: true } });
    expect(() => memory.readFile('/x')).toThrow(WorldError);
    if (process.getuid?.() === 0) return;
    const root = diskRepo({ x: '1' });
    chmodSync(`${root}/x`, 0);
    expect(() => nodeHost().readFile(`${root}/x`)).toThrow(WorldError);
  });
});

describe('commands', () => {
  const run = (script: string, options: { timeoutMs?: number; env?: Record<string, string> } = {}) =>
    nodeHost().run(process.execPath, ['-e', script], { cwd: '/', timeoutMs: 20_000, ...options });

  test('exit code, stdout and stderr are data', async () => {
    expect(await run('console.log("o"); console.error("e"); process.exit(3)')).toEqual({ kind: 'exited', exitCode: 3, stdout: 'o\n', stderr: 'e\n' });
  });

  test('locale, colour and toolchain downloads are fixed, further variables are added', async () => {
    const result = await run('console.log(process.env.LC_ALL, process.env.CARGO_TERM_COLOR, process.env.RUSTUP_AUTO_INSTALL, process.env.MORE)', { env: { MORE: 'm' } });
    expect(result).toMatchObject({ stdout: 'C never 0 m\n' });
  });

  test('arguments are not read by a shell', async () => {
    const result = await nodeHost().run(process.execPath, ['-e', 'console.log(process.argv[1])', '$(echo x); `y` *'], { cwd: '/', timeoutMs: 20_000 });
    expect(result).toMatchObject({ stdout: '$(echo x); `y` *\n' });
  });

  test('a missing command and a slow one are data', async () => {
    expect(await nodeHost().run('nx-air-no-such-command', [], { cwd: '/', timeoutMs: 1000 })).toEqual({ kind: 'not-found' });
    expect(await run('setTimeout(() => {}, 60000)', { timeoutMs: 200 })).toEqual({ kind: 'timed-out', timeoutMs: 200 });
  });

  test('output beyond the limit is refused', async () => {
    const flood = 'const b = "x".repeat(1 << 20); let n = 0; const w = () => { while (n++ < 80) if (!process.stdout.write(b)) return process.stdout.once("drain", w); }; w();';
    await expect(run(flood)).rejects.toThrow('more than');
  });

  test('the twin answers from a script and knows no command without one', async () => {
    const options = { cwd: '/', timeoutMs: 1 };
    expect(await memoryHost({}).run('cargo', [], options)).toEqual({ kind: 'not-found' });
    const scripted = memoryHost({}, { run: (command, args) => ({ kind: 'exited', exitCode: 0, stdout: [command, ...args].join(' '), stderr: '' }) });
    expect(await scripted.run('cargo', ['metadata'], options)).toMatchObject({ stdout: 'cargo metadata' });
  });
});
