// What the typed round trip keeps, drops, fills and refuses, form by form.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { describe, expect, it } from 'vitest';
import { identify } from '../src/identity.ts';

const HASH = `sha256:${'ab'.repeat(32)}`;
const ZERO = `sha256:${'0'.repeat(64)}`;

const plan = (more: JsonObject): JsonObject => ({ $kind: 'defplan', name: 'a.b/p@1', input: 'a.b/I@1', steps: [], ...more });
const step = (more: JsonObject): JsonObject => plan({ steps: [{ id: 's', ...more }] });
const assign = (expr: JsonValue): JsonObject => step({ op: 'assign', expr, bind: { as: 'v' } });
const guard = (when: JsonValue): JsonObject => plan({ edges: [{ from: 'a', to: 'b', when }] });
const schema = (type: JsonValue): JsonObject => ({ $kind: 'defschema', name: 'a.b/T@1', type });
const manifest = (more: JsonObject): JsonObject => ({
  $kind: 'manifest',
  air_version: '1',
  schemas: [],
  modules: [],
  plans: [],
  caps: [],
  policies: [],
  ...more,
});
const grant = (params: JsonValue): JsonObject => manifest({ defaults: { cap_grants: [{ name: 'g', cap: 'c', params }] } });
const moduleOf = (more: JsonObject): JsonObject => ({
  $kind: 'defmodule',
  name: 'a.b/m@1',
  module_kind: 'pure',
  abi: { pure: { input: 'a.b/I@1', output: 'a.b/O@1' } },
  ...more,
});

/** Rows with a title: `%j` knows no bigint, and a row that is an array would be spread. */
const titled = (rows: readonly JsonValue[]) => rows.map((row) => [show(row), row] as const);
const pairs = (rows: readonly (readonly [JsonValue, JsonValue])[]) =>
  rows.map(([json, expected]) => [`${show(json)} is read as ${show(expected)}`, json, expected] as const);
const show = (json: JsonValue): string =>
  JSON.stringify(json, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));

