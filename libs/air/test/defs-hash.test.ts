// The hash of a set of definitions: the golden folder, and what does not enter.
import { readdirSync, readFileSync } from 'node:fs';
import { ZERO_HASH } from '@nx-air/canon';
import type { JsonObject } from '@nx-air/canon';
import { describe, expect, it } from 'vitest';
import { defsHash } from '../src/defs-hash.ts';
import { identify } from '../src/identity.ts';
import { defsVectors, readVectors, VECTORS } from './vectors.ts';

interface GoldenNode {
  readonly file: string;
  readonly index: number;
  readonly kind: string;
  readonly name: string;
  readonly hash: string;
  readonly json_equal_after_typed_roundtrip: boolean;
}

const golden = readVectors<{ readonly nodes: readonly GoldenNode[] }>('defs.golden.json').nodes;

const files = readdirSync(`${VECTORS}defs`, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.json$/i.test(file))
  .map((file) => `defs/${file}`)
  .sort();

const nodes = files.flatMap((file) => {
  if (readFileSync(VECTORS + file, 'utf8').trim() === '') return [];
  const json = readVectors<JsonObject | readonly JsonObject[]>(file);
  const list = Array.isArray(json) ? (json as readonly JsonObject[]) : [json as JsonObject];
  return list.map((node, index) => ({ file, index, json: node, ...identify(node)! }));
});

const [folder, empty] = defsVectors;

describe('golden folder', () => {
  it('is read from four files, one of them blank', () => {
    expect(files).toEqual(['defs/a.air.json', 'defs/empty.json', 'defs/sub/b.JSON', 'defs/sub/c.air.json']);
    expect(nodes).toHaveLength(golden.length);
  });

  it.each(golden.map((node) => [`${node.file} ${node.index}`, node] as const))('%s', (_, expected) => {
    const node = nodes.find(({ file, index }) => file === expected.file && index === expected.index);
    expect(node).toMatchObject({ kind: expected.kind, name: expected.name, hash: expected.hash });
    expect(JSON.stringify(sorted(node!.json)) === JSON.stringify(sorted(node!.node))).toBe(
      expected.json_equal_after_typed_roundtrip,
    );
  });

  it('has the hash of AOS', () => {
    expect(defsHash(nodes)).toBe(folder?.defs_hash_skipping_manifest);
    expect(new Set(nodes.map(({ kind, name, hash }) => `${kind} ${name} ${hash}`)).size).toBe(folder?.entries);
    expect(defsHash([])).toBe(empty?.defs_hash_skipping_manifest);
  });
});

describe('defsHash', () => {
  const a = { kind: 'defschema', name: 'a.b/C@1', hash: ZERO_HASH };
  const b = { ...a, name: 'a.b/D@1' };

  it.each([
    ['order', [a, b], [b, a], true],
    ['repetition', [a, b], [a, b, a], true],
    ['other members', [a], [{ ...a, file: 'x.json' }], true],
    ['kind', [a], [{ ...a, kind: 'defcap' }], false],
    ['name', [a], [b], false],
    ['hash', [a], [{ ...a, hash: ZERO_HASH.replace(/0$/, '1') }], false],
    ['count', [a], [a, b], false],
  ])('%s', (_, left, right, equal) => {
    expect(defsHash(left) === defsHash(right)).toBe(equal);
  });

  it('keeps both of two conflicting definitions', () => {
    const other = { ...a, hash: ZERO_HASH.replace(/0$/, '1') };
    expect(new Set([defsHash([a]), defsHash([other]), defsHash([a, other])]).size).toBe(3);
  });

  it('orders by code points, not by UTF-16 units', () => {
    const names = ['\u{10000}', '\uffff', 'z'].map((name) => ({ ...a, name }));
    expect(defsHash(names)).toBe(defsHash([...names].reverse()));
  });
});

function sorted(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(sorted);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).sort(([x], [y]) => (x < y ? -1 : 1)).map(([key, value]) => [key, sorted(value)]));
}
