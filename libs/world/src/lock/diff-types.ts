// Differences between two types, field by field.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { joinPointer } from '@nx-air/canon';
import { compareText } from '@nx-air/canon/json';
import { isJsonObject } from '../json-object.ts';
import type { FieldChange } from './diff-change.ts';
import { ownMember, sameJson } from './diff-change.ts';
import { showType } from './diff-show.ts';

const placeOf = (path: string): string => (path === '' ? 'type' : `field \`${path}\``);

/** The one key of a type and its body. */
function formOf(type: JsonValue): readonly [form: string, body: JsonValue] | undefined {
  const [entry, ...more] = isJsonObject(type) ? Object.entries(type) : [];
  return more.length > 0 ? undefined : entry;
}

function memberChanges(locked: JsonObject, current: JsonObject, pointer: string, path: string): readonly FieldChange[] {
  return [...new Set([...Object.keys(locked), ...Object.keys(current)])].sort(compareText).flatMap((key) => {
    const before = ownMember(locked, key);
    const after = ownMember(current, key);
    const at = joinPointer(pointer, key);
    const inner = path === '' ? key : `${path}.${key}`;
    if (before !== undefined && after !== undefined) return typeChanges(before, after, at, inner);
    const sides = {
      ...(before === undefined ? {} : { locked: showType(before) }),
      ...(after === undefined ? {} : { current: showType(after) }),
    };
    return [{ pointer: at, place: placeOf(inner), member: '', ...sides }];
  });
}

/** `path` is the dotted way to this type through records and variants; `[]` and `{}` stand for items and map values. */
export function typeChanges(locked: JsonValue, current: JsonValue, pointer: string, path: string): readonly FieldChange[] {
  if (sameJson(locked, current)) return [];
  const before = formOf(locked);
  const after = formOf(current);
  if (before !== undefined && after !== undefined && before[0] === after[0]) {
    const [form, was] = before;
    const is = after[1];
    const at = joinPointer(pointer, form);
    if ((form === 'record' || form === 'variant') && isJsonObject(was) && isJsonObject(is)) return memberChanges(was, is, at, path);
    if (form === 'list' || form === 'set') return typeChanges(was, is, at, `${path}[]`);
    if (form === 'option') return typeChanges(was, is, at, path);
    if (form === 'map' && isJsonObject(was) && isJsonObject(is) && sameJson(was['key'], is['key'])) {
      return typeChanges(was['value'] ?? null, is['value'] ?? null, joinPointer(at, 'value'), `${path}{}`);
    }
  }
  return [{ pointer, place: placeOf(path), member: '', locked: showType(locked), current: showType(current) }];
}
