// Every operator on every kind of argument, and references in every scope.
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '@nx-air/canon';
import { evaluate, list, mapOf, nat, parseExpr, record, scopeOf, setOf, text, UNIT, type Scope, type Value } from '../../src/runtime.ts';

const order: Value = record([
  ['id', text('o-1')],
  ['total', nat(7n)],
  ['note', { t: 'null' }],
  ['kind', { t: 'variant', tag: 'Fast', value: record([['by', nat(3n)]]) }],
  ['tags', mapOf([[text('a'), nat(1n)]])],
]);

const scope: Scope = scopeOf({
  input: order,
  event: record([['id', text('o-2')]]),
  variables: new Map([
    ['v', order],
    ['a.b', text('dotted')],
    ['a', record([['b', text('field')]])],
  ]),
  steps: new Map([['s', order]]),
});

function run(json: JsonValue): string {
  const parsed = parseExpr(json);
  if (!parsed.ok) return `no expression at '${parsed.fault.at}': ${parsed.fault.expected}`;
  const result = evaluate(parsed.expr, scope);
  return result.ok ? show(result.value) : `${result.fault.code} at '${result.fault.at}': ${result.fault.message}`;
}

function show(value: Value): string {
  switch (value.t) {
    case 'list':
    case 'set':
      return `${value.t} ${value.v.map(show).join(' | ')}`;
    case 'map':
      return `map ${value.v.map(([key, item]) => `${show(key)} -> ${show(item)}`).join(' | ')}`;
    case 'record':
      return `record ${[...value.v].map(([name, field]) => `${name}=${show(field)}`).join(' ')}`;
    case 'variant':
      return `${value.tag}(${show(value.value)})`;
    case 'null':
    case 'unit':
      return value.t;
    case 'bytes':
      return `bytes ${Buffer.from(value.v).toString('hex')}`;
    default:
      return `${value.t} ${String(value.v)}`;
  }
}

const op = (name: string, ...args: JsonValue[]): JsonValue => ({ op: name, args });
const t = (v: string): JsonValue => ({ text: v });
const n = (v: number | bigint): JsonValue => ({ nat: v });
const i = (v: number | bigint): JsonValue => ({ int: v });
const ref = (v: string): JsonValue => ({ ref: v });

const MAX = 2n ** 64n - 1n;

