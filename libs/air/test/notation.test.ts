// The notation of the built-in tables, and that a broken table is noticed.
import { describe, expect, it } from 'vitest';
import { parseTable } from '../src/builtins/notation.ts';
import { AirError } from '../src/errors.ts';

describe('parseTable', () => {
  it.each([
    ['A@1 = text', { text: {} }],
    ['A@1 = {}', { record: {} }],
    ['A@1 = {a: nat, b: option<list<hash>>}', { record: { a: { nat: {} }, b: { option: { list: { hash: {} } } } } }],
    ['A@1 = <X: unit | Y: {z: int}>', { variant: { X: { unit: {} }, Y: { record: { z: { int: {} } } } } }],
    ['A@1 = map<text,B@2>', { map: { key: { text: {} }, value: { ref: 'sys/B@2' } } }],
    ['A@1 = set<bytes>', { set: { bytes: {} } }],
    ['\n  A@1\n=\n{\n a:text}\n', { record: { a: { text: {} } } }],
  ])('%j', (table, type) => {
    expect(Object.fromEntries(parseTable(table))).toEqual({ 'sys/A@1': type });
  });

  it('reads several definitions and keeps their order', () => {
    expect([...parseTable('B@1 = text A@1 = {}\nC.d@12 = nat').keys()]).toEqual(['sys/B@1', 'sys/A@1', 'sys/C.d@12']);
    expect(parseTable('').size).toBe(0);
  });

  it.each([
    ['A@1', 'ends inside'],
    ['A@1 =', 'ends inside'],
    ['A@1 = {a: text', 'ends inside'],
    ['A@1 = {a text}', 'expected :'],
    ['A@1 = {a: text b: text}', 'expected ,'],
    ['A@1 = {a: text | b: text}', 'expected ,'],
    ['A@1 = list<text', 'ends inside'],
    ['A@1 = map<text>', 'expected ,'],
    ['A@1 text', 'expected ='],
    ['A@1 = ;', 'no token at 5'],
  ])('%j is a bug: %s', (table, detail) => {
    expect(() => parseTable(table)).toThrow(AirError);
    expect(() => parseTable(table)).toThrow(detail);
  });

  it('makes objects that hold any key', () => {
    const [type] = parseTable('A@1 = {constructor: text}').values();
    expect(JSON.stringify(type)).toBe('{"record":{"constructor":{"text":{}}}}');
  });
});
