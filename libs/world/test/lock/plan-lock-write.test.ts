// What `air lock` writes, and what keeps it from writing.
import { describe, expect, it } from 'vitest';
import { planLockWrite } from '../../src/lock/plan-lock-write.ts';
import type { LockWriteOptions } from '../../src/lock/plan-lock-write.ts';
import type { Files } from '../support/worlds.ts';
import { emit, schema } from './lock-facts.ts';
import { CARGO, flow, IN, locked, NPM, OUT, packs, PACKS, PATH, read, stateOf, sync } from './lock-repo.ts';

const MISSING: LockWriteOptions = { mode: 'warn', update: 'missing', acceptAuthority: false };
const ALL: LockWriteOptions = { ...MISSING, update: 'all' };
const EDITED = packs(IN, schema('acme/Out@1', { nat: {} }), flow(emit('http.request', 'web')));
const GAINED = packs(IN, OUT, flow(emit('http.request', 'web'), emit('llm.generate', 'model')));

async function run(files: Files, options: LockWriteOptions): Promise<{ readonly wrote: readonly number[]; readonly found: readonly string[]; readonly after: string }> {
  const world = await read(files);
  const { edits, problems, text } = planLockWrite(world, options);
  return {
    wrote: edits.map(({ index }) => index),
    found: problems.map(({ code, severity = 'error' }) => `${severity} ${code}`),
    after: stateOf(await read({ ...files, 'w/aos.sync.json': text })),
  };
}

describe('planLockWrite', () => {
  it.each<[string, () => Promise<Files>, LockWriteOptions, object]>([
    ['writes what is missing', async () => ({ ...PACKS, ...sync(PATH, CARGO, NPM) }), MISSING, { wrote: [0, 1, 2], found: [], after: 'ok ok ok' }],
    ['leaves what is there', async () => ({ ...PACKS, ...(await locked(PACKS, PATH)) }), MISSING, { wrote: [], found: [], after: 'ok' }],
    ['writes nothing twice', async () => ({ ...PACKS, ...(await locked(PACKS, PATH, CARGO, NPM)) }), ALL, { wrote: [], found: [], after: 'ok ok ok' }],
    ['reports drift instead of accepting it', async () => ({ ...EDITED, ...(await locked(PACKS, PATH)) }), MISSING, { wrote: [], found: ['warning lock_drifted'], after: 'drifted' }],
    ['which is an error in CI', async () => ({ ...EDITED, ...(await locked(PACKS, PATH)) }), { ...MISSING, mode: 'error' }, { wrote: [], found: ['error lock_drifted'], after: 'drifted' }],
    ['updates all', async () => ({ ...EDITED, ...(await locked(PACKS, PATH, CARGO)) }), ALL, { wrote: [0, 1], found: [], after: 'ok ok' }],
    [
      'updates by path',
      async () => ({ ...EDITED, ...(await locked(PACKS, PATH, CARGO)) }),
      { ...ALL, update: ['../pack'] },
      { wrote: [0], found: ['warning lock_drifted'], after: 'ok drifted' },
    ],
    [
      'updates by package, and does not write missing ones then',
      async () => ({ ...EDITED, ...sync(PATH, { ...CARGO, lock: `sha256:${'1'.repeat(64)}` }) }),
      { ...ALL, update: ['sdk'], acceptAuthority: true },
      { wrote: [1], found: ['warning lock_missing'], after: 'unlocked ok' },
    ],
    ['never accepts a corrupt import', async () => ({ ...EDITED, ...(await locked(PACKS, NPM)) }), ALL, { wrote: [], found: ['error lock_corrupt'], after: 'corrupt' }],
    ['never locks what it cannot find', async () => ({ ...PACKS, ...sync({ path: '../none' }) }), ALL, { wrote: [], found: ['error import_missing_target'], after: 'unresolved' }],
    ['replaces a broken lock', async () => ({ ...packs(IN), ...sync({ ...PATH, lock: 'x' }) }), ALL, { wrote: [0], found: [], after: 'ok' }],
    ['a lock of AOS stays until it is updated', async () => ({ ...PACKS, ...sync({ ...PATH, lock: await hashOf(PACKS) }) }), MISSING, { wrote: [], found: [], after: 'ok' }],
    ['and is ours afterwards', async () => ({ ...PACKS, ...sync({ ...PATH, lock: await hashOf(PACKS) }) }), ALL, { wrote: [0], found: [], after: 'ok' }],
  ])('%s', async (_, files, options, expected) => {
    expect(await run(await files(), options)).toEqual(expected);
  });
});

async function hashOf(files: Files): Promise<string | undefined> {
  return (await read({ ...files, ...sync(PATH) })).imports[0]?.defs?.defsHash;
}

describe('authority', () => {
  const gained = { wrote: [], found: ['error lock_authority_gained'] };
  it.each<[string, () => Promise<Files>]>([
    ['of our lock', async () => ({ ...GAINED, ...(await locked(PACKS, PATH)) })],
    ['of a bare hash', async () => ({ ...GAINED, ...sync({ ...PATH, lock: await hashOf(PACKS) }) })],
    ['of a lock of AOS', async () => ({ ...GAINED, ...sync({ ...PATH, lock: { source: 'path', path: '../pack', defs_hash: await hashOf(PACKS) } }) })],
    ['of a lock that is none', async () => ({ ...GAINED, ...sync({ ...PATH, lock: 'x' }) })],
    ['of an unknown scheme', async () => ({ ...GAINED, ...sync({ ...PATH, lock: { scheme: 2 } }) })],
    ['of a lock that contradicts itself', async () => ({ ...GAINED, 'w/aos.sync.json': String((await locked(PACKS, PATH))['w/aos.sync.json']).replace(/"defs_hash": "sha256:.{4}/, '"defs_hash": "sha256:0000') })],
  ])('beyond that %s needs to be accepted in every mode', async (_, files) => {
    for (const mode of ['off', 'warn', 'error'] as const) expect(await run(await files(), { ...ALL, mode })).toMatchObject(gained);
    expect(await run(await files(), { ...ALL, acceptAuthority: true })).toEqual({ wrote: [0], found: [], after: 'ok' });
  });

  it('of the first lock is accepted by writing it', async () => {
    expect(await run({ ...GAINED, ...sync(PATH) }, MISSING)).toEqual({ wrote: [0], found: [], after: 'ok' });
  });

  it('that is lost needs no consent, and comes back with it only', async () => {
    const less = packs(IN, OUT, flow());
    const files = await locked(PACKS, PATH);
    expect(await run({ ...less, ...files }, ALL)).toEqual({ wrote: [0], found: [], after: 'ok' });
    const lessLocked = { 'w/aos.sync.json': planLockWrite(await read({ ...less, ...files }), ALL).text };
    expect(await run({ ...PACKS, ...lessLocked }, ALL)).toMatchObject(gained);
  });

  it('is stored sorted', async () => {
    const files = packs(IN, flow(emit('z.z', 'z'), emit('a.a', 'b'), emit('a.a', 'a')));
    const text = String((await locked(files, PATH))['w/aos.sync.json']);
    expect(JSON.parse(text).air.imports[0].lock.authority).toEqual({ effects: ['a.a', 'z.z'], cap_slots: ['a', 'b', 'z'], secrets: [], events: [] });
  });
});