describe('operators', () => {
  test.each<[string, JsonValue, string]>([
    ['len of text counts code points', op('len', t('a😀é')), 'nat 3'],
    ['len of bytes', op('len', { bytes_b64: 'AAEC' }), 'nat 3'],
    ['len of a list', op('len', { list: [n(1), n(1)] }), 'nat 2'],
    ['len of a set drops duplicates', op('len', { set: [n(1), n(1)] }), 'nat 1'],
    ['len of a record', op('len', { record: { a: n(1) } }), 'nat 1'],
    ['len of a number', op('len', n(1)), "type at '': expected text, bytes, list, set, map or record, got nat"],
    ['get from a list', op('get', { list: [n(4), n(5)] }, n(1)), 'nat 5'],
    ['get past the end', op('get', { list: [n(4)] }, n(1)), "index_out_of_range at '': index 1 of a list of 1"],
    ['get at a negative index', op('get', { list: [n(4)] }, i(-1)), "index_out_of_range at '': index -1 of a list of 1"],
    ['get from a map', op('get', { map: [{ key: t('a'), value: n(1) }] }, t('a')), 'nat 1'],
    ['get an absent key', op('get', { map: [] }, t('a')), "missing_key at '': the map has no such key"],
    ['get a field', op('get', ref('@plan.input'), t('total')), 'nat 7'],
    ['get an absent field', op('get', ref('@plan.input'), t('x')), "missing_field at '': no field x"],
    ['get from text', op('get', t('a'), n(0)), "type at '': expected list, map or record, got text"],
    ['has in a set', op('has', { set: [t('a')] }, t('a')), 'bool true'],
    ['has in a list', op('has', { list: [t('a')] }, t('b')), 'bool false'],
    ['has in a map', op('has', ref('@plan.input.tags'), t('a')), 'bool true'],
    ['has in a record', op('has', ref('@plan.input'), t('id')), 'bool true'],
    ['eq across nat and int', op('eq', n(1), i(1)), 'bool true'],
    ['eq of records ignores field order', op('eq', { record: { a: n(1), b: n(2) } }, { record: { b: n(2), a: n(1) } }), 'bool true'],
    ['eq of null and null', op('eq', ref('@plan.input.note'), { null: {} }), 'bool true'],
    ['ne', op('ne', t('a'), t('b')), 'bool true'],
    ['lt on numbers of two types', op('lt', i(-1), n(0)), 'bool true'],
    ['le', op('le', n(1), n(1)), 'bool true'],
    ['gt on text goes by code points', op('gt', t('\u{1F600}'), t('\uFF5E')), 'bool true'],
    ['ge on time and nat', op('ge', { time_ns: 5 }, n(5)), 'bool true'],
    ['lt on decimals goes by value', op('lt', { dec128: '9.5' }, { dec128: '10' }), 'bool true'],
    ['lt on text and number', op('lt', t('1'), n(1)), "type at '': expected two numbers, two texts or two decimals, got text"],
    ['and', op('and', { bool: true }, { bool: true }, { bool: false }), 'bool false'],
    ['and stops at the first false', op('and', { bool: false }, op('lt', t('x'), n(1))), 'bool false'],
    ['and with text', op('and', { bool: true }, t('x')), "type at '': expected bool, got text"],
    ['or stops at the first true', op('or', { bool: true }, op('not', t('x'))), 'bool true'],
    ['not', op('not', { bool: true }), 'bool false'],
    ['concat', op('concat', t('a'), t('b')), 'text ab'],
    ['concat with a number', op('concat', t('a'), n(1)), "type at '': expected text, got nat"],
    ['add of nats', op('add', n(2), n(3)), 'nat 5'],
    ['add past the range', op('add', n(MAX), n(1)), "overflow at '': add leaves the range of its type"],
    ['add of int and nat', op('add', i(-2), n(3)), 'int 1'],
    ['sub of nats stays a nat', op('sub', n(3), n(2)), 'nat 1'],
    ['sub of nats below zero is an int', op('sub', n(2), n(3)), 'int -1'],
    ['mul past the range', op('mul', i(2n ** 62n), i(2)), "overflow at '': mul leaves the range of its type"],
    ['div truncates toward zero', op('div', i(-7), i(2)), 'int -3'],
    ['mod keeps the sign of the dividend', op('mod', i(-7), i(2)), 'int -1'],
    ['div by zero', op('div', n(1), n(0)), "division_by_zero at '': division by zero"],
    ['mod by zero', op('mod', n(1), n(0)), "division_by_zero at '': remainder of a division by zero"],
    ['decimals add exactly', op('add', { dec128: '0.1' }, { dec128: '0.2' }), 'dec128 0.3'],
    ['decimals that need more digits', op('mul', { dec128: '1.000000000000000001' }, { dec128: '1.0000000000000000000001' }), "overflow at '': mul leaves the range of its type"],
    ['decimals do not divide', op('div', { dec128: '1' }, { dec128: '2' }), "type at '': div is not defined for dec128"],
    ['starts_with', op('starts_with', t('abc'), t('ab')), 'bool true'],
    ['ends_with', op('ends_with', t('abc'), t('bc')), 'bool true'],
    ['contains in text', op('contains', t('abc'), t('')), 'bool true'],
    ['contains in bytes', op('contains', { bytes_b64: 'AAEC' }, { bytes_b64: 'AQI=' }), 'bool true'],
    ['contains in a list', op('contains', { list: [t('a')] }, t('a')), 'bool true'],
    ['contains in a number', op('contains', n(1), n(1)), "type at '': expected text, bytes, list, set or map, got nat"],
    ['hash_bytes of nothing', op('hash_bytes', { bytes_b64: '' }), 'hash sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['hash_bytes of text', op('hash_bytes', t('')), "type at '': expected bytes, got text"],
    ['too many arguments', op('not', { bool: true }, { bool: true }), "arity at '': not takes 1 argument, got 2"],
    ['too few arguments', op('eq', n(1)), "arity at '': eq takes 2 arguments, got 1"],
    ['a fault names the innermost node', op('not', op('lt', t('x'), n(1))), "type at '/args/0': expected two numbers, two texts or two decimals, got text"],
    ['a set of records', { set: [{ record: {} }] }, "type at '': expected int, nat, text, hash or uuid as key, got record"],
    ['a variant without a value', { variant: { tag: 'None' } }, 'None(unit)'],
  ])('%s', (_name, json, expected) => {
    expect(run(json)).toBe(expected);
  });
});

describe('references', () => {
  test.each<[string, string]>([
    ['@plan.input.id', 'text o-1'],
    ['@event.id', 'text o-2'],
    ['@var:v.total', 'nat 7'],
    ['@var:a.b', 'text dotted'],
    ['@step:s.kind.$tag', 'text Fast'],
    ['@step:s.kind.$value.by', 'nat 3'],
    ['@plan.input.tags.a', 'nat 1'],
    ['@plan.input.tags.z', "missing_key at '': @plan.input.tags.z: no key z"],
    ['@plan.input.nope', "missing_field at '': @plan.input.nope: no field nope"],
    ['@plan.input.note.x', "type at '': @plan.input.note.x: null has no field x"],
    ['@var:none', "unbound at '': @var:none is not bound"],
    ['@step:none.x', "unbound at '': @step:none.x is not bound"],
    ['@plan.input.', "no expression at '': a reference: @plan.input…, @event…, @var:NAME… or @step:ID…"],
    ['@plan.inputs', "no expression at '': a reference: @plan.input…, @event…, @var:NAME… or @step:ID…"],
    ['@var:', "no expression at '': a reference: @plan.input…, @event…, @var:NAME… or @step:ID…"],
  ])('%s', (reference, expected) => {
    expect(run({ ref: reference })).toBe(expected);
  });
});

test('`hash` tells types apart that share their CBOR', () => {
  const hashes = [n(1), i(1), { time_ns: 1 }, { duration_ns: 1 }, t('1'), { null: {} }].map((json) => run(op('hash', json)));
  expect(new Set(hashes).size).toBe(hashes.length);
});

test('`hash` is over the externally tagged value, as AOS computes it', async () => {
  const { hashValue } = await import('@nx-air/canon');
  expect(run(op('hash', t('x')))).toBe(`hash ${hashValue({ Text: 'x' })}`);
  expect(run(op('hash', { list: [n(1)] }))).toBe(`hash ${hashValue({ List: [{ Nat: 1 }] })}`);
  expect(run(op('hash', { record: { a: { bool: true } } }))).toBe(`hash ${hashValue({ Record: { a: { Bool: true } } })}`);
  expect(show(list([UNIT, setOf([text('b'), text('a')])]))).toBe('list unit | set text a | text b');
});
