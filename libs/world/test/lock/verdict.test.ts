// Every state of a lock, and what decides between two.
import { describe, expect, it } from 'vitest';
import { parseLock } from '../../src/lock/parse.ts';
import { currentLock, payloadJson } from '../../src/lock/payload.ts';
import { LOCK_STATES } from '../../src/lock/severity.ts';
import type { Facts } from '../../src/lock/verdict.ts';
import { verdict } from '../../src/lock/verdict.ts';
import { cargoSpec, crateSource, defs, emit, IMPORTS, json, npmSource, npmSpec, pathSource, pathSpec, plan, registryCrate, schema } from './lock-facts.ts';

const locked = defs(schema('acme/In@1'), schema('acme/Out@1'));
const edited = defs(schema('acme/In@1'), schema('acme/Out@1', { nat: {} }));

type Import = readonly [spec: Facts['spec'], source: NonNullable<Facts['source']>];
const PATH: Import = [pathSpec, pathSource];
const CRATE: Import = [cargoSpec, crateSource];
const REGISTRY: Import = [cargoSpec, registryCrate];
const NPM: Import = [npmSpec, npmSource];

const lockOf = ([spec, source]: Import, more: object = {}): unknown => ({ ...payloadJson(currentLock(spec, source, locked)), ...more });
const judge = ([spec, source]: Import, content: Facts['defs'], lock?: unknown): ReturnType<typeof verdict> =>
  verdict({ spec, source, ...(content === undefined ? {} : { defs: content }), ...(lock === undefined ? {} : { reading: parseLock(json(lock)) }) });

const without = <K extends string>(value: Record<K, unknown> | object, key: K): object => Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));

describe.each(IMPORTS)('%s', (_, spec, source) => {
  it('is ok as locked, and unlocked without a lock', () => {
    expect(judge([spec, source], locked, lockOf([spec, source]))).toEqual({ state: 'ok', fields: [], defs: [] });
    expect(judge([spec, source], locked)).toEqual({ state: 'unlocked', fields: [] });
  });

  it('differs when its content does', () => {
    const { state, fields, defs: changed } = judge([spec, source], edited, lockOf([spec, source]));
    expect(state).toBe(source.registry ? 'corrupt' : 'drifted');
    expect(fields).toEqual([{ field: 'defs_hash', locked: locked.defsHash, current: edited.defsHash }]);
    expect(changed?.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['defschema acme/Out@1']);
  });
});

const bare = without(npmSource, 'integrity') as typeof npmSource;

