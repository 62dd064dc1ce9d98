// What a round trip shares with the JSON it was given, and what it must not share.
import { readJson } from '@nx-air/canon';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { describe, expect, it } from 'vitest';
import { identify } from '../../src/identity.ts';

const TYPE = '{"record":{"id":{"text":{}},"parts":{"list":{"variant":{"A":{"unit":{}},"B":{"ref":"t/B@1"}}}}}}';
const text = (type: string): string => `{"$kind":"defschema","name":"t/A@1","type":${type}}`;
const isObject = (value: JsonValue | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

function read(source: string): JsonObject {
  const { value } = readJson(source);
  if (!isObject(value)) throw new Error('an object is expected');
  return value;
}

/** The value and all objects below it. */
function objectsIn(value: JsonValue): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

describe('identify', () => {
  it('shares what it keeps as it is', () => {
    const json = read(text(TYPE));
    expect(identify(json)?.node['type']).toBe(json['type']);
  });

  it.each([
    ['a schema', text(TYPE)],
    ['a plan', '{"$kind":"defplan","name":"t/a@1","input":"t/A@1","steps":[{"id":"e","op":"end","result":{"list":[{"op":"not","args":[{"bool":true}]}]}}],"edges":[{"from":"e","to":"e"}]}'],
  ])('%s in the order of its fields is shared as a whole', (_label, source) => {
    const json = read(source);
    expect(identify(json)?.node).toBe(json);
  });

  it.each([
    ['arrays and objects', (inner: JsonValue): JsonValue => ({ list: [inner] })],
    ['arrays in arrays in objects', (inner: JsonValue): JsonValue => [{ record: { a: [inner] } }]],
    ['lists that stand for entries', (inner: JsonValue): JsonValue => ({ map: [[{ text: 'k' }, [inner]]] })],
  ])('reads %s, nested as deep as can be, in one pass', (_label, wrap) => {
    const json = (expr: JsonValue): JsonObject => ({ $kind: 'defplan', name: 't/a@1', input: 't/A@1', steps: [{ id: 'a', op: 'assign', expr, bind: { as: 'x' } }] });
    let depth = 0;
    for (let expr: JsonValue = { nat: 1 }; identify(json(expr)) !== undefined; expr = wrap(expr)) depth += 1;
    expect(depth).toBeGreaterThan(25);
  });

  it.each([
    ['an ignored key', TYPE.replace('{"id"', '{"$comment":{"text":{}},"id"')],
    ['an unknown key', TYPE.replace('"ref":"t/B@1"', '"ref":"t/B@1","more":1')],
    ['a struct written as a list', '{"record":{"id":["text"]}}'],
    ['a unit with members', TYPE.replace('"unit":{}', '"unit":{"x":1}')],
  ])('%s: the given JSON stays as it was', (_label, type) => {
    const json = read(text(type));
    const before = JSON.stringify(json);
    identify(json);
    expect(JSON.stringify(json)).toBe(before);
  });

  it('another order of keys gives the order of the fields, and the same hash', () => {
    const inOrder = text('{"map":{"key":{"text":{}},"value":{"nat":{}}}}');
    const identity = identify(read('{"type":{"map":{"value":{"nat":{}},"key":{"text":{}}}},"$kind":"defschema","name":"t/A@1"}'));
    expect(JSON.stringify(identity?.node)).toBe(inOrder);
    expect(identity?.hash).toBe(identify(read(inOrder))?.hash);
  });

  it('objects with a prototype are copied into ones without', () => {
    const identity = identify(JSON.parse(text(TYPE)));
    const objects = objectsIn(identity?.node ?? {});
    expect(objects.length).toBeGreaterThan(8);
    expect(objects.filter((object) => Object.getPrototypeOf(object) !== null)).toEqual([]);
    expect(identity?.hash).toBe(identify(read(text(TYPE)))?.hash);
  });
});
