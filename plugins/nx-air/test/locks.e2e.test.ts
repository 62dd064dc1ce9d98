// Locks under Nx for real: what a verdict may be replayed for, what an edit fails, what a sync writes.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Clone } from './support/clone.ts';
import { cloneRepository } from './support/clone.ts';
import { packFiles, schema, worldFiles } from './support/content.ts';

const WORLDS = ['by-cargo', 'by-npm', 'by-path'];
const checks = (...worlds: readonly string[]) => worlds.map((world) => `${world}:lock-check`).sort();
const CI = { CI: 'true' };

const content: Readonly<Record<string, unknown>> = {
  ...packFiles('plan-packs/core', 'core/A@1', 'core/B@1'),
  'crates/sdk/Cargo.toml': '[package]\nname = "sdk"\nversion = "0.1.0"\nedition = "2021"\n',
  'crates/sdk/src/lib.rs': '',
  'crates/sdk/air/defs.air.json': [schema('sdk/A@1')],
  'node_modules/installed/package.json': { name: 'installed', version: '1.2.0', aos: { airDir: 'air' } },
  'node_modules/installed/air/defs.air.json': [schema('installed/A@1')],
  ...worldFiles('worlds/by-path', { lists: ['core/A@1'], imports: [{ path: '../../plan-packs/core' }] }),
  ...worldFiles('worlds/by-cargo', { lists: ['sdk/A@1'], imports: [{ cargo: { package: 'sdk', manifest_path: '../../crates/sdk/Cargo.toml' } }] }),
  ...worldFiles('worlds/by-npm', { lists: ['installed/A@1'], imports: [{ npm: { package: 'installed' } }] }),
};

/** Whether `after` is `before` with one piece more. */
function isInsertion(before: string, after: string): boolean {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at += 1;
  return after.endsWith(before.slice(at)) && after.length > before.length;
}

