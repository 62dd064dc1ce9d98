// Readers of lists, maps and unions.
import type { JsonObject, JsonValue } from '@nx-air/canon';
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
    // Only once an item differs from what was written.
    let values: JsonValue[] | undefined;
    let dropped = NOTHING_DROPPED;
    for (let index = 0; index < json.length; index += 1) {
      const element = json[index] ?? null;
      const typed = item(element, memo);
      if (typed === undefined) return undefined;
      if (typed.value !== element) values ??= json.slice(0, index);
      values?.push(typed.value);
      dropped = joined(dropped, below(index, typed.dropped));
    }
    return { value: values ?? json, dropped };
  };

/** An object with free keys. */
export const mapOf =
  (item: Reader): Reader =>
  (json, memo) => {
    if (!isJsonObject(json)) return undefined;
    let value = isBare(json) ? undefined : emptyObject();
    let dropped = NOTHING_DROPPED;
    const keys = Object.keys(json);
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index] ?? '';
      const element = json[key] ?? null;
      const typed = item(element, memo);
      if (typed === undefined) return undefined;
      if (typed.value !== element) value ??= firstMembers(json, keys, index);
      if (value !== undefined) value[key] = typed.value;
      dropped = joined(dropped, below(key, typed.dropped));
    }
    return { value: value ?? json, dropped };
  };

/** A copy of the members of the first `count` keys. */
export function firstMembers(json: JsonObject, keys: readonly string[], count: number): Record<string, JsonValue> {
  const copy = emptyObject();
  for (const key of keys.slice(0, count)) copy[key] = json[key] ?? null;
  return copy;
}

/** The first alternative that fits wins, however little of the value it keeps. */
export function firstOf(...alternatives: readonly Reader[]): Reader {
  const attempt = (json: JsonValue, memo: Memo, candidates: readonly Reader[]): Typed | undefined => {
    for (const candidate of candidates) {
      const typed = candidate(json, memo);
      if (typed !== undefined) return typed;
    }
    return undefined;
  };
  const needed = new Set(alternatives.flatMap(({ needs }) => needs ?? []));
  const fitting = (key?: string): readonly Reader[] => alternatives.filter(({ needs }) => needs === undefined || needs === key);
  const byKey = new Map([...needed].map((key) => [key, fitting(key)]));
  const withoutKey = fitting();
  const candidatesFor = (json: JsonObject): readonly Reader[] => {
    let candidates: readonly Reader[] | undefined;
    for (const key of Object.keys(json)) {
      const more = byKey.get(key);
      if (more === undefined) continue;
      if (candidates !== undefined) return alternatives;
      candidates = more;
    }
    return candidates ?? withoutKey;
  };
  const read: Reader = (json, memo) => {
    if (isJsonObject(json)) return attempt(json, memo, candidatesFor(json));
    if (!isJsonArray(json)) return attempt(json, memo, alternatives);
    let known = memo.get(read);
    if (known === undefined) {
      known = new Map();
      memo.set(read, known);
    }
    const before = known.get(json);
    if (before !== undefined || known.has(json)) return before;
    const typed = attempt(json, memo, alternatives);
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
