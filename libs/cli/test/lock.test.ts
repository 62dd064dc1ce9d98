// `air lock`: writing, updating, checking, pruning.
import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encodeCanonical, hashBytes } from '@nx-air/canon';
import { memoryHost } from '@nx-air/world';
import { describe, expect, it } from 'vitest';
import { runLock } from '../src/commands/lock.ts';
import { removeFiles, writeFiles } from '../src/write-files.ts';
import { CARGO_IMPORT, check, DEFS, edit, flow, lockedRepo, NPM_IMPORT, PATH_IMPORT, put, repoWith, schema, SYNC, textOf } from './lock-world.ts';
import { air } from './run-air.ts';
import { hashTree } from './temp-repo.ts';

const ALL = [PATH_IMPORT, CARGO_IMPORT, NPM_IMPORT];
const NEW_B = schema('p/B@1', { nat: {} });

describe('writing', () => {
  it('locks what is not locked, and says what', async () => {
    const { exitCode, out } = await air(repoWith(ALL), ['lock', 'worlds/w']);
    expect(exitCode).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "world w:
      IMPORT                   STATE               LOCKED  FOUND
      path ../../plan-packs/p  unlocked -> locked  -       sha256:699aeeab320f…
      cargo sdk                unlocked -> locked  -       0.1.0 sha256:f01739fe9b07…
      npm acme                 unlocked -> locked  -       1.0.0 sha256:85790265a412…
      lock mode warn, because not in CI
      wrote worlds/w/aos.sync.json
      Next: air lock worlds/w --check
      "
    `);
  });

  it('writes nothing the second time', async () => {
    const root = await lockedRepo(ALL);
    const before = hashTree(root);
    for (const args of [[], ['--update'], ['--check'], ['--prune']]) expect((await air(root, ['lock', 'worlds/w', ...args])).exitCode).toBe(0);
    expect(hashTree(root)).toBe(before);
  });

  it('--dry-run prints the lock and writes nothing', async () => {
    const root = repoWith([PATH_IMPORT]);
    const before = hashTree(root);
    const { exitCode, out } = await air(root, ['lock', 'worlds/w', '--dry-run']);
    expect([exitCode, hashTree(root)]).toEqual([0, before]);
    expect(out).toContain(`would write ${SYNC}\n  imports[0].lock: {\n    "scheme": 1,\n`);
    expect(out).not.toContain('wrote');
  });

  it('keeps the mode of the file', async () => {
    const root = repoWith([PATH_IMPORT]);
    chmodSync(join(root, SYNC), 0o600);
    expect((await air(root, ['lock', 'worlds/w'])).exitCode).toBe(0);
    expect(statSync(join(root, SYNC)).mode & 0o777).toBe(0o600);
  });

  it('writes air_dir that came from the metadata of the crate', async () => {
    const manifest = '[package]\nname = "sdk"\nversion = "0.1.0"\n[package.metadata.aos]\nair_dir = "air"\n';
    const usual = await lockedRepo([CARGO_IMPORT], { 'sdk/Cargo.toml': manifest });
    expect(JSON.parse(textOf(usual)).air.imports[0].cargo).toEqual(CARGO_IMPORT.cargo);
    const other = await lockedRepo([CARGO_IMPORT], { 'sdk/Cargo.toml': manifest.replace('"air"', '"src"'), 'sdk/src/c.air.json': { json: schema('c/C@1') } });
    expect(JSON.parse(textOf(other)).air.imports[0].cargo).toEqual({ ...CARGO_IMPORT.cargo, air_dir: 'src' });
    expect((await check(other)).exitCode).toBe(0);
  });

  it('refuses when the file changed since it was read', async () => {
    const root = repoWith([PATH_IMPORT]);
    const { nodeHost } = await import('@nx-air/world');
    const { writes } = await runLock(nodeHost({}), [{ path: join(root, 'worlds/w'), label: 'w' }]);
    edit(root, SYNC, (text) => `${text}\n`);
    const before = hashTree(root);
    expect(() => writeFiles(writes)).toThrowError(/changed while it was being read; nothing is written/);
    expect(hashTree(root)).toBe(before);
  });
});

describe('updating', () => {
  it('all, or by name', async () => {
    const root = await lockedRepo(ALL);
    put(root, DEFS, [NEW_B]);
    put(root, 'sdk/air/c.air.json', schema('c/C@1', { nat: {} }));
    expect((await check(root)).exitCode).toBe(3);
    expect((await air(root, ['lock', 'worlds/w', '--update', 'sdk'])).out).toContain('cargo sdk                drifted -> updated');
    expect((await check(root)).out.match(/ error lock_/g)).toHaveLength(1);
    expect((await air(root, ['lock', 'worlds/w', '--update=../../plan-packs/p'])).exitCode).toBe(0);
    expect((await check(root)).exitCode).toBe(0);
  });

  it.each(['./../../plan-packs/p', '../../plan-packs/p/', '../../plan-packs/./p'])('a path spelt %s names the import', async (name) => {
    const root = await lockedRepo([PATH_IMPORT]);
    put(root, DEFS, [NEW_B]);
    expect((await air(root, ['lock', 'worlds/w', '--update', name])).out).toContain('drifted -> updated');
  });

  it('a path of another folder names none', async () => {
    const root = await lockedRepo([PATH_IMPORT]);
    const { exitCode, err } = await air(root, ['lock', 'worlds/w', '--update', './plan-packs/p']);
    expect([exitCode, err.includes('unknown_import')]).toEqual([1, true]);
  });

  it('without it drift stays: a warning here, an error on a build server, written by neither', async () => {
    const root = await lockedRepo([PATH_IMPORT]);
    put(root, DEFS, [NEW_B]);
    const before = hashTree(root);
    expect((await air(root, ['lock', 'worlds/w'])).exitCode).toBe(0);
    expect((await air(root, ['lock', 'worlds/w'], { env: { CI: '1' } })).exitCode).toBe(3);
    expect(hashTree(root)).toBe(before);
  });

  it('an error about one import keeps the other from being written', async () => {
    const root = repoWith([PATH_IMPORT, { path: '../none' }]);
    const before = hashTree(root);
    const { exitCode, out } = await air(root, ['lock', 'worlds/w']);
    expect([exitCode, hashTree(root)]).toEqual([2, before]);
    expect(out).toContain('nothing is written');
  });

  it('a gain of authority writes nothing and exits 4 unless it is accepted', async () => {
    const root = await lockedRepo([PATH_IMPORT], { [DEFS]: { json: [schema('p/B@1'), flow('http.request')] } });
    put(root, DEFS, [schema('p/B@1'), flow('http.request', 'llm.generate')]);
    const before = hashTree(root);
    const { exitCode, out } = await air(root, ['lock', 'worlds/w', '--update']);
    expect([exitCode, hashTree(root)]).toEqual([4, before]);
    expect(out).toMatchInlineSnapshot(`
      "worlds/w/aos.sync.json:16:24 error lock_authority_gained
        import path ../../plan-packs/p: authority that nobody accepted
        expected at most effects http.request; cap slots cap_http_request, found also effects llm.generate; cap slots cap_llm_generate
        hint: Review it, then run \`air lock worlds/w --update ../../plan-packs/p --accept-authority\`.
      world w:
      IMPORT                   STATE    LOCKED                FOUND
      path ../../plan-packs/p  drifted  sha256:ece6b15b4285…  sha256:353597f6306e…
      lock mode warn, because not in CI
      1 error
      Next: air lock worlds/w --update ../../plan-packs/p --accept-authority
      "
    `);
    expect((await check(root)).exitCode).toBe(3);
    expect((await air(root, ['lock', 'worlds/w', '--update', '--accept-authority'])).exitCode).toBe(0);
    expect(JSON.parse(textOf(root)).air.imports[0].lock.authority.effects).toEqual(['http.request', 'llm.generate']);
    expect((await check(root)).exitCode).toBe(0);
  });
});

