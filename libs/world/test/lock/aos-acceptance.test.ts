// Locks cross the border to AOS v0.10 in both directions.
import { describe, expect, it } from 'vitest';
import { parseLock } from '../../src/lock/parse.ts';
import { currentLock, payloadJson } from '../../src/lock/payload.ts';
import { lockedSpec } from '../../src/lock/request.ts';
import { verdict } from '../../src/lock/verdict.ts';
import { aosAccepts, aosExpected } from './aos-compare.ts';
import { cargoSpec, crateSource, defs, json, npmSource, npmSpec, pathSource, pathSpec, REGISTRY, registryCrate, schema } from './lock-facts.ts';

const MAP = '/somewhere/repo/worlds/w';
const content = defs(schema('acme/In@1'), schema('acme/Out@1'));
const { airDir: _, ...bareCargo } = cargoSpec;

const BOTH = [
  ['path', pathSpec, pathSource],
  ['path with dots', { ...pathSpec, path: './../../packs//digest/' }, pathSource],
  ['workspace crate', cargoSpec, crateSource],
  ['registry crate', cargoSpec, registryCrate],
  ['crate with the default folder', bareCargo, { ...crateSource, airDir: 'air' }],
  ['crate whose folder comes from its metadata', bareCargo, crateSource],
  ['manifest path with a leading dot', { ...cargoSpec, manifestPath: './Cargo.toml' }, { ...crateSource, manifestPath: 'Cargo.toml' }],
  ['manifest found by rule', { ...bareCargo, airDir: 'air/core', manifestPath: 'Cargo.toml' }, { ...crateSource, manifestPath: 'Cargo.toml' }],
] as const;

describe.each(BOTH)('%s', (_name, spec, source) => {
  const expected = aosExpected(lockedSpec(spec, source), source, content.defsHash, MAP);
  const stateOf = (lock: unknown): string => verdict({ spec, source, defs: content, reading: parseLock(json(lock)) }).state;

  it('AOS accepts what we write', () => {
    const lock = payloadJson(currentLock(spec, source, content));
    expect(aosAccepts(lock, expected)).toBe(true);
    for (const field of Object.keys(expected)) expect(aosAccepts({ ...lock, [field]: 'other' }, expected)).toBe(false);
  });

  it('we accept what AOS writes', () => {
    expect(stateOf(expected)).toBe('ok');
    expect(stateOf({ ...expected, note: 'ignored' })).toBe('ok');
    expect(stateOf(content.defsHash)).toBe('ok');
    expect(stateOf(`  ${content.defsHash}\n`)).toBe('ok');
  });

  it('fields that AOS left out or wrote as null are not compared', () => {
    for (const field of Object.keys(expected).filter((name) => name !== 'defs_hash')) {
      expect(stateOf({ ...expected, [field]: null })).toBe('ok');
      expect(stateOf(Object.fromEntries(Object.entries(expected).filter(([name]) => name !== field)))).toBe('ok');
    }
  });

  it('but those that are there are', () => {
    for (const field of Object.keys(expected).filter((name) => !['defs_hash', 'source'].includes(name))) {
      expect(stateOf({ ...expected, [field]: 'other' })).toMatch(/^(restated|repacked)$/);
    }
    expect(stateOf(`sha256:${'0'.repeat(64)}`)).toBe('drifted');
  });
});

it('an absolute manifest path of another machine is not compared', () => {
  const expected = aosExpected(cargoSpec, crateSource, content.defsHash, MAP);
  for (const manifest_path of ['/home/me/repo/sdk/Cargo.toml', 'C:\\repo\\sdk\\Cargo.toml']) {
    const reading = parseLock(json({ ...expected, manifest_path }));
    expect(verdict({ spec: cargoSpec, source: crateSource, defs: content, reading }).state).toBe('ok');
  }
});

it('a registry crate that AOS locked by its source id cannot drift', () => {
  const reading = parseLock(json({ ...aosExpected(cargoSpec, registryCrate, content.defsHash, MAP), source_id: REGISTRY }));
  expect(verdict({ spec: cargoSpec, source: registryCrate, defs: defs(schema('acme/In@1')), reading }).state).toBe('corrupt');
});

it('AOS refuses npm imports', () => {
  expect(() => aosExpected(npmSpec, npmSource, content.defsHash, MAP)).toThrow('path/cargo');
});