function at(json: JsonValue | undefined, path: readonly (string | number)[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((value, key) => (value as Record<string | number, JsonValue>)?.[key], json);
}
const exprOf = (json: JsonObject) => at(identify(json)?.node, ['steps', 0, 'expr']);
const whenOf = (json: JsonObject) => at(identify(json)?.node, ['edges', 0, 'when']);
const paramsOf = (json: JsonObject) => at(identify(json)?.node, ['defaults', 'cap_grants', 0, 'params']);

describe('slots that take anything', () => {
  const cases: readonly (readonly [JsonValue, JsonValue])[] = [
    // Expressions first, then literals, then the JSON itself.
    [{ ref: '@plan.input' }, { ref: '@plan.input' }],
    [{ nat: 5, int: 5 }, { int: 5 }],
    [{ text: 'x', ref: 1 }, { text: 'x' }],
    [{ op: 'len', args: [{ text: 'x' }] }, { op: 'len', args: [{ text: 'x' }] }],
    [{ op: 'bogus', args: [] }, { op: 'bogus', args: [] }],
    [{ op: 'len' }, { op: 'len' }],
    [{ op: { len: null }, args: [] }, { op: 'len', args: [] }],
    [{ op: { len: {} }, args: [] }, { op: { len: {} }, args: [] }],
    [{ nat: -1 }, { nat: -1 }],
    [{ nat: 18446744073709551615n }, { nat: 18446744073709551615n }],
    [{ int: 9223372036854775808n }, { int: 9223372036854775808n }],
    [{ hash: 'sha256:12' }, { hash: 'sha256:12' }],
    [{ hash: HASH.toUpperCase().replace('SHA', 'sha') }, { hash: HASH.toUpperCase().replace('SHA', 'sha') }],
    [{ null: { a: 1 } }, { null: {} }],
    [{ null: null }, { null: null }],
    [{ null: [] }, { null: {} }],
    [{ list: [{ bogus: 1 }] }, { list: [{ bogus: 1 }] }],
    [{ list: [{ tag: 'T' }] }, { list: [{ tag: 'T' }] }],
    [{ list: [{ ref: '@a' }, { tag: 'T' }] }, { list: [{ ref: '@a' }, { tag: 'T' }] }],
    [{ record: { a: { text: 'x', note: 1 } } }, { record: { a: { text: 'x' } } }],
    [{ variant: { tag: 'T', value: null } }, { variant: { tag: 'T' } }],
    [{ tag: 'T', value: null }, { tag: 'T' }],
    [{ tag: 'T', value: { nat: 1 }, more: 1 }, { tag: 'T', value: { nat: 1 } }],
    [{ alias: 'k', version: 1 }, { alias: 'k', version: 1 }],
    [{ alias: 'k', version: 1, more: true }, { alias: 'k', version: 1, more: true }],
    [{ map: [[{ text: 'k' }, { nat: 1 }]] }, { map: [{ key: { text: 'k' }, value: { nat: 1 } }] }],
    [null, null],
    ['text', 'text'],
    [{ a: [1, { b: null }] }, { a: [1, { b: null }] }],
    // Arrays read as structs.
    [[], []],
    [['a'], { ref: 'a' }],
    [[1], { int: 1 }],
    [[-1], { int: -1 }],
    [[18446744073709551615n], { nat: 18446744073709551615n }],
    [[true], { bool: true }],
    [[null], [null]],
    [[[]], { list: [] }],
    [[{}], { record: {} }],
    [[{ a: 1 }], { null: {} }],
    [[{ tag: 'T' }], { variant: { tag: 'T' } }],
    [['len', []], { op: 'len', args: [] }],
    [['len', [['a']]], { op: 'len', args: [{ ref: 'a' }] }],
    [['T', { nat: 1 }], { tag: 'T', value: { nat: 1 } }],
    [['k', 1], { alias: 'k', version: 1 }],
    [['a', 'b'], ['a', 'b']],
    [['a', 'b', 'c'], ['a', 'b', 'c']],
  ];
  it.each(pairs(cases))('%s', (_, json, expected) => {
    expect(exprOf(assign(json))).toEqual(expected);
  });
});

describe('slots that take an expression', () => {
  it.each(
    pairs([
      [{ bool: true }, { bool: true }],
      [['@plan.input'], { ref: '@plan.input' }],
      [{ ref: 'anything' }, { ref: 'anything' }],
    ]),
  )('%s', (_, json, expected) => {
    expect(whenOf(guard(json))).toEqual(expected);
  });

  it.each(titled([true, 'x', 5, [1], [true], {}, { bogus: 1 }, { tag: 'T' }, { nat: -1 }, ['a', 'b'], { op: 'nope', args: [] }]))('%s cannot be typed', (_, json) => {
      expect(identify(guard(json))).toBeUndefined();
    });

  it('null is an absent guard', () => {
    expect(whenOf(guard(null))).toBeUndefined();
    expect(identify(guard(null))?.hash).toBe(identify(plan({ edges: [{ from: 'a', to: 'b' }] }))?.hash);
  });
});

describe('slots that take a literal', () => {
  it.each(
    pairs([
      [{ record: {} }, { record: {} }],
      [[1], { int: 1 }],
      [['x'], { dec128: 'x' }],
      [{ text: 'x', bytes_b64: 'AA==' }, { bytes_b64: 'AA==' }],
    ]),
  )('%s', (_, json, expected) => {
    expect(paramsOf(grant(json))).toEqual(expected);
  });

  it.each(titled([{ ref: '@a' }, { op: 'len', args: [] }, { variant: { tag: 'T' } }, 5, null, { a: 1 }]))('%s cannot be typed', (_, json) => {
      expect(identify(grant(json))).toBeUndefined();
    });
});

describe('types', () => {
  it.each(
    pairs([
      [{ text: {} }, { text: {} }],
      [{ text: [] }, { text: {} }],
      [{ text: { max: 5 } }, { text: {} }],
      [{ record: {}, nat: {} }, { nat: {} }],
      [{ list: { text: {} }, ref: 'a.b/T@1' }, { list: { text: {} } }],
      [['a.b/T@1'], { ref: 'a.b/T@1' }],
      [[{}], { bool: {} }],
      [[[]], { bool: {} }],
      [{ map: { key: { text: {} }, value: { nat: {} }, x: 1 } }, { map: { key: { text: {} }, value: { nat: {} } } }],
      [{ map: [{ text: {} }, { nat: {} }] }, { map: { key: { text: {} }, value: { nat: {} } } }],
      [{ record: { constructor: { text: {} } } }, { record: { constructor: { text: {} } } }],
    ]),
  )('%s', (_, json, expected) => {
    expect(identify(schema(json))?.node['type']).toEqual(expected);
  });

  it.each(titled([
    'text',
    null,
    {},
    { text: null },
    { txt: {} },
    { list: { txt: {} } },
    { option: {} },
    { ref: 'Order' },
    { ref: 'a.b/_internal_T@1' },
    { map: { key: { bool: {} }, value: { nat: {} } } },
    { map: { key: { text: {} } } },
    { record: [] },
  ]))('%s cannot be typed', (_, json) => {
    expect(identify(schema(json))).toBeUndefined();
  });
});

describe('null, empty and absent', () => {
  it.each<readonly [string, JsonObject, JsonObject | undefined]>([
    ['optional text', plan({ output: null }), plan({})],
    ['list', plan({ edges: null }), undefined],
    ['empty list', plan({ edges: [], required_caps: [], allowed_effects: [], locals: {}, invariants: [] }), plan({})],
    ['required list', plan({ steps: null }), undefined],
    ['fan-out', step({ op: 'end', result: null }), step({ op: 'end' })],
    ['JSON null', assign(null), assign(null)],
    ['defaults', manifest({ defaults: null }), manifest({})],
    ['slots', manifest({ module_bindings: { m: { slots: {} } } }), manifest({ module_bindings: { m: {} } })],
    ['enforcer', { $kind: 'defcap', name: 'a.b/c@1', cap_type: 't', schema: { record: {} }, enforcer: null }, undefined],
  ])('%s', (_, json, same) => {
    expect(identify(json)?.hash).toBe(same && identify(same)?.hash);
  });

  it('an empty object is not an absent one', () => {
    expect(identify(manifest({ defaults: {} }))?.hash).not.toBe(identify(manifest({}))?.hash);
    expect(identify(manifest({ defaults: {} }))?.node['defaults']).toEqual({});
    expect(identify(manifest({ module_bindings: { m: {} } }))?.node['module_bindings']).toEqual({ m: {} });
  });
});

describe('hashes that are filled', () => {
  it.each(titled([null, '', 'sha256', 'sha256:', ' SHA256: ', '\u0085sha256\u00a0', ZERO]))('%s becomes zeros', (_, hash) => {
    expect(identify(moduleOf({ wasm_hash: hash }))?.node['wasm_hash']).toBe(ZERO);
    expect(at(identify(manifest({ secrets: [{ name: 'a.b/s@1', hash }] }))?.node, ['secrets', 0, 'hash'])).toBe(ZERO);
  });

  it.each(titled(['sha256:12', 'sha-256', 5, 'sha256::', {}, '\ufeff']))('%s cannot be typed', (_, hash) => {
    expect(identify(moduleOf({ wasm_hash: hash }))).toBeUndefined();
    expect(identify(manifest({ plans: [{ name: 'a.b/p@1', hash }] }))).toBeUndefined();
  });

  it('an absent one, but only beside a name', () => {
    expect(identify(moduleOf({}))?.node['wasm_hash']).toBe(ZERO);
    expect(identify(manifest({ caps: [{ name: 'a.b/c@1' }] }))).toBeDefined();
    expect(identify(manifest({ caps: [{}] }))).toBeUndefined();
    expect(identify(manifest({ caps: [['a.b/c@1']] }))).toBeUndefined();
    expect(identify(manifest({ caps: [['a.b/c@1', HASH]] }))?.node['caps']).toEqual([{ name: 'a.b/c@1', hash: HASH }]);
  });

  it('upper-case digits stay', () => {
    const upper = `sha256:${'AB'.repeat(32)}`;
    expect(identify(moduleOf({ wasm_hash: upper }))?.node['wasm_hash']).toBe(upper);
    expect(identify(moduleOf({ wasm_hash: upper }))?.hash).not.toBe(identify(moduleOf({ wasm_hash: HASH }))?.hash);
  });
});

describe('structs from arrays', () => {
  it.each<readonly [string, JsonObject, JsonObject]>([
    ['edge', plan({ edges: [['a', 'b']] }), plan({ edges: [{ from: 'a', to: 'b' }] })],
    ['bind', step({ op: 'assign', expr: 1, bind: ['v'] }), assign(1)],
    ['routing', manifest({ routing: [] }), manifest({ routing: {} })],
    ['trigger', manifest({ triggers: [['a.b/E@1', 'p']] }), manifest({ triggers: [{ event: 'a.b/E@1', plan: 'p' }] })],
  ])('%s', (_, json, same) => {
    expect(identify(json)).toBeDefined();
    expect(identify(json)?.hash).toBe(identify(same)?.hash);
    expect(identify(json)?.dropped).toEqual([]);
  });

  it.each<readonly [string, JsonObject]>([
    ['too many elements', plan({ edges: [['a', 'b', null, 'c']] })],
    ['too few elements', plan({ edges: [['a']] })],
    ['a step', plan({ steps: [['s', 'end']] })],
  ])('%s', (_, json) => {
    expect(identify(json)).toBeUndefined();
  });
});

describe('words', () => {
  const policy = (decision: JsonValue): JsonObject => ({ $kind: 'defpolicy', name: 'a.b/p@1', rules: [{ when: {}, decision }] });

  it.each(titled(['allow', { allow: null }, { allow: {} }]))('%s is allow', (_, word) => {
    expect(identify(policy(word))?.hash).toBe(identify(policy('allow'))?.hash);
  });

  it.each(titled(['Allow', 'maybe', null, ['allow'], { allow: 1 }, { allow: null, deny: null }, {}]))('%s is none', (_, word) => {
    expect(identify(policy(word))).toBeUndefined();
  });
});

describe('nodes that have no identity', () => {
  it.each<readonly [string, JsonObject]>([
    ['no $kind', { name: 'a.b/T@1', type: { text: {} } }],
    ['unknown $kind', { ...schema({ text: {} }), $kind: 'defschemas' }],
    ['upper-case $kind', { ...schema({ text: {} }), $kind: 'DefSchema' }],
    ['inherited $kind', Object.create({ ...schema({ text: {} }) }) as JsonObject],
    ['no name', { $kind: 'defschema', type: { text: {} } }],
    ['name is no text', { $kind: 'defschema', name: 1, type: { text: {} } }],
    ['unknown step op', step({ op: 'await_any' })],
    ['op is no text', step({ op: { end: null } })],
    ['step without id', plan({ steps: [{ op: 'end' }] })],
    ['missing step field', step({ op: 'assign', bind: { as: 'v' } })],
    ['malformed schema reference', plan({ output: 'Out' })],
    ['invariant that is no expression', plan({ invariants: [true] })],
    ['unknown module kind', moduleOf({ module_kind: 'reducers' })],
    ['no air_version', { $kind: 'manifest', schemas: [], modules: [], plans: [], caps: [], policies: [] }],
    ['missing list', { $kind: 'manifest', air_version: '1', schemas: [], modules: [], caps: [], policies: [] }],
    ['float', assign(1.5)],
    ['float in a dropped key', { ...schema({ text: {} }), $comment: 0.5 }],
    ['minus zero', assign(-0)],
    ['integer above 2^64-1', assign(18446744073709551616n)],
    ['integer below -2^63', assign(-9223372036854775809n)],
    ['unsafe number', assign(2 ** 60)],
  ])('%s', (_, json) => {
    expect(identify(json)).toBeUndefined();
  });

  it('names are not checked: that is the structure check', () => {
    expect(identify({ ...schema({ text: {} }), name: 'Not A Name' })?.name).toBe('Not A Name');
  });
});

describe('dropped keys', () => {
  it.each<readonly [string, JsonObject, readonly string[]]>([
    ['notes', { ...schema({ text: {} }), $schema: 'x', $comment: 'y', doc: 'z' }, ['/$comment', '/$schema', '/doc']],
    ['field of another op', step({ op: 'end', expr: 1 }), ['/steps/0/expr']],
    ['body of a primitive', schema({ record: { a: { text: { max: 1 } } } }), ['/type/record/a/text/max']],
    ['escaped', schema({ record: { 'a/b~c': { text: {}, 'x/y': 1 } } }), ['/type/record/a~1b~0c/x~1y']],
    ['loser of two forms', guard({ bool: true, ref: '@a' }), ['/edges/0/when/bool']],
    ['inside an array read as a struct', plan({ edges: [['a', 'b', { bool: true, x: 1 }]] }), ['/edges/0/2/x']],
    ['nested kind', step({ op: 'end', $kind: 'x' }), ['/steps/0/$kind']],
    ['only of the form that won', assign({ list: [{ text: 'a', n: 1 }, { bogus: 1 }] }), []],
    ['inside kept JSON', assign({ a: { text: 'x', note: 1 } }), []],
    ['budget of a grant', manifest({ defaults: { cap_grants: [{ name: 'g', cap: 'c', params: { record: {} }, budget: {} }] } }), ['/defaults/cap_grants/0/budget']],
  ])('%s', (_, json, dropped) => {
    expect(identify(json)?.dropped).toEqual(dropped);
  });
});

describe('beyond AOS', () => {
  it('limits are hashed where they are given', () => {
    const limits = { effects: 8, output_bytes: 1024 };
    const identity = identify(manifest({ defaults: { limits } }));
    expect(identity?.node['defaults']).toEqual({ limits });
    expect(identity?.hash).not.toBe(identify(manifest({ defaults: {} }))?.hash);
    expect(identify(manifest({ defaults: { limits: null } }))?.hash).toBe(identify(manifest({ defaults: {} }))?.hash);
  });
});
