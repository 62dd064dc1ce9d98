// Values as canonical CBOR values, and the order and equality that follow from the bytes.
import { compareBytes, encodeCanonical, type CanonKey, type CanonValue } from '@nx-air/canon';
import type { Value } from './value.ts';

/**
 * The schema-typed form that AOS journals and hands to modules: records and maps are maps, variants
 * `{$tag, $value}` (`$value` left out for unit), sets sorted arrays, hash, uuid and dec128 text, time and
 * duration integers, unit and null the CBOR null.
 */
export function toCanon(value: Value): CanonValue {
  switch (value.t) {
    case 'null':
    case 'unit':
      return null;
    case 'list':
    case 'set':
      return value.v.map(toCanon);
    case 'map':
      return new Map(value.v.map(([key, item]) => [toKey(key), toCanon(item)]));
    case 'record':
      return new Map([...value.v].map(([name, field]) => [name, toCanon(field)]));
    case 'variant': {
      const entries: [string, CanonValue][] = [['$tag', value.tag]];
      if (value.value.t !== 'unit') entries.push(['$value', toCanon(value.value)]);
      return new Map(entries);
    }
    default:
      return value.v;
  }
}

/** Map keys are int, nat, text, hash or uuid (AIR `map.key`); the evaluator and the normaliser admit no other. */
function toKey(value: Value): CanonKey {
  if (value.t === 'int' || value.t === 'nat' || value.t === 'text' || value.t === 'hash' || value.t === 'uuid') return value.v;
  throw new TypeError(`a ${value.t} cannot be a map key`);
}

/** Canonical bytes of a value, with the self-describe prefix. */
export function encodeValue(value: Value): Uint8Array {
  return encodeCanonical(toCanon(value));
}

/** Order of canonical bytes; 0 exactly when the values have the same bytes. */
export function compareValues(left: Value, right: Value): number {
  if (left.t === 'text' && right.t === 'text' && left.v === right.v) return 0;
  return compareBytes(encodeValue(left), encodeValue(right));
}

export function equalValues(left: Value, right: Value): boolean {
  if (left.t === 'text' && right.t === 'text') return left.v === right.v;
  if (left.t === 'bool' && right.t === 'bool') return left.v === right.v;
  return compareValues(left, right) === 0;
}

/** A set from items in any order: sorted by canonical bytes, duplicates dropped. */
export function setOf(items: readonly Value[]): Value {
  const keyed = items.map((item) => ({ item, bytes: encodeValue(item) }));
  keyed.sort((left, right) => compareBytes(left.bytes, right.bytes));
  const unique = keyed.filter((entry, index) => {
    const previous = keyed[index - 1];
    return previous === undefined || compareBytes(previous.bytes, entry.bytes) !== 0;
  });
  return { t: 'set', v: unique.map((entry) => entry.item) };
}

/** A map from entries in any order: sorted by the key's canonical bytes; of equal keys the last one counts, as in AOS. */
export function mapOf(entries: readonly (readonly [Value, Value])[]): Value {
  const keyed = entries.map((entry) => ({ entry, bytes: encodeValue(entry[0]) }));
  keyed.sort((left, right) => compareBytes(left.bytes, right.bytes));
  const unique = keyed.filter((item, index) => {
    const next = keyed[index + 1];
    return next === undefined || compareBytes(next.bytes, item.bytes) !== 0;
  });
  return { t: 'map', v: unique.map((item) => item.entry) };
}
