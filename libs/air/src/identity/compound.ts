// Readers of lists, maps and unions.
import type { JsonValue } from '@nx-air/canon';
import { emptyObject, isBare, isJsonArray, isJsonObject, NOTHING_DROPPED } from './reader.ts';
import type { Memo, Reader, Typed } from './reader.ts';
import { pointerTo } from './scalar.ts';

/** The pointers of a member, seen from its parent. */
export function below(segment: string | number, dropped: readonly string[]): readonly string[] {
  if (dropped.length === 0) return NOTHING_DROPPED;
  const prefix = pointerTo(segment);
  return dropped.map((pointer) => prefix + pointer);
}

/** Both lists; most readers drop nothing. */
export function joined(left: readonly string[], right: readonly string[]): readonly string[] {
  if (right.length === 0) return left;
  return left.length === 0 ? right : [...left, ...right];
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
    let dropped = NOTHING_DROPPED;
    for (const [index, element] of json.entries()) {
      const typed = item(element, memo);
      if (typed === undefined) return undefined;
      values.push(typed.value);
      dropped = joined(dropped, below(index, typed.dropped));
    }
    return { value: values, dropped };
  };

/** An object with free keys. */
export const mapOf =
  (item: Reader): Reader =>
  (json, memo) => {
    if (!isJsonObject(json)) return undefined;
    const value = emptyObject();
    let dropped = NOTHING_DROPPED;
    let isSame = isBare(json);
    for (const key of Object.keys(json)) {
      const element = json[key] ?? null;
      const typed = item(element, memo);
      if (typed === undefined) return undefined;
      isSame &&= typed.value === element;
      value[key] = typed.value;
      dropped = joined(dropped, below(key, typed.dropped));
    }
    return { value: isSame ? json : value, dropped };
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
    let known = memo.get(read);
    if (known === undefined) {
      known = new Map();
      memo.set(read, known);
    }
    const before = known.get(json);
    if (before !== undefined || known.has(json)) return before;
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
