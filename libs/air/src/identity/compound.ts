// Readers of lists, maps and unions.
import type { JsonValue } from '@nx-air/canon';
import { isJsonArray, isJsonObject, NOTHING_DROPPED, plainObject } from './reader.ts';
import type { Memo, Reader, Typed } from './reader.ts';
import { pointerTo } from './scalar.ts';

/** The pointers of a member, seen from its parent. */
export function below(segment: string | number, dropped: readonly string[]): readonly string[] {
  if (dropped.length === 0) return NOTHING_DROPPED;
  const prefix = pointerTo(segment);
  return dropped.map((pointer) => prefix + pointer);
}

/** Breaks a cycle between tables: the reader is looked up when it is used. */
export const lazy =
  (reader: () => Reader): Reader =>
  (json, memo) =>
    reader()(json, memo);

export const listOf =
  (item: Reader): Reader =>
  (json, memo) => {
    if (!isJsonArray(json)) return undefined;
    const values: JsonValue[] = [];
    const dropped: string[] = [];
    for (const [index, element] of json.entries()) {
      const typed = item(element, memo);
      if (typed === undefined) return undefined;
      values.push(typed.value);
      dropped.push(...below(index, typed.dropped));
    }
    return { value: values, dropped };
  };

/** An object with free keys. */
export const mapOf =
  (item: Reader): Reader =>
  (json, memo) => {
    if (!isJsonObject(json)) return undefined;
    const entries: (readonly [string, JsonValue])[] = [];
    const dropped: string[] = [];
    for (const [key, element] of Object.entries(json)) {
      const typed = item(element, memo);
      if (typed === undefined) return undefined;
      entries.push([key, typed.value]);
      dropped.push(...below(key, typed.dropped));
    }
    return { value: plainObject(entries), dropped };
  };

/** The first alternative that fits wins, however little of the value it keeps. */
export function firstOf(...alternatives: readonly Reader[]): Reader {
  const attempt = (json: JsonValue, memo: Memo): Typed | undefined => {
    for (const alternative of alternatives) {
      const typed = alternative(json, memo);
      if (typed !== undefined) return typed;
    }
    return undefined;
  };
  const read: Reader = (json, memo) => {
    if (typeof json !== 'object' || json === null) return attempt(json, memo);
    const known = memo.get(read) ?? new Map<object, Typed | undefined>();
    memo.set(read, known);
    if (known.has(json)) return known.get(json);
    const typed = attempt(json, memo);
    known.set(json, typed);
    return typed;
  };
  return read;
}

/** Whether a value is an empty list or an empty map. */
export function isEmpty(value: JsonValue): boolean {
  if (isJsonArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}
