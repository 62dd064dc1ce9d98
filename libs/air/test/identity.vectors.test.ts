// Every node vector of AOS v0.10 against `identify`: typed JSON, canonical bytes, hash.
import { bytesToHex, encodeCanonical } from '@nx-air/canon';
import { describe, expect, it } from 'vitest';
import { identify } from '../src/identity.ts';
import { nodeVectors } from './vectors.ts';

const FLOATS = 'refused_plan_json_sugar_floats';
const typable = nodeVectors.filter(({ label }) => label !== FLOATS);

describe('node vectors', () => {
  it('are all here', () => {
    expect(nodeVectors).toHaveLength(33);
    expect(typable).toHaveLength(32);
    expect(new Set(nodeVectors.map(({ label }) => label)).size).toBe(33);
  });

  it.each(typable.map((vector) => [vector.label, vector] as const))('%s', (_, vector) => {
    const identity = identify(vector.json);
    expect(identity?.node).toEqual(vector.typed);
    expect(identity && bytesToHex(encodeCanonical(identity.node))).toBe(vector.cbor_hex);
    expect(identity?.hash).toBe(vector.hash);
    expect(identity?.kind).toBe(vector.json['$kind']);
    expect(identity?.name).toBe(vector.json['name'] ?? '');
  });

  it('floats have no identity', () => {
    const vector = nodeVectors.find(({ label }) => label === FLOATS);
    expect(vector && identify(vector.json)).toBeUndefined();
  });

  it.each(typable.map((vector) => [vector.label, vector] as const))('%s: a typed node is a fixed point', (_, vector) => {
    const identity = identify(vector.typed);
    expect(identity?.hash).toBe(vector.hash);
    expect(identity?.dropped).toEqual([]);
  });

  const dropped = typable.flatMap(({ label, json }) => {
    const pointers = identify(json)?.dropped ?? [];
    return pointers.length === 0 ? [] : [[label, pointers] as const];
  });

  it('tell which keys AOS drops', () => {
    expect(dropped).toMatchInlineSnapshot(`
      [
        [
          "refused_schema_unknown_keys",
          [
            "/doc",
            "/type/record/bb/$comment",
          ],
        ],
        [
          "refused_plan_expr_extra_keys",
          [
            "/steps/0/expr/note",
            "/steps/1/expr/note",
            "/steps/2/expr/bool",
          ],
        ],
      ]
    `);
  });
});
