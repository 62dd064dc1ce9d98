// The lock executors on small worlds on disk: what they judge, write and leave alone.
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadEngine } from '../src/executors/engine.ts';
import { lock, lockCheck } from '../src/executors/lock-jobs.ts';
import { nameTask } from '../src/executors/name-task.ts';
import type { Job } from '../src/executors/task.ts';
import type { ExecutorOptions } from '../src/targets.ts';
import { packFiles, schema, worldFiles } from './support/content.ts';
import { writeTree } from './support/workspace.ts';

const TARGETS = { lock: { executor: 'nx-air:lock' }, 'lock-check': { executor: 'nx-air:lock-check' }, validate: { executor: 'nx-air:validate' } };
const CONFIG = 'worlds/w/aos.sync.json';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'nx-air-locks-')));
  writeTree(root, {
    'nx.json': {},
    ...packFiles('plan-packs/core', 'core/A@1'),
    ...packFiles('plan-packs/more', 'more/A@1'),
    ...worldFiles('worlds/w', { lists: ['core/A@1', 'more/A@1'], imports: [{ path: '../../plan-packs/core' }, { path: '../../plan-packs/more' }] }),
  });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function run(job: Job, options: ExecutorOptions = {}, env: Readonly<Record<string, string>> = {}) {
  const engine = await loadEngine();
  const place = { project: 'w', root, folder: join(root, 'worlds/w'), dist: join(root, 'dist/worlds/w') };
  return job({ ...place, options, nameCommand: nameTask('w', TARGETS) }, { ...engine, host: { ...engine.host, env } });
}
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const drift = () => writeTree(root, { 'plan-packs/core/defs.air.json': [schema('core/A@1', { text: {} })] });
const report = () => JSON.parse(read('dist/worlds/w/lock-check.json'));

describe('lock', () => {
  test('writes missing locks, then has nothing to write', async () => {
    const first = await run(lock);
    expect(first).toMatchObject({ success: true, output: expect.stringContaining('Next: nx run w:lock-check') });
    const written = read(CONFIG);
    expect(JSON.parse(written).air.imports.map(({ lock: { path } }: { lock: { path: string } }) => path)).toEqual(['../../plan-packs/core', '../../plan-packs/more']);
    await run(lock);
    expect(read(CONFIG)).toBe(written);
    expect(existsSync(join(root, 'dist'))).toBe(false);
  });

  test.each<[string, ExecutorOptions, boolean]>([
    ['not without being asked', {}, false],
    ['not when --update is off', { update: false }, false],
    ['with --update', { update: true }, true],
    ['by name', { update: '../../plan-packs/core' }, true],
    ['by names', { update: ['../../plan-packs/more', '../../plan-packs/core'] }, true],
    ['not by the name of another', { update: ['../../plan-packs/more'] }, false],
    ['not in a dry run', { update: true, dryRun: true }, false],
  ])('accepts changed content %s', async (_label, options, accepted) => {
    await run(lock);
    const before = read(CONFIG);
    drift();
    await run(lock, options);
    expect(read(CONFIG) !== before).toBe(accepted);
  });

  test('with an error it writes nothing', async () => {
    drift();
    writeTree(root, { [CONFIG]: { version: 1, air: { imports: [{ path: '../../plan-packs/core' }, { path: '../gone' }] } } });
    const before = read(CONFIG);
    expect(await run(lock)).toMatchObject({ success: false });
    expect(read(CONFIG)).toBe(before);
  });

  test('--diff shows what differs and writes nothing', async () => {
    await run(lock);
    drift();
    const before = read(CONFIG);
    const { output } = await run(lock, { diff: true });
    expect(output).toContain('core/A@1');
    expect(output).toMatch(/Next: nx run w:lock --update\n$/);
    expect(read(CONFIG)).toBe(before);
  });

  test('an import that nobody asked for by that name is an error', async () => {
    await expect(run(lock, { update: ['core'] })).rejects.toThrow('no import is called `core`');
  });
});

describe('lock-check', () => {
  test.each<[string, ExecutorOptions, Record<string, string>, string, boolean]>([
    ['nothing says', {}, {}, 'warn', true],
    ['CI', {}, { CI: 'true' }, 'error', false],
    ['the plugin option', { lockModeOption: 'error' }, {}, 'error', false],
    ['a variable before the plugin option', { lockModeOption: 'error' }, { AOS_IMPORT_LOCK: 'warn' }, 'warn', true],
    ['the flag before everything', { lockMode: 'warn', lockModeOption: 'error' }, { AOS_IMPORT_LOCK: 'error' }, 'warn', true],
    ['off at home', { lockMode: 'off' }, {}, 'off', true],
    ['off in CI is never a success', { lockMode: 'off' }, { CI: 'true' }, 'off', false],
  ])('the mode when %s', async (_label, options, env, mode, success) => {
    await run(lock);
    drift();
    const before = read(CONFIG);
    const result = await run(lockCheck, options, env);
    expect({ success: result.success, mode: report().lock_mode.mode }).toEqual({ success, mode });
    expect(result.output).toContain(`lock mode ${mode}, because`);
    expect(read(CONFIG)).toBe(before);
  });

  test('names definition, field and the command of Nx', async () => {
    await run(lock);
    drift();
    const { output } = await run(lockCheck, { lockMode: 'error' });
    expect(output).toContain('import path ../../plan-packs/core');
    expect(output).toContain('defschema core/A@1 changed');
    expect(output).toContain('expected defs_hash sha256:');
    expect(output).toContain('`nx run w:lock --update ../../plan-packs/core`');
    expect(output).not.toContain('air lock');
    expect(output).not.toContain('core/A@1 removed');
  });

  test('locked: one line an import, then validate', async () => {
    await run(lock);
    const { success, output } = await run(lockCheck, {}, { CI: '1' });
    expect({ success, output }).toMatchObject({ success: true, output: expect.stringMatching(/Next: nx run w:validate\n$/) });
    expect(report()).toMatchObject({ findings: [], exit_code: 0 });
  });

  test('the report says nothing of this machine and is the same each time', async () => {
    await run(lockCheck);
    const first = read('dist/worlds/w/lock-check.json');
    await run(lockCheck);
    expect(read('dist/worlds/w/lock-check.json')).toBe(first);
    expect(first).not.toContain(root);
  });
});
