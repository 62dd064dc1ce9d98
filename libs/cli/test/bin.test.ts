// The executable as a user starts it: a child process from any folder, with the installed Node.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { AIR_BIN, airProcess } from './run-air.ts';
import { SAMPLE_WORLD } from './sample-world.ts';
import { hashTree, tempRepo } from './temp-repo.ts';

const PATH = { PATH: process.env['PATH'] ?? '' };
const BROKEN = { ...SAMPLE_WORLD, 'worlds/w/air/a.air.json': '{' };

describe('bin/air.mjs', () => {
  it('checks a world, quietly', async () => {
    const root = tempRepo(SAMPLE_WORLD);
    const before = hashTree(root);
    const { exitCode, out, err } = await airProcess(root, ['check', 'worlds/w'], PATH);
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toMatch(/^ok world w, 1 definition, manifest sha256:[0-9a-f]{64}\nNext: air merge worlds\/w\n$/);
    expect(hashTree(root)).toBe(before);
  });

  it.each([
    [0, ['--version']],
    [0, ['merge', '--help']],
    [1, ['chekc']],
    [1, ['check', 'worlds/v']],
    [2, ['check', 'worlds/w']],
    [2, ['merge', 'worlds/w', '--json']],
  ])('ends with %i for %j', async (exitCode, argv) => {
    expect((await airProcess(tempRepo(BROKEN), argv, PATH)).exitCode).toBe(exitCode);
  });

  it('reads no tsconfig.json and no package.json of the folder it is started in', async () => {
    const root = tempRepo(SAMPLE_WORLD, { 'tsconfig.json': '{ broken', 'package.json': '{ broken' });
    expect(await airProcess(root, ['--version'], PATH)).toMatchObject({ exitCode: 0, err: '' });
  });

  it('AIR_DEBUG=1 shows where it failed in the source', async () => {
    const { err } = await airProcess(tempRepo({}), ['chekc'], { ...PATH, AIR_DEBUG: '1' });
    expect(err).toMatch(/\n {4}at findCommand \(.*libs\/cli\/src\/args\.ts:\d+:\d+\)/);
  });

  it.each([[0, SAMPLE_WORLD], [2, BROKEN]])('keeps exit code %i when the reader goes away', async (exitCode, files) => {
    const child = spawn(process.execPath, [AIR_BIN, 'merge', 'worlds/w', '--json'], { cwd: tempRepo(files), env: PATH });
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect([code, err]).toEqual([exitCode, '']);
  });
});

describe('light start', () => {
  const HEAVY = ['ajv', 'cbor-x', 'execa', 'fast-glob', 'semver', 'smol-toml', 'jsonc-parser', '@noble/hashes'];

  async function loadedPackages(argv: readonly string[]): Promise<readonly string[]> {
    const root = tempRepo(SAMPLE_WORLD, { loads: '' });
    const preload = fileURLToPath(new URL('record-loads.mjs', import.meta.url));
    await execa(process.execPath, ['--import', preload, AIR_BIN, ...argv], {
      cwd: root,
      env: { ...PATH, AIR_TEST_LOADS: join(root, 'loads') },
      extendEnv: false,
      reject: false,
    });
    const urls = readFileSync(join(root, 'loads'), 'utf8').split('\n');
    expect(urls.some((url) => url.endsWith('/cli/src/main.ts'))).toBe(true);
    return HEAVY.filter((name) => urls.some((url) => url.includes(`/node_modules/${name}/`)));
  }

  it.each([[['--version']], [['merge', '--help']], [['chekc']]])('%j loads no heavy library', async (argv) => {
    expect(await loadedPackages(argv)).toEqual([]);
  });

  it('a command does', async () => {
    const loaded = await loadedPackages(['check', 'worlds/w']);
    expect(loaded).toContain('ajv');
    expect(loaded).toContain('cbor-x');
    // Nothing this world imports needs a process.
    expect(loaded).not.toContain('execa');
  });
});
