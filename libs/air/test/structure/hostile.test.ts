// Whatever JSON comes: no exception, and what passes the check has an identity from which nothing was dropped.
import { readFileSync } from 'node:fs';
import { readJson } from '@nx-air/canon';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identify } from '../../src/identity.ts';
import { checkNode } from '../../src/structure/check-node.ts';

const SEED = 20260101;
const bytes = readFileSync(new URL('../../../../spec/vectors/aos-vectors.json', import.meta.url));
const vectors = readJson(bytes, { floats: 'allow' }).value as { readonly nodes: readonly JsonObject[] };
const nodes = vectors.nodes.map((vector) => vector['json'] as JsonObject);

const place = { file: 'a.json', pointer: '' };

const WORDS = ['ref', 'text', 'nat', 'op', 'args', 'list', 'record', 'tag', 'value', 'alias', 'version', 'hash', '$comment', 'steps', 'len', '@a', 'x'];
const word = fc.constantFrom(...WORDS);
const { json } = fc.letrec<{ json: JsonValue }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<JsonValue>(null, true, -1, 0, 1.5, 2n ** 64n, ''),
    word,
    fc.array(tie('json'), { maxLength: 2 }),
    fc.dictionary(word, tie('json'), { maxKeys: 3 }),
  ),
}));

/** The same definition with the value at a random place replaced, or a random key added. */
const mutated = fc
  .tuple(fc.constantFrom(...nodes), fc.array(fc.nat(), { maxLength: 8 }), word, json)
  .map(([node, path, key, value]) => mutate(node, path, key, value));

const mutate = (value: JsonValue, path: readonly number[], key: string, put: JsonValue): JsonValue => {
  const [first, ...rest] = path;
  if (first === undefined || typeof value !== 'object' || value === null) return put;
  if (Array.isArray(value)) {
    if (value.length === 0) return [put];
    const at = first % value.length;
    return value.map((item: JsonValue, index) => (index === at ? mutate(item, rest, key, put) : item));
  }
  const keys = Object.keys(value);
  const at = first % (keys.length + 1);
  const name = keys[at];
  if (name === undefined) return { ...value, [key]: put };
  return { ...value, [name]: mutate((value as JsonObject)[name] ?? null, rest, key, put) };
};

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const IGNORED = /\/\$(comment|schema)$/u;

describe('checkNode', () => {
  it('accepts nothing that has no identity, and nothing of which a key is dropped', () => {
    let accepted = 0;
    fc.assert(
      fc.property(mutated, (node) => {
        if (!isObject(node) || checkNode(node, place).length > 0) return;
        accepted += 1;
        const identity = identify(node);
        expect(identity?.dropped.filter((pointer) => !IGNORED.test(pointer))).toEqual([]);
      }),
      { seed: SEED, numRuns: 5000, verbose: true },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  it('answers for any value of a slot', () => {
    fc.assert(
      fc.property(json, (expr) => {
        const problems = checkNode(
          { $kind: 'defplan', name: 'a/b@1', input: 'a/A@1', steps: [{ id: 'a', op: 'assign', expr, bind: { as: 'v' } }] },
          place,
        );
        for (const { pointer } of problems) expect(pointer).toMatch(/^\/steps\/0\/expr/u);
      }),
      { seed: SEED, numRuns: 3000, verbose: true },
    );
  });

  it('does not confuse keys with members of Object.prototype', () => {
    const node: JsonObject = JSON.parse('{"$kind":"defschema","name":"a/A@1","type":{"record":{"constructor":{"text":{}},"toString":{"nat":{}}}}}');
    expect(checkNode(node, place)).toEqual([]);
    const kind: JsonObject = { $kind: 'constructor', name: 'a/A@1' };
    expect(checkNode(kind, place).map(({ code }) => code)).toEqual(['unknown_kind']);
    const op: JsonObject = { $kind: 'defplan', name: 'a/b@1', input: 'a/A@1', steps: [{ id: 'a', op: 'toString' }] };
    expect(checkNode(op, place).map(({ code }) => code)).toEqual(['unknown_op']);
  });
});
