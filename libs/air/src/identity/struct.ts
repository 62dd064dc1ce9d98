// A record with known fields, read as serde reads a Rust struct: from an object, or from an array in field order.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { below, firstMembers, isEmpty, joined } from './compound.ts';
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
}

export function struct(fields: readonly Field[], options: StructOptions = {}): Reader {
  const expected = new Set(fields.map(({ name }) => name));
  const needed = fields.filter(({ rule }) => rule === 'required').map(({ name }) => name);
  const read: Reader = (json, memo) => {
    if (isJsonArray(json)) {
      if (options.objectOnly || json.length > fields.length) return undefined;
      return readList(fields, json, memo);
    }
    if (!isJsonObject(json)) return undefined;
    // What lacks a field need not be read up to it.
    for (const name of needed) if (member(json, name) === undefined) return undefined;
    const keys = Object.keys(json);
    if (options.closed && !keys.every((key) => expected.has(key))) return undefined;
    return readObject(fields, json, keys, memo);
  };
  const [needs] = needed;
  return needs === undefined ? read : Object.assign(read, { needs });
}

/** Nearly every part of a definition is kept as it was written: sharing it saves a copy of the definition. */
function readObject(fields: readonly Field[], json: JsonObject, keys: readonly string[], memo: Memo): Typed | undefined {
  let value = isBare(json) ? undefined : emptyObject();
  let dropped = NOTHING_DROPPED;
  let [known, same] = [0, 0];
  for (const field of fields) {
    const { name } = field;
    const given = member(json, name);
    if (given !== undefined) known += 1;
    const typed = readField(field, given, memo);
    if (typed === undefined) return undefined;
    dropped = joined(dropped, below(name, typed.dropped));
    if (typed.value === undefined) continue;
    if (value === undefined && typed.value === given && keys[same] === name) {
      same += 1;
      continue;
    }
    value ??= firstMembers(json, keys, same);
    value[name] = typed.value;
  }
  if (value === undefined && same === keys.length) return { value: json, dropped };
  return {
    value: value ?? firstMembers(json, keys, same),
    dropped: known === keys.length ? dropped : [...dropped, ...unknownKeys(fields, keys)],
  };
}

function unknownKeys(fields: readonly Field[], keys: readonly string[]): readonly string[] {
  return keys.filter((key) => !fields.some(({ name }) => name === key)).map((key) => pointerTo(key));
}

/** The members of a list stand in the order of the fields. */
function readList(fields: readonly Field[], json: readonly JsonValue[], memo: Memo): Typed | undefined {
  const value = emptyObject();
  let dropped = NOTHING_DROPPED;
  for (const [index, field] of fields.entries()) {
    const typed = readField(field, json[index], memo);
    if (typed === undefined) return undefined;
    dropped = joined(dropped, below(index, typed.dropped));
    if (typed.value !== undefined) value[field.name] = typed.value;
  }
  return { value, dropped };
}

interface TypedField {
  /** Undefined for a field that is left out. */
  readonly value: JsonValue | undefined;
  readonly dropped: readonly string[];
}

const LEFT_OUT: TypedField = { value: undefined, dropped: NOTHING_DROPPED };

/** Undefined where the field cannot be typed. */
function readField({ rule, reader, fallback }: Field, given: JsonValue | undefined, memo: Memo): TypedField | undefined {
  if (given === undefined || (given === null && rule === 'optional')) {
    if (rule === 'required') return undefined;
    return fallback === undefined ? LEFT_OUT : kept(fallback);
  }
  const typed = reader(given, memo);
  const isLeftOut = rule === 'nonempty' && typed !== undefined && isEmpty(typed.value);
  return isLeftOut ? { value: undefined, dropped: typed.dropped } : typed;
}