describe('modes', () => {
  it.each([
    ['warn is the default', {}, [], 0, 'warning lock_drifted', 'lock mode warn, because not in CI'],
    ['CI makes it an error', { CI: 'true' }, [], 3, 'error lock_drifted', 'lock mode error, because CI=true'],
    ['CI=false does not', { CI: 'false' }, [], 0, 'warning lock_drifted', 'because not in CI'],
    ['a flag wins', { AOS_IMPORT_LOCK_STRICT: '1' }, ['--lock-mode', 'warn'], 0, 'warning lock_drifted', 'because --lock-mode warn'],
    ['below error in CI it says so', { CI: 'true', AOS_IMPORT_LOCK: 'warn' }, [], 0, 'warning lock_mode_weak', 'because AOS_IMPORT_LOCK=warn'],
    ['off prints a line', {}, ['--lock-mode', 'off'], 0, 'lock mode off, because --lock-mode off: locks that differ or are missing are not reported', ''],
    ['off is never green in CI', { CI: 'true' }, ['--lock-mode', 'off'], 3, 'error lock_mode_off', 'mode off, because --lock-mode off'],
    ['a mistyped mode is strict', { AOS_IMPORT_LOCK: 'eror' }, [], 3, 'warning lock_mode_unknown', 'AOS_IMPORT_LOCK=eror'],
  ] as const)('%s', async (_, env, args, exit, says, alsoSays) => {
    const root = await lockedRepo([PATH_IMPORT]);
    put(root, DEFS, [NEW_B]);
    const before = hashTree(root);
    const { exitCode, out } = await air(root, ['lock', 'worlds/w', '--check', ...args], { env });
    expect(out).toContain(says);
    expect(out).toContain(alsoSays);
    expect([exitCode, hashTree(root)]).toEqual([exit, before]);
  });

  it('off in CI fails even when every lock is right', async () => {
    const root = await lockedRepo([PATH_IMPORT]);
    expect((await air(root, ['lock', 'worlds/w', '--check'], { env: { CI: 'true', AOS_IMPORT_LOCK: 'off' } })).exitCode).toBe(3);
  });
});