describe('which state', () => {
  it.each<[string, Import, Facts['defs'], unknown, string]>([
    ['invalid before unresolved', PATH, undefined, 'sha256:12', 'invalid'],
    ['unresolved before unlocked', PATH, undefined, undefined, 'unresolved'],
    ['unresolved without a hash of the content', PATH, { nodes: locked.nodes }, lockOf(PATH), 'unresolved'],
    ['same archive, other content', NPM, edited, lockOf(NPM), 'corrupt'],
    ['same archive, other content, version forged', NPM, edited, lockOf(NPM, { version: '1.4.1' }), 'corrupt'],
    ['same source id, other content', REGISTRY, edited, lockOf(REGISTRY), 'corrupt'],
    ['other folder of the same archive', [{ ...npmSpec, airDir: 'more' }, { ...npmSource, airDir: 'more' }], edited, lockOf(NPM), 'moved'],
    ['other archive, other content', [npmSpec, { ...npmSource, integrity: 'sha512-two' }], edited, lockOf(NPM), 'drifted'],
    ['no archive to compare', [npmSpec, bare], edited, lockOf(NPM), 'drifted'],
    ['workspace crate edited', CRATE, edited, lockOf(CRATE), 'drifted'],
    ['new version with other content', [npmSpec, { ...npmSource, version: '1.5.0', integrity: 'sha512-two' }], edited, lockOf(NPM), 'moved'],
    ['other path with other content', [{ ...pathSpec, path: '../core' }, pathSource], edited, lockOf(PATH), 'moved'],
    ['registry crate replaced by a workspace crate', CRATE, edited, lockOf(REGISTRY), 'moved'],
    ['request alone changed with other content', [{ ...npmSpec, version: '^1.4.1' }, bare], edited, lockOf(NPM), 'drifted'],
    ['range changed, same content', [{ ...npmSpec, version: '^1.4.1' }, npmSource], locked, lockOf(NPM), 'restated'],
    ['range dropped, same content', [{ kind: 'npm', index: 0, package: '@acme/packs' }, npmSource], locked, lockOf(NPM), 'restated'],
    ['other path, same content', [{ ...pathSpec, path: '../core' }, pathSource], locked, lockOf(PATH), 'restated'],
    ['path instead of crate, same content', PATH, locked, lockOf(CRATE), 'restated'],
    ['air_dir taken out of the import again', [without(cargoSpec, 'airDir') as typeof cargoSpec, crateSource], locked, lockOf(CRATE), 'restated'],
    ['field taken out of our lock', CRATE, locked, without(lockOf(CRATE) as object, 'version'), 'repacked'],
    ['manifest path forged', CRATE, locked, lockOf(CRATE, { manifest_path: '../../../etc/Cargo.toml' }), 'restated'],
    ['new version, same content', [npmSpec, { ...npmSource, version: '1.5.0', integrity: 'sha512-two' }], locked, lockOf(NPM), 'repacked'],
    ['new archive, same content', [npmSpec, { ...npmSource, integrity: 'sha512-two' }], locked, lockOf(NPM), 'repacked'],
    ['linked instead of installed, same content', [npmSpec, { ...bare, sourceId: 'workspace', registry: false }], locked, lockOf(NPM), 'repacked'],
    ['version and range changed, same content', [{ ...npmSpec, version: '^1.5.0' }, { ...npmSource, version: '1.5.0' }], locked, lockOf(NPM), 'restated'],
    ['integrity known on one side only', [npmSpec, bare], locked, lockOf(NPM), 'ok'],
    ['vendored instead of registry', [cargoSpec, { ...registryCrate, root: '/repo/vendor/sdk/air/core', packageRoot: '/repo/vendor/sdk' }], locked, lockOf(REGISTRY), 'ok'],
    ['authority accepted ahead', PATH, locked, lockOf(PATH, { authority: { effects: ['http.request'], cap_slots: [], secrets: [], events: [] } }), 'restated'],
    ['hash in capitals', PATH, locked, `sha256:${locked.defsHash.slice(7).toUpperCase()}`, 'ok'],
  ])('%s', (_, [spec, source], content, lock, state) => {
    const judged = content === undefined ? verdict({ spec, ...(lock === undefined ? {} : { reading: parseLock(json(lock)) }) }) : judge([spec, source], content, lock);
    expect(judged.state).toBe(state);
    expect(LOCK_STATES).toContain(judged.state);
    if (!['ok', 'unlocked', 'unresolved'].includes(state)) expect(judged.fields.length).toBeGreaterThan(0);
  });

  it('a poisoned lock names both versions', () => {
    const other = defs(schema('acme/Other@1'));
    const poisoned = payloadJson(currentLock(npmSpec, { ...bare, version: '1.4.1' }, other));
    const { state, fields } = judge([npmSpec, bare], locked, poisoned);
    expect(state).toBe('moved');
    expect(fields).toEqual([
      { field: 'version', locked: '1.4.1', current: '1.4.2' },
      { field: 'defs_hash', locked: other.defsHash, current: locked.defsHash },
    ]);
  });

  it('lost authority is no difference of its own', () => {
    const before = defs(plan('acme/p@1', emit('http.request', 'web')));
    const lock = payloadJson(currentLock(pathSpec, pathSource, before));
    expect(judge(PATH, defs(plan('acme/p@1')), lock).fields.map(({ field }) => field)).toEqual(['defs_hash']);
  });
});
