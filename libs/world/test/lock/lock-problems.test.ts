// Each state as a finding: what it names, where it stands, what it proposes.
import { CODES } from '@nx-air/air';
import { describe, expect, it } from 'vitest';
import { lockProblems } from '../../src/lock/lock-problems.ts';
import type { LockMode } from '../../src/lock/mode.ts';
import { LOCK_MODES } from '../../src/lock/mode.ts';
import { severityOf } from '../../src/lock/severity.ts';
import { parseLock } from '../../src/lock/parse.ts';
import type { Files } from '../support/worlds.ts';
import { emit, raise, schema } from './lock-facts.ts';
import { CARGO, flow, IN, locked, NPM, OUT, packs, PACKS, PATH, read, rendered, stateOf, sync } from './lock-repo.ts';

const NEW_OUT = schema('acme/Out@1', { nat: {} });
const EDITED = packs(IN, NEW_OUT, flow(emit('http.request', 'web')));
const edit = (files: Files, from: string | RegExp, to: string): Files => ({ 'w/aos.sync.json': String(files['w/aos.sync.json']).replace(from, to) });

interface Row {
  readonly state: string;
  readonly files: () => Promise<Files>;
}

const ROWS: readonly Row[] = [
  { state: 'invalid', files: async () => ({ ...PACKS, ...sync({ ...PATH, lock: 'sha256:12' }) }) },
  { state: 'unresolved', files: async () => ({ ...PACKS, ...sync({ path: '../none', lock: `sha256:${'1'.repeat(64)}` }) }) },
  { state: 'corrupt', files: async () => ({ ...EDITED, ...(await locked(PACKS, NPM)) }) },
  { state: 'drifted', files: async () => ({ ...EDITED, ...(await locked(PACKS, PATH)) }) },
  {
    state: 'moved',
    files: async () => ({
      ...EDITED,
      ...(await locked(PACKS, CARGO)),
      'sdk/Cargo.toml': '[package]\nname = "sdk"\nversion = "0.2.0"\n[package.metadata.aos]\nair_dir = "air/core"\n',
    }),
  },
  { state: 'unlocked', files: async () => ({ ...PACKS, ...sync(PATH) }) },
  { state: 'restated', files: async () => ({ ...PACKS, ...edit(await locked(PACKS, NPM), '^1.4.0', '^1.4.1') }) },
  {
    state: 'repacked',
    files: async () => ({ ...PACKS, ...(await locked(PACKS, NPM)), 'node_modules/acme/package.json': { name: 'acme', version: '1.5.0', aos: { airDir: '.' } } }),
  },
  { state: 'ok', files: async () => ({ ...PACKS, ...(await locked(PACKS, PATH, CARGO, NPM)) }) },
];

describe.each(ROWS)('$state', ({ state, files }) => {
  it('reads as one finding', async () => {
    const world = await read(await files());
    expect(new Set(stateOf(world).split(' '))).toEqual(new Set([state]));
    expect(rendered(world, lockProblems(world, 'error'))).toMatchSnapshot();
    expect(lockProblems(world, 'error')).toHaveLength(state === 'ok' ? 0 : 1);
  });

  it.each(LOCK_MODES)('weighs in %s what the table says', async (mode) => {
    const world = await read(await files());
    const [, severity] = severities(world, mode);
    expect(severity).toBe(severityOf(state as 'ok', mode));
  });
});

function severities(world: Awaited<ReturnType<typeof read>>, mode: LockMode): readonly [string | undefined, string | undefined] {
  const [first] = lockProblems(world, mode);
  return first === undefined ? [undefined, undefined] : [first.code, first.severity ?? CODES[first.code].severity];
}

describe('the proposed patch', () => {
  const patched = (text: string, fix: readonly { readonly path: string; readonly value?: unknown }[]): object => {
    const config: { air: { imports: Record<string, unknown>[] } } = JSON.parse(text);
    for (const { path, value } of fix) {
      const [, , , index, ...rest] = path.split('/');
      const entry = config.air.imports[Number(index)] as Record<string, Record<string, unknown>>;
      if (rest.length === 1) entry[rest[0] as string] = value as Record<string, unknown>;
      else (entry[rest[0] as string] as Record<string, unknown>)[rest[1] as string] = value;
    }
    return config;
  };

  it.each(ROWS.filter(({ state }) => !['unresolved', 'corrupt', 'ok'].includes(state)))('makes $state ok', async ({ state, files }) => {
    const before = await files();
    const world = await read(before);
    const [problem] = lockProblems(world, 'error');
    // Nobody accepted the authority of a lock that says nothing.
    if (state === 'invalid') return expect(problem?.fix).toBeUndefined();
    const after = await read({ ...before, 'w/aos.sync.json': patched(world.configText ?? '', problem?.fix ?? []) });
    expect(stateOf(after)).toBe('ok');
    return expect(lockProblems(after, 'error')).toEqual([]);
  });

  it('writes air_dir where it came from the metadata of the crate', async () => {
    const world = await read({ ...PACKS, ...sync(CARGO) });
    expect(lockProblems(world, 'error')[0]?.fix?.map(({ op, path }) => `${op} ${path}`)).toEqual(['add /air/imports/0/cargo/air_dir', 'add /air/imports/0/lock']);
  });

  it('there is none for what cannot be corrected in aos.sync.json', async () => {
    for (const state of ['unresolved', 'corrupt']) {
      const world = await read((await ROWS.find((row) => row.state === state)?.files()) ?? {});
      expect(lockProblems(world, 'error').every(({ fix }) => fix === undefined)).toBe(true);
    }
  });
});