describe('formats', () => {
  it('--json has states, fields, definitions and a patch', async () => {
    const root = await lockedRepo([PATH_IMPORT]);
    put(root, DEFS, [NEW_B]);
    const { out } = await check(root, '--json');
    const { worlds, findings, lock_mode: mode } = JSON.parse(out);
    expect(mode).toEqual({ mode: 'error', reason: 'CI=true', ci: true });
    const [entry] = worlds[0].imports;
    expect([entry.state, entry.action, entry.defs.map(({ name }: { name: string }) => name)]).toEqual(['drifted', 'kept', ['p/B@1']]);
    expect(findings[0].fix[0]).toMatchObject({ op: 'replace', path: '/air/imports/0/lock' });
    expect(findings[0].fix[0].value.defs_hash).toBe(entry.current.defs_hash);
  });

  it('--format github annotates the field of the lock', async () => {
    const root = await lockedRepo([PATH_IMPORT]);
    put(root, DEFS, [NEW_B]);
    expect((await check(root, '--format', 'github')).out).toMatch(/^::error file=worlds\/w\/aos\.sync\.json,line=\d+,col=\d+,title=lock_drifted::import path/);
  });
});

describe('--prune', () => {
  const store = (root: string, body: object): string => {
    const bytes = encodeCanonical(body as never);
    const digits = hashBytes(bytes).slice(7);
    const path = join(root, 'worlds/w/.air/vendor', digits.slice(0, 2), digits);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    return path;
  };

  it('removes bodies that no lock names, and nothing else', async () => {
    const root = await lockedRepo([PATH_IMPORT]);
    const named = store(root, { $kind: 'defschema', name: 'p/B@1', type: { text: {} } });
    const orphan = store(root, { $kind: 'defschema', name: 'p/Old@1', type: { text: {} } });
    const note = join(root, 'worlds/w/.air/vendor/README.md');
    writeFileSync(note, 'mine');
    const dry = await air(root, ['lock', 'worlds/w', '--prune', '--dry-run']);
    expect(dry.out).toContain(`would remove ${orphan.slice(root.length + 1)}`);
    expect(existsSync(orphan)).toBe(true);
    expect((await air(root, ['lock', 'worlds/w', '--prune'])).out).toContain(`removed ${orphan.slice(root.length + 1)}`);
    expect([named, orphan, dirname(orphan), note].map((path) => existsSync(path))).toEqual([true, false, false, true]);
  });

  it('removes nothing while something is wrong', async () => {
    const root = await lockedRepo([PATH_IMPORT]);
    const orphan = store(root, { a: 1 });
    edit(root, SYNC, (text) => text.replace('"scheme": 1', '"scheme": 2'));
    expect((await air(root, ['lock', 'worlds/w', '--prune'])).exitCode).toBe(3);
    expect(existsSync(orphan)).toBe(true);
  });

  it('leaves missing files and full folders alone', () => {
    const root = repoWith([]);
    removeFiles([join(root, 'nowhere/file'), join(root, 'plan-packs/p/README.md')]);
    expect(existsSync(join(root, DEFS))).toBe(true);
  });
});

