// The golden world: normalised plans and the hashes of its manifest.
import { bytesToHex, encodeCanonical, hashValue } from '@nx-air/canon';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { describe, expect, it } from 'vitest';
import { builtin } from '../src/builtins.ts';
import { identify } from '../src/identity.ts';
import type { Identity } from '../src/identity.ts';
import { manifestHash } from '../src/manifest-hash.ts';
import { MANIFEST_LISTS } from '../src/model/manifest.ts';
import { normalizePlan } from '../src/normalize.ts';
import { lookupOf } from './lookup.ts';
import { readVectors } from './vectors.ts';

interface GoldenPlan {
  readonly authored_hash: string;
  readonly normalised_hash: string;
  readonly normalised_cbor_hex: string;
  readonly normalised_json: JsonObject;
}
interface Golden {
  readonly authored_manifest_json: JsonObject;
  readonly manifest_hash_authored_refs_no_kind: string;
  readonly manifest_hash_authored_refs_with_kind: string;
  readonly manifest_hash_normalised_refs_no_kind: string;
  readonly manifest_hash_normalised_refs_with_kind: string;
  readonly plans: Readonly<Record<string, GoldenPlan>>;
}

const golden = readVectors<Record<string, Golden>>('world.golden.json')['own/world']!;
const nodes = readVectors<readonly JsonObject[]>('world/all.air.json').map((json) => identify(json)!);
const lookup = lookupOf(nodes);

const KIND_OF_LIST = {
  schemas: 'defschema',
  modules: 'defmodule',
  plans: 'defplan',
  effects: 'defeffect',
  caps: 'defcap',
  policies: 'defpolicy',
  secrets: 'defsecret',
} as const;

function filledManifest(planHash: (plan: Identity) => string): JsonObject {
  const filled = { ...nodes.find(({ kind }) => kind === 'manifest')!.node };
  for (const list of MANIFEST_LISTS) {
    const entries = filled[list];
    if (!Array.isArray(entries)) continue;
    filled[list] = entries.map((entry: JsonObject): JsonValue => {
      const name = String(entry['name']);
      const own = nodes.find((node) => node.kind === KIND_OF_LIST[list] && node.name === name);
      const hash = own === undefined ? builtin(KIND_OF_LIST[list], name)!.hash : list === 'plans' ? planHash(own) : own.hash;
      return { name, hash };
    });
  }
  return filled;
}

const authored = filledManifest(({ hash }) => hash);
const normalised = filledManifest(({ node }) => hashValue(normalizePlan(node, lookup).plan));

describe('golden world', () => {
  it.each(Object.entries(golden.plans))('%s', (name, expected) => {
    const plan = nodes.find((node) => node.name === name)!;
    expect(plan.hash).toBe(expected.authored_hash);
    const result = normalizePlan(plan.node, lookup);
    expect(result.problems).toEqual([]);
    expect(result.plan).toEqual(expected.normalised_json);
    expect(bytesToHex(encodeCanonical(result.plan))).toBe(expected.normalised_cbor_hex);
    expect(hashValue(result.plan)).toBe(expected.normalised_hash);
  });

  it('holds two plans', () => {
    expect(Object.keys(golden.plans)).toEqual(nodes.filter(({ kind }) => kind === 'defplan').map(({ name }) => name).sort());
  });

  it('fills the references', () => {
    const { $kind, ...bare } = authored;
    expect($kind).toBe('manifest');
    expect(bare).toEqual(golden.authored_manifest_json);
  });

  it.each([
    ['authored references', authored, golden.manifest_hash_authored_refs_no_kind, golden.manifest_hash_authored_refs_with_kind],
    ['normalised references', normalised, golden.manifest_hash_normalised_refs_no_kind, golden.manifest_hash_normalised_refs_with_kind],
  ])('manifest hash over %s', (_, manifest, withoutKind, withKind) => {
    expect(manifestHash(manifest)).toBe(withoutKind);
    expect(identify(manifest)?.hash).toBe(withKind);
    const { $kind: _kind, ...bare } = manifest;
    expect(manifestHash(bare)).toBe(withoutKind);
  });

  it('normalising twice changes nothing', () => {
    for (const { kind, node } of nodes) {
      if (kind !== 'defplan') continue;
      const once = normalizePlan(node, lookup);
      const twice = normalizePlan(once.plan, lookup);
      expect(twice).toEqual(once);
      expect(identify(once.plan)?.hash).toBe(hashValue(once.plan));
    }
  });
});
