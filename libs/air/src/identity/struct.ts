// A record with known fields, read as serde reads a Rust struct: from an object, or from an array in field order.
import type { JsonValue } from '@nx-air/canon';
import { below, isEmpty } from './compound.ts';
import { isJsonArray, isJsonObject, member, plainObject } from './reader.ts';
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
  return (json, memo) => {
    if (isJsonArray(json)) {
      if (options.objectOnly || json.length > fields.length) return undefined;
      return readFields(fields, (_, index) => json[index], (_, index) => index, memo);
    }
    if (!isJsonObject(json)) return undefined;
    const unknown = Object.keys(json).filter((key) => !expected.has(key));
    if (options.closed && unknown.length > 0) return undefined;
    const typed = readFields(fields, ({ name }) => member(json, name), ({ name }) => name, memo);
    if (typed === undefined || unknown.length === 0) return typed;
    return { value: typed.value, dropped: [...typed.dropped, ...unknown.map((key) => pointerTo(key))] };
  };
}

function readFields(
  fields: readonly Field[],
  valueOf: (field: Field, index: number) => JsonValue | undefined,
  segmentOf: (field: Field, index: number) => string | number,
  memo: Memo,
): Typed | undefined {
  const entries: (readonly [string, JsonValue])[] = [];
  const dropped: string[] = [];
  for (const [index, field] of fields.entries()) {
    const json = valueOf(field, index);
    if (json === undefined || (json === null && field.rule === 'optional')) {
      if (field.rule === 'required') return undefined;
      if (field.fallback !== undefined) entries.push([field.name, field.fallback]);
      continue;
    }
    const typed = field.reader(json, memo);
    if (typed === undefined) return undefined;
    dropped.push(...below(segmentOf(field, index), typed.dropped));
    if (field.rule === 'nonempty' && isEmpty(typed.value)) continue;
    entries.push([field.name, typed.value]);
  }
  return { value: plainObject(entries), dropped };
}
