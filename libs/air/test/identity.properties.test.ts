// What identity must not depend on, over random definitions.
import { decodeCanonical, encodeCanonical, readJson } from '@nx-air/canon';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defsHash } from '../src/defs-hash.ts';
import { identify } from '../src/identity.ts';
import { anyJson, CHECK, node, planNode, reordered, schemaNode, spaced } from './arbitrary.ts';

const gap = fc.constantFrom('', ' ', '\n', '\r\n', '\t \n');

/** Every object with fixed keys, where AOS drops what it does not know. */
function fixedObjects(json: JsonValue, pointer: string, kind: 'node' | 'type' | 'expr' | 'other'): readonly string[] {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return [];
  const object = json as JsonObject;
  const of = (key: string, inner: 'type' | 'expr' | 'other'): readonly string[] =>
    object[key] === undefined ? [] : fixedObjects(object[key], `${pointer}/${key}`, inner);
  const listed = (key: string, visit: (item: JsonObject, at: string) => readonly string[]): readonly string[] => {
    const items = object[key];
    return Array.isArray(items) ? items.flatMap((item: JsonObject, index) => visit(item, `${pointer}/${key}/${index}`)) : [];
  };
  switch (kind) {
    case 'node':
      return [
        pointer,
        ...of('type', 'type'),
        ...listed('steps', (item, at) => [at, ...('bind' in item ? [`${at}/bind`] : []), ...('where' in item ? [`${at}/where`] : [])]),
        ...listed('edges', (item, at) => [at, ...('when' in item ? fixedObjects(item['when']!, `${at}/when`, 'expr') : [])]),
      ];
    case 'type':
      return [pointer, ...of('list', 'type'), ...of('set', 'type'), ...of('option', 'type'), ...of('map', 'other'), ...of('text', 'other')];
    case 'expr':
      return [pointer, ...of('null', 'other'), ...of('variant', 'other'), ...listed('args', (item, at) => fixedObjects(item, at, 'expr'))];
    case 'other':
      return [pointer];
  }
}

function withKey(json: JsonValue, pointer: string, key: string, value: JsonValue): JsonValue {
  const [segment, ...rest] = pointer.split('/').slice(1);
  if (segment === undefined) return { ...(json as JsonObject), [key]: value };
  const changed = withKey((json as JsonObject)[segment]!, rest.map((part) => `/${part}`).join(''), key, value);
  if (Array.isArray(json)) return json.map((item: JsonValue, index) => (String(index) === segment ? changed : item));
  return { ...(json as JsonObject), [segment]: changed };
}

describe('the generators', () => {
  it('yield definitions that have an identity', () => {
    fc.assert(fc.property(node, (json) => identify(json) !== undefined), CHECK);
  });
});

describe('identity is independent of', () => {
  it('the order of keys', () => {
    fc.assert(
      fc.property(node, fc.integer(), (json, salt) => {
        expect(identify(reordered(json, salt) as JsonObject)).toEqual(identify(json));
      }),
      CHECK,
    );
  });

  it('white space', () => {
    fc.assert(
      fc.property(node, gap, (json, space) => {
        const { value, problems } = readJson(spaced(json, space));
        expect(problems).toEqual([]);
        expect(identify(value as JsonObject)?.hash).toBe(identify(json)?.hash);
      }),
      CHECK,
    );
  });

  it('how definitions are split over files', () => {
    const files = fc.array(fc.tuple(fc.array(node, { maxLength: 3 }), gap), { maxLength: 4 });
    fc.assert(
      fc.property(files, fc.integer(), (split, salt) => {
        const texts = split.map(([nodes, space]) => (nodes.length === 1 ? spaced(nodes[0]!, space) : spaced(nodes, space)));
        const read = texts.flatMap((text) => [readJson(text).value].flat() as JsonObject[]);
        const flat = split.flatMap(([nodes]) => nodes);
        const shuffled = [...flat].sort((a, b) => (spaced(a, '').length ^ salt) - (spaced(b, '').length ^ salt));
        const hashOf = (nodes: readonly JsonObject[]) => defsHash(nodes.map((json) => identify(json)!));
        expect(hashOf(read)).toBe(hashOf(flat));
        expect(hashOf([...shuffled, ...flat])).toBe(hashOf(flat));
      }),
      CHECK,
    );
  });
});

