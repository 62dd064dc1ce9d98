// The boundary between data and typed values, in both forms.
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { decodeCanonical, type CanonValue, type JsonValue } from '@nx-air/canon';
import { encodeValue, normaliseValue, Schemas, termOf, type DataForm, type Value } from '../src/runtime.ts';

const types: Record<string, JsonValue> = {
  'a.b/Order@1': {
    record: {
      id: { text: {} },
      note: { option: { text: {} } },
      kind: { variant: { Fast: { unit: {} }, Slow: { record: { by: { nat: {} } } }, Maybe: { option: { nat: {} } } } },
    },
  },
  'a.b/Tree@1': { record: { value: { nat: {} }, children: { list: { ref: 'a.b/Tree@1' } } } },
  'a.b/Loop@1': { ref: 'a.b/Loop@1' },
};
const schemas = new Schemas((name) => types[name]);

function run(type: JsonValue, data: CanonValue, form: DataForm = 'cbor'): string {
  const term = termOf(type);
  if (!term) return 'no term';
  const result = normaliseValue(data, term, schemas, form);
  return result.ok ? Buffer.from(encodeValue(result.value)).toString('hex').slice(6) : `${result.fault.path}: expected ${result.fault.expected}, got ${result.fault.actual}`;
}

const ORDER = { ref: 'a.b/Order@1' };

describe('normaliseValue', () => {
  test.each<[string, JsonValue, CanonValue, DataForm, string]>([
    ['a missing option field becomes null', ORDER, { id: 'x', kind: { Fast: null } }, 'cbor', 'a36269646178646b696e64a164247461676446617374646e6f7465f6'],
    ['an unknown field', ORDER, { id: 'x', kind: { Fast: null }, z: 1 }, 'cbor', '.z: expected no such field, got 1'],
    ['a missing field', ORDER, { id: 'x' }, 'cbor', '.kind: expected a value for this field, got null'],
    ['an unknown arm', ORDER, { id: 'x', kind: { $tag: 'Other' } }, 'cbor', '.kind: expected one of the arms Fast, Maybe, Slow, got map'],
    ['an arm without its value', ORDER, { id: 'x', kind: { $tag: 'Slow' } }, 'cbor', '.kind.$value: expected a value for arm Slow, got null'],
    ['a member beside $tag and $value', ORDER, { id: 'x', kind: { $tag: 'Fast', more: 1 } }, 'cbor', '.kind: expected one of the arms Fast, Maybe, Slow, got map'],
    ['text as nat in CBOR', { nat: {} }, '5', 'cbor', ': expected nat, got "5"'],
    ['text as nat in JSON', { nat: {} }, '18446744073709551615', 'json', '1bffffffffffffffff'],
    ['a nat past its range', { nat: {} }, '18446744073709551616', 'json', ': expected nat, got "18446744073709551616"'],
    ['a negative nat', { nat: {} }, -1, 'cbor', ': expected nat, got -1'],
    ['a float', { int: {} }, 1.5, 'cbor', ': expected int, got 1.5'],
    ['bytes as base64 in JSON', { bytes: {} }, 'AAE=', 'json', '420001'],
    ['bytes that are no base64', { bytes: {} }, 'A', 'json', ': expected bytes, got "A"'],
    ['text as bytes in CBOR', { bytes: {} }, 'AAE=', 'cbor', ': expected bytes, got "AAE="'],
    ['a set is sorted and loses duplicates', { set: { text: {} } }, ['bb', 'a', 'bb'], 'cbor', '826161626262'],
    ['a map as object', { map: { key: { text: {} }, value: { nat: {} } } }, { b: 1, a: 2 }, 'json', 'a2616102616201'],
    ['a map as pairs', { map: { key: { nat: {} }, value: { nat: {} } } }, [[2, 1], [1, 1]], 'json', 'a201010201'],
    ['pairs are no map in CBOR', { map: { key: { nat: {} }, value: { nat: {} } } }, [[2, 1]], 'cbor', ': expected map, got list of 1'],
    ['a hash in upper case', { hash: {} }, `sha256:${'AB'.repeat(32)}`, 'cbor', `7847${Buffer.from(`sha256:${'ab'.repeat(32)}`).toString('hex')}`],
    ['a short hash', { hash: {} }, 'sha256:00', 'cbor', ': expected hash, got "sha256:00"'],
    ['a uuid', { uuid: {} }, 'nope', 'cbor', ': expected uuid, got "nope"'],
    ['a decimal', { dec128: {} }, '1.50', 'cbor', '64312e3530'],
    ['a decimal with too many digits', { dec128: {} }, `0.${'1'.repeat(35)}`, 'cbor', `: expected dec128, got "0.${'1'.repeat(35)}"`],
    ['unit', { unit: {} }, null, 'cbor', 'f6'],
    ['a recursive schema', { ref: 'a.b/Tree@1' }, { value: 1, children: [{ value: 2, children: [{ value: -1, children: [] }] }] }, 'cbor', '.children[0].children[0].value: expected nat, got -1'],
    ['an endless schema', { ref: 'a.b/Loop@1' }, 1, 'cbor', ': expected a known schema (a.b/Loop@1), got 1'],
    ['an unknown schema', { ref: 'a.b/None@1' }, 1, 'cbor', ': expected a known schema (a.b/None@1), got 1'],
    ['a built-in schema', { ref: 'sys/SecretRef@1' }, { alias: 'k', version: 1 }, 'cbor', 'a265616c696173616b6776657273696f6e01'],
    ['a hostile key', ORDER, JSON.parse('{"id":"x","kind":{"Fast":null},"__proto__":{"note":"x"}}'), 'cbor', '.__proto__: expected no such field, got map'],
  ])('%s', (_name, type, data, form, expected) => {
    expect(run(type, data, form)).toBe(expected);
  });

  test('a normalised value survives encoding, decoding and normalising again', () => {
    const value: fc.Arbitrary<Value> = fc.oneof(
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((v): Value => ({ t: 'nat', v })),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((v): Value => ({ t: 'int', v })),
      fc.string({ unit: 'grapheme' }).map((v): Value => ({ t: 'text', v })),
      fc.uint8Array().map((v): Value => ({ t: 'bytes', v })),
    );
    fc.assert(
      fc.property(value, (original) => {
        const term = termOf({ [original.t]: {} });
        const again = term && normaliseValue(decodeCanonical(encodeValue(original)), term, schemas);
        expect(again).toEqual({ ok: true, value: original });
      }),
      { seed: 20_261_120, verbose: true },
    );
  });
});
