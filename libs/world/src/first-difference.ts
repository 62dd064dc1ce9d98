// Where two definitions begin to differ, to show in a conflict.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { joinPointer, writeJson } from '@nx-air/canon';
import { compareText } from '@nx-air/canon/json';
import { isJsonObject } from './json-object.ts';

export interface Difference {
  readonly pointer: string;
  /** Compact JSON, shortened; `absent` when only the other side has the member. */
  readonly left: string;
  readonly right: string;
}

const MAX_SHOWN = 120;

function show(value: JsonValue | undefined): string {
  if (value === undefined) return 'absent';
  const text = writeJson(value, 0).replace(/\s+$/, '');
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`;
}

// A definition may have a field called `constructor`.
const own = (object: JsonObject, key: string): JsonValue | undefined => (Object.hasOwn(object, key) ? object[key] : undefined);

const isEmpty = (object: JsonObject): boolean => Object.keys(object).length === 0;

/** The first difference in the order of keys (by code point) and indexes; `undefined` when both are equal. */
export function firstDifference(left: JsonValue | undefined, right: JsonValue | undefined, pointer = ''): Difference | undefined {
  if (left === right) return undefined;
  if (Array.isArray(left) && Array.isArray(right)) {
    for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
      const found = firstDifference(left[index], right[index], joinPointer(pointer, String(index)));
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (isJsonObject(left) && isJsonObject(right)) {
    const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort(compareText);
    const shared = keys.some((key) => Object.hasOwn(left, key) && Object.hasOwn(right, key));
    // `{"nat": {}}` against `{"int": {}}`: two other things, not one field more and one less.
    if (!shared && keys.length > 0 && !isEmpty(left) && !isEmpty(right)) return { pointer, left: show(left), right: show(right) };
    for (const key of keys) {
      const found = firstDifference(own(left, key), own(right, key), joinPointer(pointer, key));
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const same = typeof left === 'bigint' || typeof right === 'bigint' ? String(left) === String(right) : false;
  return same ? undefined : { pointer, left: show(left), right: show(right) };
}
