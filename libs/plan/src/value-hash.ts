// The hash of a value as the AIR operator `hash` computes it.
import { hashValue, type CanonValue, type Hash } from '@nx-air/canon';
import type { Value } from './value.ts';

/**
 * AOS hashes the evaluator's value with its type name around it (`{"Text": "x"}`, `"Unit"`), not the plain CBOR. A map
 * is hashed as its sorted pairs: AOS would need map keys that are maps, whose order it does not define.
 */
export function hashOfValue(value: Value): Hash {
  return hashValue(tagged(value));
}

function tagged(value: Value): CanonValue {
  switch (value.t) {
    case 'null':
      return 'Null';
    case 'unit':
      return 'Unit';
    case 'list':
      return named('List', value.v.map(tagged));
    case 'set':
      return named('Set', value.v.map(tagged));
    case 'map':
      return named('Map', value.v.map(([key, item]) => [tagged(key), tagged(item)]));
    case 'record':
      return named('Record', new Map([...value.v].map(([name, field]) => [name, tagged(field)])));
    case 'variant':
      return named('Record', new Map([['$tag', named('Text', value.tag)], ['$value', tagged(value.value)]]));
    default:
      return named(PRIMITIVE_NAMES[value.t], value.v);
  }
}

const PRIMITIVE_NAMES = {
  bool: 'Bool',
  int: 'Int',
  nat: 'Nat',
  dec128: 'Dec128',
  bytes: 'Bytes',
  text: 'Text',
  time: 'TimeNs',
  duration: 'DurationNs',
  hash: 'Hash',
  uuid: 'Uuid',
} as const;

function named(name: string, body: CanonValue): CanonValue {
  return new Map([[name, body]]);
}
