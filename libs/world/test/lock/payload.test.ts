// What a lock says, byte for byte.
import { writeJson } from '@nx-air/canon';
import { describe, expect, it } from 'vitest';
import { aosManifestPath, currentLock, payloadJson } from '../../src/lock/payload.ts';
import { cargoSpec, crateSource, defs, emit, npmSource, npmSpec, pathSource, pathSpec, plan, registryCrate, schema } from './lock-facts.ts';

const one = defs(schema('acme/In@1'));
const shown = (...args: Parameters<typeof currentLock>): string => writeJson(payloadJson(currentLock(...args)), 1);

describe('currentLock', () => {
  it('of a path import', () => {
    expect(shown(pathSpec, pathSource, defs(plan('acme/p@1', emit('http.request', 'web')), schema('acme/In@1')))).toMatchInlineSnapshot(`
      "{
       "scheme": 1,
       "source": "path",
       "path": "../../packs/digest",
       "defs_hash": "sha256:ee515fde54fff54d243e1ae594b3548cdf68f8d26f5f4b85b2aae2343d39dd33",
       "request": {
        "path": "../../packs/digest"
       },
       "authority": {
        "effects": [
         "http.request"
        ],
        "cap_slots": [
         "web"
        ],
        "secrets": [],
        "events": []
       },
       "defs": {
        "defplan acme/p@1": "sha256:51820ee1af5192315c8780e36074f6826e1d82ab7696f79d2732e1bdb6479668",
        "defschema acme/In@1": "sha256:006fe52c94fb10f62f1cff23aec9fbef35124c1057a847196afb3336239d4e3f"
       }
      }
      "
    `);
  });

  it('of a workspace crate', () => {
    expect(shown(cargoSpec, crateSource, one)).toMatchInlineSnapshot(`
      "{
       "scheme": 1,
       "source": "cargo",
       "package": "sdk",
       "version": "0.1.0",
       "manifest_path": "../../sdk/Cargo.toml",
       "air_dir": "air/core",
       "defs_hash": "sha256:ca1c3559b1769a55ca6acc4c4bd00a6c857b1f6cf5a05c2b1548054547849193",
       "request": {
        "cargo": {
         "package": "sdk",
         "air_dir": "air/core",
         "manifest_path": "../../sdk/Cargo.toml"
        }
       },
       "authority": {
        "effects": [],
        "cap_slots": [],
        "secrets": [],
        "events": []
       },
       "defs": {
        "defschema acme/In@1": "sha256:006fe52c94fb10f62f1cff23aec9fbef35124c1057a847196afb3336239d4e3f"
       }
      }
      "
    `);
  });

  it('of an npm package', () => {
    expect(shown(npmSpec, npmSource, one)).toMatchInlineSnapshot(`
      "{
       "scheme": 1,
       "source": "npm",
       "package": "@acme/packs",
       "version": "1.4.2",
       "air_dir": "air",
       "defs_hash": "sha256:ca1c3559b1769a55ca6acc4c4bd00a6c857b1f6cf5a05c2b1548054547849193",
       "request": {
        "npm": {
         "package": "@acme/packs",
         "version": "^1.4.0"
        }
       },
       "integrity": "sha512-one",
       "authority": {
        "effects": [],
        "cap_slots": [],
        "secrets": [],
        "events": []
       },
       "defs": {
        "defschema acme/In@1": "sha256:006fe52c94fb10f62f1cff23aec9fbef35124c1057a847196afb3336239d4e3f"
       }
      }
      "
    `);
  });

  it('of a registry crate names its source', () => {
    expect(currentLock(cargoSpec, registryCrate, one).source_id).toBe(registryCrate.sourceId);
  });

  it('of a linked package says so instead of an integrity', () => {
    const { integrity: _, ...linked } = npmSource;
    const lock = currentLock(npmSpec, { ...linked, sourceId: 'workspace', registry: false }, one);
    expect([lock.source_id, 'integrity' in lock]).toEqual(['workspace', false]);
  });

  it('repeats the air_dir that will be written into the import', () => {
    const { airDir: _, ...bare } = cargoSpec;
    expect(currentLock(bare, crateSource, one).request).toEqual({ cargo: { package: 'sdk', air_dir: 'air/core', manifest_path: '../../sdk/Cargo.toml' } });
    expect(currentLock(bare, { ...crateSource, airDir: 'air' }, one).request.cargo).not.toHaveProperty('air_dir');
  });

  it('holds nothing of this machine', () => {
    for (const source of [pathSource, crateSource, registryCrate, npmSource]) expect(shown(source.spec, source, one)).not.toMatch(/"\/|\/repo|\/home/);
  });

  it('does not depend on order or repetition of definitions', () => {
    const a = schema('acme/A@1');
    const b = schema('acme/B@1', { nat: {} });
    expect(shown(pathSpec, pathSource, defs(b, a, b))).toBe(shown(pathSpec, pathSource, defs(a, b)));
    expect(shown(pathSpec, pathSource, defs(b))).not.toBe(shown(pathSpec, pathSource, defs(a, b)));
  });
});

describe('aosManifestPath', () => {
  it.each([
    ['Cargo.toml', 'Cargo.toml'],
    ['./Cargo.toml', 'Cargo.toml'],
    ['.//./a/Cargo.toml', 'a/Cargo.toml'],
    ['../../a/Cargo.toml', '../../a/Cargo.toml'],
    ['a/./b/Cargo.toml', 'a/./b/Cargo.toml'],
    ['a/Cargo.toml/', 'a/Cargo.toml'],
    ['./..', '..'],
    ['.', ''],
  ])('%s', (request, expected) => {
    expect(aosManifestPath(request)).toBe(expected);
  });
});