describe('locks of small worlds', () => {
  let clone: Clone;
  beforeAll(() => {
    clone = cloneRepository({ content: false });
    clone.write(content);
    // Nobody's formatter would write this; a sync leaves it alone.
    clone.write({ 'worlds/by-path/aos.sync.json': '{ "version": 1,\n\t"air": {\n\t\t"imports": [ { "path": "../../plan-packs/core" } ] } }' });
  });
  afterAll(() => clone.dispose());

  const config = () => WORLDS.map((world) => clone.read(`worlds/${world}/aos.sync.json`));

  test('sync:check names missing locks and writes nothing; sync writes them and changes nothing else', async () => {
    const before = config();
    const check = await clone.nx('sync:check');
    expect(check).toMatchObject({ exitCode: 1, output: expect.stringContaining('worlds/by-path/aos.sync.json: import path ../../plan-packs/core') });
    expect(config()).toEqual(before);
    const sync = await clone.nx('sync');
    expect({ exitCode: sync.exitCode, output: sync.exitCode === 0 ? '' : sync.output }).toEqual({ exitCode: 0, output: '' });
    const after = config();
    for (const text of after) expect(JSON.parse(text).air.imports[0].lock).toMatchObject({ scheme: 1 });
    expect(after.map((text, index) => isInsertion(before[index] ?? '', text))).toEqual(WORLDS.map(() => true));
    clone.git('add', '-A');
    clone.git('commit', '-qm', 'locks');
  });

  test('read targets leave the tree clean; the mode runs lock-check again and nothing else', async () => {
    const local = await clone.run('-t', 'validate,merge');
    expect(local).toMatchObject({ exitCode: 0, cached: [] });
    expect(local.ran).toEqual(expect.arrayContaining(checks(...WORLDS)));
    expect(local.output).toContain('lock mode warn, because not in CI');
    const inCi = await clone.with(CI).run('-t', 'validate,merge');
    expect(inCi).toMatchObject({ exitCode: 0, ran: checks(...WORLDS) });
    expect(inCi.output).toContain('lock mode error, because CI=true');
    expect(clone.git('status', '--porcelain')).toBe('');
  });

  test('a warning at home is no pass in CI: exactly the consumers of the edited definitions fail', async () => {
    clone.write({
      'plan-packs/core/defs.air.json': [schema('core/A@1'), schema('core/B@1', { text: {} })],
      'node_modules/installed/air/defs.air.json': [schema('installed/A@1', { text: {} })],
    });
    const first = await clone.run('-t', 'lock-check');
    expect(first).toMatchObject({ exitCode: 0, ran: checks('by-npm', 'by-path'), cached: checks('by-cargo') });
    expect(first.output).toContain('worlds/by-path/aos.sync.json');
    expect(await clone.run('-t', 'lock-check')).toMatchObject({ exitCode: 0, ran: [] });
    const { exitCode, output, ran, cached } = await clone.with(CI).run('-t', 'lock-check');
    expect({ exitCode, ran, cached }).toEqual({ exitCode: 1, ran: checks('by-npm', 'by-path'), cached: checks('by-cargo') });
    expect(output).toMatch(/error lock_drifted/);
    expect(output).toContain('defschema core/B@1 changed');
    expect(output).not.toContain('defschema core/A@1 changed');
    expect(output).toMatch(/defs_hash sha256:/);
    expect(output).toContain('nx run by-path:lock --update ../../plan-packs/core');
    expect(JSON.parse(clone.read('dist/worlds/by-path/lock-check.json'))).toMatchObject({ lock_mode: { mode: 'error' }, exit_code: 3 });
  });

  test('a flag is another task: --lock-mode decides, and a weak one in CI is said aloud', async () => {
    const { exitCode, output } = await clone.with(CI).run('-t', 'lock-check', '-p', 'by-path', '--lock-mode=warn');
    expect({ exitCode, output }).toMatchObject({ exitCode: 0, output: expect.stringContaining('lock_mode_weak') });
  });

  test('a sync refuses drifted locks and names the command', async () => {
    const before = config();
    const { exitCode, output } = await clone.nx('sync');
    expect({ exitCode, output }).toMatchObject({ exitCode: 1, output: expect.stringContaining('is drifted: `nx run by-path:lock --update ../../plan-packs/core`') });
    expect(config()).toEqual(before);
  });

  test('a sync writes the missing lock beside a drifted one and still fails', async () => {
    clone.write({ 'worlds/by-cargo/aos.sync.json': content['worlds/by-cargo/aos.sync.json'] });
    const { exitCode, output } = await clone.nx('sync');
    expect({ exitCode, output }).toMatchObject({ exitCode: 1, output: expect.stringContaining('is drifted') });
    expect(clone.git('status', '--porcelain', 'worlds')).toBe('');
  });

  test('lock --update accepts; CI is green again, and only what changed is judged again', async () => {
    const update = await clone.run('-t', 'lock', '-p', 'by-path,by-npm', '--update', '--accept-authority');
    expect({ exitCode: update.exitCode, output: update.output }).toMatchObject({ exitCode: 0, output: expect.stringContaining('Next: nx run by-path:lock-check') });
    const { exitCode, ran, cached } = await clone.with(CI).run('-t', 'lock-check');
    expect({ exitCode, ran, cached }).toEqual({ exitCode: 0, ran: checks('by-npm', 'by-path'), cached: checks('by-cargo') });
  });

  test('with the daemon too, a warning is no pass in CI', async () => {
    clone.write({ 'plan-packs/core/defs.air.json': [schema('core/A@1')] });
    const daemon = { NX_DAEMON: 'true' };
    try {
      const local = await clone.with(daemon).run('-t', 'lock-check', '-p', 'by-path');
      expect(local).toMatchObject({ exitCode: 0, ran: checks('by-path') });
      const inCi = await clone.with({ ...daemon, ...CI }).run('-t', 'lock-check', '-p', 'by-path');
      expect(inCi).toMatchObject({ exitCode: 1, ran: checks('by-path') });
      expect(inCi.output).toContain('defschema core/B@1 removed');
    } finally {
      await clone.with(daemon).nx('daemon', '--stop');
    }
  });
});
