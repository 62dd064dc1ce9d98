// Writes a value of the closed domain as canonical bytes in one pass, and refuses everything else.
// cbor-x only decodes here: it sorts nothing, writes integers above 32 bits as floats, small bigints in nine bytes and
// lone surrogates as broken UTF-8, so all it would encode had to be copied into ordered maps first.
import { CborBuffer } from './cbor-buffer.ts';
import { compareAsciiKeys, compareKeys, compareTextKeys, isAscii } from './cbor-key-order.ts';
import { CanonError } from './errors.ts';
import { joinPointer } from './pointer.ts';
import { isWellFormed } from './utf8.ts';
import { INT_MAX, INT_MIN, MAX_DEPTH } from './value.ts';
import type { CanonKey } from './value.ts';

const [TEXT, BYTES, ARRAY, MAP] = [0x60, 0x40, 0x80, 0xa0];

// Keys and indices from the root to the container in work; read only when something is refused.
const path: unknown[] = [];

/** Appends to `out`. Throws `CanonError` `not_encodable` naming the place as a JSON pointer. */
export function writeCanonical(out: CborBuffer, value: unknown): void {
  write(out, value, 0);
}

function write(out: CborBuffer, value: unknown, depth: number): void {
  switch (typeof value) {
    case 'string':
      return writeText(out, value, depth);
    case 'number':
      return writeNumber(out, value, depth);
    case 'boolean':
      return out.byte(value ? 0xf5 : 0xf4);
    case 'bigint':
      return writeBigint(out, value, depth);
    case 'object':
      break;
    case 'undefined':
    case 'function':
    case 'symbol':
      refuse(depth, typeof value);
  }
  if (value === null) return out.byte(0xf6);
  if (value instanceof Uint8Array) return out.sized(BYTES, value);
  if (depth >= MAX_DEPTH) refuseDepth(depth);
  if (Array.isArray(value)) return writeArray(out, value, depth);
  if (value instanceof Map) return writeMap(out, value, depth);
  if (!isPlain(value)) refuse(depth, 'an instance of a class');
  writeObject(out, value, depth);
}

function writeText(out: CborBuffer, text: string, depth: number): void {
  if (out.asciiText(TEXT, text)) return;
  if (!isWellFormed(text)) refuse(depth, 'text with a lone surrogate');
  out.text(TEXT, text);
}

function writeNumber(out: CborBuffer, value: number, depth: number): void {
  if (!Number.isSafeInteger(value)) {
    refuse(depth, Number.isInteger(value) ? 'a number beyond the safe integers (use bigint)' : 'a float');
  }
  if (value === 0 && Object.is(value, -0)) refuse(depth, 'a float');
  if (value >= 0) out.head(0, value);
  else out.head(0x20, -1 - value);
}

function writeBigint(out: CborBuffer, value: bigint, depth: number): void {
  if (value < INT_MIN || value > INT_MAX) refuse(depth, 'an integer outside -2^63..2^64-1');
  if (value >= 0n) out.wideHead(0, value);
  else out.wideHead(0x20, -1n - value);
}

function writeArray(out: CborBuffer, value: readonly unknown[], depth: number): void {
  out.head(ARRAY, value.length);
  for (let index = 0; index < value.length; index += 1) {
    path[depth] = index;
    write(out, value[index], depth + 1);
  }
}

function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function writeObject(out: CborBuffer, value: Readonly<Record<string, unknown>>, depth: number): void {
  const keys = Object.keys(value);
  if (Object.getOwnPropertySymbols(value).length > 0) refuse(depth, 'a symbol as key');
  sortTextKeys(keys);
  out.head(MAP, keys.length);
  for (const key of keys) {
    path[depth] = key;
    if (!out.asciiText(TEXT, key)) {
      if (!isWellFormed(key)) refuse(depth + 1, 'a key with a lone surrogate');
      out.text(TEXT, key);
    }
    write(out, value[key], depth + 1);
  }
}

/** Most objects have few keys, many of them in order. */
function sortTextKeys(keys: string[]): void {
  if (keys.length < 2) return;
  const compare = keys.every(isAscii) ? compareAsciiKeys : compareTextKeys;
  if (keys.length > 12) {
    keys.sort(compare);
    return;
  }
  for (let next = 1; next < keys.length; next += 1) {
    const key = keys[next] ?? '';
    let at = next;
    for (; at > 0; at -= 1) {
      const before = keys[at - 1] ?? '';
      if (compare(before, key) <= 0) break;
      keys[at] = before;
    }
    keys[at] = key;
  }
}

function writeMap(out: CborBuffer, value: ReadonlyMap<unknown, unknown>, depth: number): void {
  out.head(MAP, value.size);
  writeEntries(out, isAscending(value, depth) ? value : sortEntries(value, depth), depth);
}

/** The entries in the order of canonical bytes. Throws as `writeCanonical` does for a key that has none. */
export function inKeyOrder<K extends CanonKey, T>(entries: ReadonlyMap<K, T>): Iterable<readonly [CanonKey, T]> {
  return isAscending(entries, 0) ? entries : sortEntries(entries, 0);
}

/** Maps that were decoded, or written in this order, need no sorting. */
function isAscending<T>(value: ReadonlyMap<unknown, T>, depth: number): value is ReadonlyMap<CanonKey, T> {
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

function sortEntries<T>(value: ReadonlyMap<unknown, T>, depth: number): readonly (readonly [CanonKey, T])[] {
  const entries = Array.from(value, ([key, item]): readonly [CanonKey, T] => {
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

function writeEntries(out: CborBuffer, entries: Iterable<readonly [CanonKey, unknown]>, depth: number): void {
  for (const [key, item] of entries) {
    path[depth] = key;
    write(out, key, depth + 1);
    write(out, item, depth + 1);
  }
}

/** The one form of equal keys: integers of 32 bits are numbers, larger ones bigints. */
function prepareKey(key: unknown, depth: number): CanonKey {
  if (key instanceof Uint8Array) return key;
  if (typeof key === 'number') return prepareNumber(key, depth);
  if (typeof key === 'bigint') return prepareBigint(key, depth);
  if (typeof key !== 'string') refuse(depth, 'a map key that is neither text, integer nor bytes');
  if (!isWellFormed(key)) refuse(depth, 'a key with a lone surrogate');
  return key;
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

/** @param depth how many members of the path are known */
export function refuseDepth(depth = 0): never {
  refuse(depth, `nesting deeper than ${MAX_DEPTH}`);
}

function refuse(depth: number, what: string): never {
  const place = joinPointer('', ...path.slice(0, depth).map(segment => String(segment)));
  path.length = 0;
  throw new CanonError('not_encodable', `${what} at '${place}' has no canonical bytes`, {
    hint: 'use null, booleans, integers, well-formed text, bytes, arrays and maps',
  });
}