describe('usage', () => {
  it.each([
    [['lock', 'worlds/w', '--check', '--update'], /`--check` and `--update` exclude each other/],
    [['lock', 'worlds/w', '--check', '--prune'], /exclude each other/],
    [['lock', 'worlds/w', '--accept-authority'], /needs `--update`/],
    [['lock', 'worlds/w', '--lock-mode', 'eror'], /expected off, warn, error/],
    [['lock', 'worlds/w', '--update', 'sdkk'], /no import is called `sdkk`\. Name one of `\.\.\/\.\.\/plan-packs\/p`/],
    [['lock', 'plan-packs/p'], /holds no aos\.sync\.json/],
    [['lock', '--update', 'worlds/w'], /needs a target/],
  ])('%j', async (args, message) => {
    const root = repoWith([PATH_IMPORT]);
    const before = hashTree(root);
    const { exitCode, err } = await air(root, args);
    expect([exitCode, hashTree(root)]).toEqual([1, before]);
    expect(err).toMatch(message);
  });

  it('a world without imports is fine', async () => {
    const { exitCode, out } = await check(repoWith([]));
    expect([exitCode, out.split('\n')[0]]).toEqual([0, 'world w: no imports']);
  });

  it('several worlds are judged together and written together', async () => {
    const root = repoWith([PATH_IMPORT], { 'worlds/v/aos.sync.json': { json: { version: 1, air: { imports: [{ path: '../none' }] } } } });
    expect((await air(root, ['lock', 'worlds/w', 'worlds/v'])).exitCode).toBe(2);
    expect(textOf(root)).not.toContain('"lock"');
  });
});

it('hashes what it reads once: nothing is tried again', async () => {
  const counts = new Map<string, number>();
  const host = memoryHost({
    '/r/.git/HEAD': '',
    '/r/w/aos.sync.json': JSON.stringify({ version: 1, air: { imports: [{ path: '../p', lock: `sha256:${'1'.repeat(64)}` }] } }),
    '/r/p/defs.air.json': JSON.stringify(schema('p/B@1')),
  });
  const watched = { ...host, readFile: (path: string) => (counts.set(path, (counts.get(path) ?? 0) + 1), host.readFile(path)) };
  expect((await runLock(watched, [{ path: '/r/w', label: 'w' }], { check: true, lockMode: 'error' })).exitCode).toBe(3);
  expect(counts.get('/r/p/defs.air.json')).toBe(1);
});