describe('authority', () => {
  const MORE = packs(IN, OUT, flow(emit('http.request', 'web'), emit('llm.generate', 'model', { record: { key: { alias: 'k', version: 1 } } }), raise('acme/Out@1')));

  it('gained with an update is named, and no patch accepts it', async () => {
    const world = await read({ ...MORE, ...(await locked(PACKS, PATH)) });
    const problems = lockProblems(world, 'error');
    expect(problems.map(({ code, fix }) => [code, fix])).toEqual([
      ['lock_drifted', undefined],
      ['lock_authority_gained', undefined],
    ]);
    expect(rendered(world, problems.slice(1))).toMatchInlineSnapshot(`
      "w/aos.sync.json:16:24 error lock_authority_gained
        import path ../pack: authority that nobody accepted
        expected at most effects http.request; cap slots web, found also effects llm.generate; cap slots model; secrets k@1; events acme/Out@1
        hint: Review it, then run \`air lock w --update ../pack --accept-authority\`.
      "
    `);
  });

  it('taken out of the lock by hand is missed although the content is the locked one', async () => {
    const world = await read({ ...PACKS, ...edit(await locked(PACKS, PATH), /"http.request"/, '') });
    expect(stateOf(world)).toBe('ok');
    expect(lockProblems(world, 'error').map(({ code }) => code)).toEqual(['lock_authority_gained']);
    expect(lockProblems(world, 'off')).toEqual([]);
  });

  it('a lock without authority accepts that of the content it names, and no other', async () => {
    const [current] = (await read({ ...PACKS, ...sync(PATH) })).imports;
    const bare = sync({ ...PATH, lock: current?.defs?.defsHash });
    expect(lockProblems(await read({ ...PACKS, ...bare }), 'error')).toEqual([]);
    expect(lockProblems(await read({ ...EDITED, ...bare }), 'error').map(({ code }) => code)).toEqual(['lock_drifted', 'lock_authority_gained']);
  });

  it('lost is no finding of its own', async () => {
    const world = await read({ ...packs(IN, OUT, flow()), ...(await locked(PACKS, PATH)) });
    expect(lockProblems(world, 'error').map(({ code }) => code)).toEqual(['lock_drifted']);
  });
});

describe('what an import holds', () => {
  it('two bodies under one name: no hash, one finding', async () => {
    const world = await read({ ...packs(IN, NEW_OUT, OUT), ...sync(PATH) });
    expect(rendered(world, lockProblems(world, 'warn'))).toMatchInlineSnapshot(`
      "w/aos.sync.json:6:7 error lock_unresolved
        import path ../pack: import cannot be compared with its lock
        hint: Run \`air check w\` and correct what it says.
      "
    `);
  });

  it('a broken definition is reported where it stands', async () => {
    const world = await read({ ...PACKS, 'pack/broken.json': '{', ...(await locked(PACKS, PATH)) });
    expect(lockProblems(world, 'off').map(({ code, file }) => [code, file])).toEqual([['json_syntax', 'pack/broken.json']]);
  });

  it('many changed definitions are counted', async () => {
    const many = (type: object): readonly object[] => Array.from({ length: 30 }, (_, index) => schema(`acme/S${index}@1`, type));
    const world = await read({ ...packs(...many({ nat: {} })), ...(await locked(packs(...many({ text: {} })), PATH)) });
    const related = lockProblems(world, 'error')[0]?.related ?? [];
    expect([related.length, related.at(-1)?.note]).toEqual([11, '20 more']);
  });

  it('added and removed definitions are named', async () => {
    const world = await read({ ...packs(IN, schema('acme/New@1')), ...(await locked(packs(IN, OUT), PATH)) });
    expect(lockProblems(world, 'error')[0]?.related?.map(({ file, note }) => `${file}: ${note}`)).toEqual([
      'pack/defs.air.json: defschema acme/New@1 added',
      'w/aos.sync.json: defschema acme/Out@1 removed',
    ]);
  });
});

it('a lock never decides which files are read', async () => {
  const opened: string[] = [];
  const files = { ...PACKS, ...(await locked(PACKS, PATH)) };
  const host = (await import('../support/worlds.ts')).repo({ ...files, ...edit(files, /"path": "..\/pack",\n(\s+)"defs_hash"/, '"path": "../../../etc",\n$1"defs_hash"') });
  const watched = { ...host, readFile: (path: string) => (opened.push(path), host.readFile(path)), readDir: (path: string) => (opened.push(path), host.readDir(path)) };
  const world = await (await import('../../src/lock/lock-world.ts')).readLocks(watched, '/repo/w');
  expect(stateOf(world)).toBe('restated');
  expect(opened.filter((path) => !path.startsWith('/repo/w') && !path.startsWith('/repo/pack') && path !== '/repo')).toEqual([]);
  expect(parseLock('sha256:').faults).toHaveLength(1);
});
