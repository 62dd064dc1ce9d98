// `air outdated` and `air skew` on repositories on disk.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFS, flow, lockedRepo, NPM_IMPORT, PATH_IMPORT, put, repoWith, schema } from './lock-world.ts';
import { air } from './run-air.ts';
import { hashTree, type TempFiles } from './temp-repo.ts';

const OTHER: TempFiles = {
  'worlds/o/aos.sync.json': { json: { version: 1, id: 'o', air: { imports: [PATH_IMPORT] } } },
  'worlds/o/air/manifest.air.json': { json: { $kind: 'manifest', air_version: '1', schemas: [], modules: [], plans: [], caps: [], policies: [] } },
};
const NEWER: TempFiles = {
  'worlds/o/node_modules/acme/package.json': { json: { name: 'acme', version: '1.4.0' } },
  'worlds/o/node_modules/acme/air/n.air.json': { json: [schema('n/N@1', { nat: {} }), schema('p/B@1', { int: {} }), flow('llm.generate')] },
};
const short = (text: string): string => text.replace(/sha256:[0-9a-f]{12}…/g, 'sha256:<hash>…');

describe('air outdated', () => {
  it('shows what is available, what it changes, and what it would break', async () => {
    const root = await lockedRepo([NPM_IMPORT, PATH_IMPORT], OTHER, NEWER);
    put(root, DEFS, [schema('p/B@1'), schema('p/C@1')]);
    const before = hashTree(root);
    const { exitCode, out } = await air(root, ['outdated', 'worlds/w']);
    expect(short(out)).toMatchInlineSnapshot(`
      "world w:
      IMPORT                   LOCKED                      AVAILABLE                   WHERE                       CHANGES
      npm acme                 1.0.0 sha256:<hash>…  1.4.0 sha256:<hash>…  worlds/o/node_modules/acme  2 added, 1 changed
      path ../../plan-packs/p  sha256:<hash>…        sha256:<hash>…        installed                   1 added
        npm acme 1.4.0: authority gained: effects llm.generate; cap slots cap_llm_generate
        npm acme 1.4.0: would clash with import path ../../plan-packs/p on defschema p/B@1
      Next: air lock worlds/w --diff
      "
    `);
    expect(exitCode).toBe(0);
    expect(hashTree(root)).toBe(before);
  });

  it('the same as JSON', async () => {
    const root = await lockedRepo([NPM_IMPORT], OTHER, NEWER);
    const { out } = await air(root, ['outdated', 'worlds/w', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      worlds: [{ world: 'w', imports: [{ target: 'npm acme', locked: { version: '1.0.0' }, updates: [{ version: '1.4.0', place: 'worlds/o/node_modules/acme', in_range: true, changes: { added: 2, removed: 0, renamed: 0, changed: 1 }, authority: { gained: { effects: ['llm.generate'] } } }] }] }],
      exit_code: 0,
      next: 'air lock worlds/w --diff',
    });
  });

  it('says when nothing is outdated, and when nothing can be said', async () => {
    const root = await lockedRepo([PATH_IMPORT]);
    expect((await air(root, ['outdated', 'worlds/w'])).out).toMatch(/up to date[^]*Next: air lock worlds\/w --check\n$/);
    expect((await air(repoWith([PATH_IMPORT]), ['outdated', 'worlds/w'])).out).toContain('unknown: it is not locked');
  });

  it('an import that cannot be found is an error', async () => {
    const root = await lockedRepo([PATH_IMPORT]);
    rmSync(join(root, 'plan-packs'), { recursive: true });
    const { exitCode, out } = await air(root, ['outdated', 'worlds/w', '--format', 'github']);
    expect([exitCode, out]).toEqual([2, expect.stringContaining('::error file=worlds/w/aos.sync.json')]);
  });
});

describe('air skew', () => {
  it('a table and the command that aligns', async () => {
    const root = await lockedRepo([PATH_IMPORT], OTHER);
    put(root, DEFS, [schema('p/B@1', { nat: {} })]);
    expect((await air(root, ['lock', 'worlds/o'])).exitCode).toBe(0);
    const before = hashTree(root);
    const { exitCode, out } = await air(join(root, 'worlds/w'), ['skew']);
    expect(short(out)).toMatchInlineSnapshot(`
      "PACKAGE            WORLD     LOCKED                FOUND
      path plan-packs/p  worlds/o  sha256:<hash>…  sha256:<hash>…
      path plan-packs/p  worlds/w  sha256:<hash>…  sha256:<hash>…
      align path plan-packs/p: air lock worlds/w --update ../../plan-packs/p
      2 worlds, 1 package with different content
      Next: air lock worlds/w --update ../../plan-packs/p
      "
    `);
    expect(exitCode).toBe(0);
    expect(hashTree(root)).toBe(before);
    const document = JSON.parse((await air(root, ['skew', '--root', '.', '--json'])).out);
    expect(document).toMatchObject({ worlds: 2, skews: [{ package: 'path plan-packs/p', align: 'air lock worlds/w --update ../../plan-packs/p' }], exit_code: 0 });
    expect((await air(root, document.skews[0].align.split(' ').slice(1))).exitCode).toBe(0);
    expect((await air(root, ['skew'])).out).toBe('2 worlds, 0 packages with different content\n');
  });

  it.each([
    [['skew', 'worlds/w'], 'too_many_targets'],
    [['skew', '--root', 'nope'], 'not_a_folder'],
  ])('%j', async (argv, code) => {
    const { exitCode, err } = await air(repoWith([PATH_IMPORT]), argv);
    expect([exitCode, err]).toEqual([1, expect.stringContaining(code)]);
  });

  it('a world that cannot be read is an error, the others are compared', async () => {
    const root = await lockedRepo([PATH_IMPORT], OTHER, { 'worlds/x/aos.sync.json': '{' });
    const { exitCode, out } = await air(root, ['skew']);
    expect([exitCode, out]).toEqual([2, expect.stringContaining('3 worlds, 0 packages')]);
  });
});
