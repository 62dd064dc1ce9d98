// Which locks are read, and what is wrong with the others.
import { describe, expect, it } from 'vitest';
import { parseLock } from '../../src/lock/parse.ts';
import { currentLock, payloadJson } from '../../src/lock/payload.ts';
import { defs, IMPORTS, json, npmSource, npmSpec, pathSource, pathSpec, schema } from './lock-facts.ts';

const content = defs(schema('acme/In@1'), schema('acme/Out@1'));
const HASH = content.defsHash;
const ours = payloadJson(currentLock(npmSpec, npmSource, content));
const NO = { effects: [], cap_slots: [], secrets: [], events: [] };

const faultsOf = (lock: unknown): readonly string[] =>
  parseLock(json(lock)).faults.map(({ code, path, expected, actual }) => `${code} ${path.join('.')}: ${[expected, actual].filter((part) => part !== undefined).join(' | ')}`);

describe('read', () => {
  it.each(IMPORTS)('our own lock of a %s import', (_, spec, source) => {
    const { lock, faults } = parseLock(json(payloadJson(currentLock(spec, source, content))));
    expect(faults).toEqual([]);
    expect(lock?.form).toBe('scheme');
    expect([...(lock?.defs?.keys() ?? [])]).toEqual(['defschema acme/In@1', 'defschema acme/Out@1']);
  });

  it.each([
    ['bare hash', HASH, 'hash'],
    ['object with a hash only', { defs_hash: HASH }, 'aos'],
    ['AOS, with our members but no scheme', { ...ours, scheme: undefined }, 'aos'],
    ['AOS, broken members of ours are not ours', { defs_hash: HASH, defs: 1, request: 2, authority: 3 }, 'aos'],
    ['definitions in another order', { ...ours, defs: Object.fromEntries(Object.entries(ours['defs'] as object).reverse()) }, 'scheme'],
    ['a comment', { ...ours, $comment: 'why', $schema: 's' }, 'scheme'],
    ['a comment in the request', { ...ours, request: { $comment: 'why', npm: { $comment: 'who', package: 'acme' } } }, 'scheme'],
    ['a comment beside authority', { ...ours, authority: { ...NO, $comment: 'accepted by' } }, 'scheme'],
    ['no definitions', payloadJson(currentLock(pathSpec, pathSource, defs())), 'scheme'],
  ])('%s', (_, lock, form) => {
    const read = parseLock(json(lock));
    expect(read.faults).toEqual([]);
    expect(read.lock?.form).toBe(form);
  });

  it('accepted authority is sorted and without repeats', () => {
    expect(parseLock(json({ ...ours, authority: { ...NO, effects: ['b', 'a', 'b'] } })).lock?.authority?.effects).toEqual(['a', 'b']);
  });
});

const otherHash = `sha256:${'1'.repeat(64)}`;

describe('refused', () => {
  it.each<[string, unknown]>([
    ['number', 7],
    ['list', []],
    ['short hash', 'sha256:12'],
    ['empty text', ''],
    ['object without hash', { source: 'path' }],
    ['hash that is none', { defs_hash: 'md5:1' }],
    ['scheme 2', { ...ours, scheme: 2 }],
    ['scheme as text', { ...ours, scheme: '1' }],
    ['scheme null', { ...ours, scheme: null }],
    ['unknown source', { ...ours, source: 'git' }],
    ['no source', { ...ours, source: undefined }],
    ['version as number', { ...ours, version: 1 }],
    ['null in a scheme', { ...ours, version: null }],
    ['unknown member', { ...ours, packages: {} }],
    ['air_dir that leaves the package', { ...ours, air_dir: '../../x' }],
    ['air_dir that leaves it in the middle', { ...ours, air_dir: 'a/../../x' }],
    ['absolute air_dir', { ...ours, air_dir: '/etc' }],
    ['absolute manifest path', { ...ours, manifest_path: '/etc/Cargo.toml' }],
    ['backslashes', { ...ours, path: '..\\x' }],
    ['NUL', { ...ours, path: 'a\0b' }],
    ['AOS with an air_dir that leaves the package', { defs_hash: HASH, air_dir: '../x' }],
    ['integrity as object', { ...ours, integrity: {} }],
    ['no request', { ...ours, request: undefined }],
    ['unknown request', { ...ours, request: { git: 'x' } }],
    ['request with an unknown member', { ...ours, request: { npm: { package: 'a', registry: 'b' } } }],
    ['request with a number', { ...ours, request: { npm: { version: 1 } } }],
    ['request with an absolute path', { ...ours, request: { path: '/etc' } }],
    ['no authority', { ...ours, authority: undefined }],
    ['authority with an unknown list', { ...ours, authority: { ...NO, caps: [] } }],
    ['authority without a list', { ...ours, authority: { ...NO, events: undefined } }],
    ['authority of numbers', { ...ours, authority: { ...NO, events: [1] } }],
    ['no definitions', { ...ours, defs: undefined }],
    ['definitions as list', { ...ours, defs: [] }],
    ['definition without kind', { ...ours, defs: { 'acme/In@1': HASH } }],
    ['manifest among definitions', { ...ours, defs: { 'manifest acme/In@1': HASH } }],
    ['definition with a bad hash', { ...ours, defs: { 'defschema acme/In@1': 'x' } }],
    ['definition with a bad name', { ...ours, defs: { 'defschema ../In': HASH } }],
    ['one definition forged', { ...ours, defs: { ...(ours['defs'] as object), 'defschema acme/In@1': otherHash } }],
    ['one definition missing', { ...ours, defs: {} }],
    ['hash forged', { ...ours, defs_hash: otherHash }],
  ])('%s', (_, lock) => {
    expect(faultsOf(lock).length).toBeGreaterThan(0);
  });

  it('says where and what', () => {
    expect(faultsOf({ ...ours, air_dir: '../../x' })).toMatchInlineSnapshot(`
      [
        "lock_invalid air_dir: a relative path with \`/\` | \`../../x\`, which leaves the package",
      ]
    `);
    expect(faultsOf({ ...ours, scheme: 2 })).toMatchInlineSnapshot(`
      [
        "lock_scheme scheme: 1 | 2",
      ]
    `);
    expect(faultsOf({ ...ours, defs: { 'defschema acme/In@1': 'x' } })).toMatchInlineSnapshot(`
      [
        "lock_invalid defs.defschema acme/In@1: \`kind name@version\` and \`sha256:\` with 64 hexadecimal digits | "x"",
      ]
    `);
    expect(faultsOf({ ...ours, defs_hash: otherHash })).toMatchInlineSnapshot(`
      [
        "lock_inconsistent defs_hash: sha256:58bbcfa13d0d6d7950b2cd3cb9193f926eea4b2fef553c9d4e9afa140d78188c, the hash of its \`defs\` | sha256:1111111111111111111111111111111111111111111111111111111111111111",
      ]
    `);
  });

  it('still gives the accepted authority of a lock that contradicts itself', () => {
    const { lock } = parseLock(json({ ...ours, defs_hash: otherHash, authority: { ...NO, events: ['acme/E@1'] } }));
    expect(lock?.authority?.events).toEqual(['acme/E@1']);
  });
});