describe('a key that AOS drops', () => {
  const withDropped = node.chain((json) => fc.tuple(fc.constant(json), fc.constantFrom(...fixedObjects(json, '', 'node')), anyJson));

  it('never changes the hash and always shows', () => {
    fc.assert(
      fc.property(withDropped, ([json, pointer, value]) => {
        const before = identify(json)!;
        const after = identify(withKey(json, pointer, 'zz_note', value) as JsonObject)!;
        expect(after.hash).toBe(before.hash);
        expect(after.node).toEqual(before.node);
        expect(after.dropped).toEqual([...before.dropped, `${pointer}/zz_note`].sort());
      }),
      CHECK,
    );
  });

  it('is not a field of a record: that one changes the hash', () => {
    fc.assert(
      fc.property(schemaNode, (json) => {
        const record = { ...json, type: { record: { a: json['type']! } } };
        const wider = { ...json, type: { record: { a: json['type']!, zz_note: { text: {} } } } };
        expect(identify(wider)?.hash).not.toBe(identify(record)?.hash);
        expect(identify(wider)?.dropped).toEqual(identify(record)?.dropped);
      }),
      CHECK,
    );
  });
});

describe('the typed round trip', () => {
  it('is a fixed point that drops nothing', () => {
    fc.assert(
      fc.property(fc.oneof(node, planNode), (json) => {
        const once = identify(json)!;
        const twice = identify(once.node)!;
        expect(twice.hash).toBe(once.hash);
        expect(twice.dropped).toEqual([]);
      }),
      CHECK,
    );
  });

  it('has canonical bytes that decode', () => {
    fc.assert(
      fc.property(node, (json) => {
        const bytes = encodeCanonical(identify(json)!.node);
        expect(encodeCanonical(decodeCanonical(bytes))).toEqual(bytes);
      }),
      CHECK,
    );
  });

  it('never throws, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.constantFrom('defplan', 'defschema', 'manifest', 'defmodule', 'x'), fc.dictionary(fc.string(), anyJson), (kind, json) => {
        identify({ ...json, $kind: kind });
      }),
      CHECK,
    );
  });
});

describe('hostile nesting', () => {
  const nested = (depth: number, core: JsonValue, wrap: (inner: JsonValue) => JsonValue): JsonValue => {
    let json = core;
    for (let level = 0; level < depth; level += 1) json = wrap(json);
    return json;
  };
  const assign = (expr: JsonValue): JsonObject => ({
    $kind: 'defplan',
    name: 'a.b/p@1',
    input: 'a.b/I@1',
    steps: [{ id: 's', op: 'assign', expr, bind: { as: 'v' } }],
  });
  const schema = (type: JsonValue): JsonObject => ({ $kind: 'defschema', name: 'a.b/T@1', type });

  it.each<readonly [string, JsonObject, boolean]>([
    ['arrays that are no type', schema(nested(120, null, (inner) => [inner])), false],
    ['arrays that are no expression', assign(nested(120, 'x y', (inner) => ['k', inner])), true],
    ['one-element arrays', assign(nested(120, null, (inner) => [inner])), true],
    ['lists that fail at the core', assign(nested(60, { bogus: 1 }, (inner) => ({ list: [inner] }))), true],
    ['more than 128 levels', assign(nested(130, 1, (inner) => [inner])), false],
    ['100,000 levels', assign(nested(100_000, 1, (inner) => [inner])), false],
  ])('%s: read in one pass', (_, json, expected) => {
    expect(identify(json) !== undefined).toBe(expected);
  });
});
