// Turns a value of the closed domain into the one form that cbor-x writes canonically, and refuses everything else.
// cbor-x alone sorts nothing, writes integers above 32 bits as floats, small bigints in nine bytes, lone surrogates as
// broken UTF-8, and accepts dates, sets, class instances and undefined.
import { compareAsciiKeys, compareKeys, compareTextKeys, isAscii } from './cbor-key-order.ts';
import { CanonError } from './errors.ts';
import { joinPointer } from './pointer.ts';
import { isWellFormed } from './utf8.ts';
import { INT_MAX, INT_MIN, MAX_DEPTH } from './value.ts';
import type { CanonKey } from './value.ts';

export type Prepared =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly Prepared[]
  | ReadonlyMap<CanonKey, Prepared>;

// Keys and indices from the root to the container in work; read only when something is refused.
const path: unknown[] = [];

/** Throws `CanonError` `not_encodable` naming the place as a JSON pointer. */
export function prepareValue(value: unknown): Prepared {
  return prepare(value, 0);
}

function prepare(value: unknown, depth: number): Prepared {
  switch (typeof value) {
    case 'string':
      if (!isWellFormed(value)) refuse(depth, 'text with a lone surrogate');
      return value;
    case 'number':
      return prepareNumber(value, depth);
    case 'boolean':
      return value;
    case 'bigint':
      return prepareBigint(value, depth);
    case 'object':
      break;
    case 'undefined':
    case 'function':
    case 'symbol':
      refuse(depth, typeof value);
  }
  if (value === null) return null;
  if (depth >= MAX_DEPTH && !(value instanceof Uint8Array)) refuse(depth, `nesting deeper than ${MAX_DEPTH}`);
  if (Array.isArray(value)) return prepareArray(value, depth);
  if (value instanceof Uint8Array) return value;
  if (value instanceof Map) return prepareMap(value, depth);
  if (!isPlain(value)) refuse(depth, 'an instance of a class');
  return prepareObject(value, depth);
}

function prepareNumber(value: number, depth: number): number | bigint {
  if (!Number.isSafeInteger(value)) {
    refuse(depth, Number.isInteger(value) ? 'a number beyond the safe integers (use bigint)' : 'a float');
  }
  if (value === 0 && Object.is(value, -0)) refuse(depth, 'a float');
  return value > 0xffff_ffff || value < -0x1_0000_0000 ? BigInt(value) : value;
}

function prepareBigint(value: bigint, depth: number): number | bigint {
  if (value < INT_MIN || value > INT_MAX) refuse(depth, 'an integer outside -2^63..2^64-1');
  return value > 0xffff_ffffn || value < -0x1_0000_0000n ? value : Number(value);
}

function prepareArray(value: readonly unknown[], depth: number): readonly Prepared[] {
  const items = new Array<Prepared>(value.length);
  for (let index = 0; index < value.length; index += 1) {
    path[depth] = index;
    items[index] = prepare(value[index], depth + 1);
  }
  return items;
}

function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function prepareObject(value: Readonly<Record<string, unknown>>, depth: number): ReadonlyMap<CanonKey, Prepared> {
  const keys = Object.keys(value);
  if (Object.getOwnPropertySymbols(value).length > 0) refuse(depth, 'a symbol as key');
  if (keys.length > 1) keys.sort(keys.every(isAscii) ? compareAsciiKeys : compareTextKeys);
  const map = new Map<CanonKey, Prepared>();
  for (const key of keys) {
    path[depth] = key;
    if (!isWellFormed(key)) refuse(depth + 1, 'a key with a lone surrogate');
    map.set(key, prepare(value[key], depth + 1));
  }
  return map;
}

function prepareMap(value: ReadonlyMap<unknown, unknown>, depth: number): ReadonlyMap<CanonKey, Prepared> {
  return isAscending(value, depth) ? prepareItems(value, depth) : prepareItems(sortEntries(value, depth), depth);
}

/** Maps that were decoded, or written in this order, need no sorting. */
function isAscending(value: ReadonlyMap<unknown, unknown>, depth: number): value is ReadonlyMap<CanonKey, unknown> {
  let previous: CanonKey | undefined;
  for (const key of value.keys()) {
    path[depth] = key;
    const prepared = prepareKey(key, depth + 1);
    // A key in another form than its bytes have is put right by sorting.
    if (prepared !== key || (previous !== undefined && compareKeys(previous, prepared) >= 0)) return false;
    previous = prepared;
  }
  return true;
}

function sortEntries(value: ReadonlyMap<unknown, unknown>, depth: number): readonly (readonly [CanonKey, unknown])[] {
  const entries = Array.from(value, ([key, item]): readonly [CanonKey, unknown] => {
    path[depth] = key;
    return [prepareKey(key, depth + 1), item];
  });
  entries.sort((left, right) => compareKeys(left[0], right[0]));
  let previous: CanonKey | undefined;
  for (const [key] of entries) {
    path[depth] = key;
    if (previous !== undefined && compareKeys(previous, key) === 0) refuse(depth + 1, 'two keys with equal bytes');
    previous = key;
  }
  return entries;
}

function prepareItems(entries: Iterable<readonly [CanonKey, unknown]>, depth: number): ReadonlyMap<CanonKey, Prepared> {
  const map = new Map<CanonKey, Prepared>();
  for (const [key, item] of entries) {
    path[depth] = key;
    map.set(key, prepare(item, depth + 1));
  }
  return map;
}

function prepareKey(key: unknown, depth: number): CanonKey {
  if (key instanceof Uint8Array) return key;
  if (typeof key === 'number') return prepareNumber(key, depth);
  if (typeof key === 'bigint') return prepareBigint(key, depth);
  if (typeof key !== 'string') refuse(depth, 'a map key that is neither text, integer nor bytes');
  if (!isWellFormed(key)) refuse(depth, 'a key with a lone surrogate');
  return key;
}

function refuse(depth: number, what: string): never {
  const place = joinPointer('', ...path.slice(0, depth).map(segment => String(segment)));
  path.length = 0;
  throw new CanonError('not_encodable', `${what} at '${place}' has no canonical bytes`, {
    hint: 'use null, booleans, integers, well-formed text, bytes, arrays and maps',
  });
}
