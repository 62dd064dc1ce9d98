// A record with known fields, read as serde reads a Rust struct: from an object, or from an array in field order.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { below, isEmpty, joined } from './compound.ts';
import { emptyObject, isBare, isJsonArray, isJsonObject, kept, member, NOTHING_DROPPED } from './reader.ts';
import type { Memo, Reader, Typed } from './reader.ts';
import { pointerTo } from './scalar.ts';

/**
 * What becomes of a field that is absent, null or empty:
 * `required` must be there; `optional` may be absent or null and is then left out of the hash;
 * `nonempty` may be absent (not null) and is left out when empty; `default` is filled when absent (not null).
 */
export interface Field {
  readonly name: string;
  readonly rule: 'required' | 'optional' | 'nonempty' | 'default';
  readonly reader: Reader;
  readonly fallback?: JsonValue;
}

export const required = (name: string, reader: Reader): Field => ({ name, rule: 'required', reader });
export const optional = (name: string, reader: Reader): Field => ({ name, rule: 'optional', reader });
export const nonempty = (name: string, reader: Reader): Field => ({ name, rule: 'nonempty', reader });
export const defaulted = (name: string, reader: Reader, fallback: JsonValue): Field => ({
  name,
  rule: 'default',
  reader,
  fallback,
});

export interface StructOptions {
  /** Read from objects only, as Rust struct variants of untagged enums and structs with flattened parts are. */
  readonly objectOnly?: boolean;
  /** Refuse unknown keys instead of dropping them. */
  readonly closed?: boolean;
  /** Keys that are neither fields nor dropped, because the caller reads them. */
  readonly handled?: readonly string[];
}

export function struct(fields: readonly Field[], options: StructOptions = {}): Reader {
  const expected = new Set([...fields.map(({ name }) => name), ...(options.handled ?? [])]);
  const needed = fields.filter(({ rule }) => rule === 'required').map(({ name }) => name);
  return (json, memo) => {
    if (isJsonArray(json)) {
      if (options.objectOnly || json.length > fields.length) return undefined;
      return readFields(fields, json, memo);
    }
    if (!isJsonObject(json)) return undefined;
    // A union asks many structs about one object; nearly all of them lack a field.
    for (const name of needed) if (member(json, name) === undefined) return undefined;
    const keys = Object.keys(json);
    const unknown = keys.every((key) => expected.has(key)) ? NOTHING_DROPPED : keys.filter((key) => !expected.has(key));
    if (options.closed && unknown.length > 0) return undefined;
    const typed = readFields(fields, json, memo);
    if (typed === undefined) return undefined;
    if (isSame(typed, json, keys)) return kept(json);
    if (unknown.length === 0) return typed;
    return { value: typed.value, dropped: [...typed.dropped, ...unknown.map((key) => pointerTo(key))] };
  };
}

/** Nearly every part of a definition is kept as it was written: sharing it saves a copy of the definition. */
function isSame({ value, dropped }: Typed, json: JsonObject, keys: readonly string[]): boolean {
  if (dropped.length > 0 || !isJsonObject(value) || !isBare(json)) return false;
  let at = 0;
  for (const key in value) {
    if (keys[at] !== key || value[key] !== json[key]) return false;
    at += 1;
  }
  return at === keys.length;
}

/** The members of a list stand in the order of the fields. */
function readFields(fields: readonly Field[], json: JsonObject | readonly JsonValue[], memo: Memo): Typed | undefined {
  const isList = isJsonArray(json);
  const value = emptyObject();
  let dropped = NOTHING_DROPPED;
  for (const [index, field] of fields.entries()) {
    const { name, rule } = field;
    const given = isJsonArray(json) ? json[index] : member(json, name);
    if (given === undefined || (given === null && rule === 'optional')) {
      if (rule === 'required') return undefined;
      if (field.fallback !== undefined) value[name] = field.fallback;
      continue;
    }
    const typed = field.reader(given, memo);
    if (typed === undefined) return undefined;
    dropped = joined(dropped, below(isList ? index : name, typed.dropped));
    if (rule === 'nonempty' && isEmpty(typed.value)) continue;
    value[name] = typed.value;
  }
  return { value, dropped };
}
