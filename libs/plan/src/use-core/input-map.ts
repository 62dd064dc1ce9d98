// What a copied plan reads where the core reads its input: from it follows the input that a wrapper hands to the core.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { parseReference } from '../expr/reference.ts';
import { fieldAt, termsEqual } from '../field-path.ts';
import { isArray, isObject } from '../members.ts';
import type { Schemas } from '../schemas.ts';

/** Paths of the core's input, dotted, with the expression that stands there in the copy. Immutable. */
export type InputMap = ReadonlyMap<string, JsonValue>;

const PREFIX = '@plan.input';
const refTo = (path: readonly string[]): JsonObject => ({ ref: [PREFIX, ...path].join('.') });

/** The path of a reference to the plan's input; undefined for anything else. */
export function inputPath(json: JsonValue): readonly string[] | undefined {
  const text = isObject(json) && Object.keys(json).length === 1 ? json['ref'] : undefined;
  const reference = typeof text === 'string' ? parseReference(text) : undefined;
  return reference?.root === 'input' ? reference.path : undefined;
}

/** Equal JSON; members in any order. */
export function sameJson(left: JsonValue, right: JsonValue): boolean {
  if (isArray(left)) return isArray(right) && left.length === right.length && left.every((item, index) => sameJson(item, right[index] ?? null));
  if (!isObject(left)) return left === right || (typeof left !== 'string' && typeof right !== 'object' && typeof right !== 'string' && String(left) === String(right));
  if (!isObject(right)) return false;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key] ?? null, right[key] ?? null));
}

/** Operators that answer for all arguments of their types: a wrapper may work them out before the core begins. */
const TOTAL: ReadonlySet<string> = new Set(['concat', 'hash', 'eq', 'ne', 'and', 'or', 'not']);

/** Whether the expression needs nothing but the input of the plan, and cannot fail. */
export function isCarried(json: JsonValue): boolean {
  if (isArray(json)) return json.every(isCarried);
  if (!isObject(json)) return true;
  if (typeof json['ref'] === 'string') return inputPath(json) !== undefined;
  if (typeof json['op'] === 'string' && !TOTAL.has(json['op'])) return false;
  return Object.values(json).every(isCarried);
}

/** The map with one more place; undefined where the copy has something else for the same path. */
export function withPlace(map: InputMap, path: readonly string[], given: JsonValue): InputMap | undefined {
  const key = path.join('.');
  const known = map.get(key);
  if (known !== undefined) return sameJson(known, given) ? map : undefined;
  return new Map(map).set(key, given);
}

export type InputReading = { readonly input: JsonValue } | { readonly missing: string };

/**
 * The expression that makes the core's input (schema `core`) of the copy's (schema `copy`). `missing` names the first
 * field of which the copy does not say where it comes from.
 */
export function inputFor(map: InputMap, core: string, copy: string, schemas: Schemas): InputReading {
  const whole = map.get('');
  if (whole !== undefined) {
    const odd = [...map].find(([key, given]) => key !== '' && !sameJson(memberOf(whole, key.split('.')) ?? null, given));
    return odd ? { missing: odd[0] } : { input: whole };
  }
  const [from, to] = [schemas.named(copy), schemas.named(core)];
  const open = to && schemas.open(to);
  // A plan that does not read its input takes what the copy takes, if that fits.
  if (open?.kind !== 'record') return core === copy ? { input: refTo([]) } : { missing: 'the input as a whole' };
  const fields: Record<string, JsonValue> = {};
  for (const [name, term] of open.fields) {
    const given = fieldFor(map, name);
    if (given === 'unclear') return { missing: name };
    const own = from && fieldAt(from, [name], schemas);
    const isSame = own !== undefined && termsEqual(own, term, schemas);
    const value = given ?? (isSame ? refTo([name]) : schemas.open(term)?.kind === 'option' ? { null: {} } : undefined);
    if (value === undefined) return { missing: name };
    fields[name] = value;
  }
  const isIdentity = core === copy && Object.entries(fields).every(([name, value]) => sameJson(value, refTo([name])));
  return { input: isIdentity ? refTo([]) : { record: fields } };
}

/** What stands for one field: said directly, or by the way to its own fields. */
function fieldFor(map: InputMap, name: string): JsonValue | 'unclear' | undefined {
  let found: JsonValue | undefined = map.get(name);
  for (const [key, given] of map) {
    if (!key.startsWith(`${name}.`)) continue;
    const rest = key.slice(name.length + 1).split('.');
    if (found !== undefined) {
      if (!sameJson(memberOf(found, rest) ?? null, given)) return 'unclear';
      continue;
    }
    const path = inputPath(given);
    if (!path || rest.some((segment, index) => path[path.length - rest.length + index] !== segment)) return 'unclear';
    found = refTo(path.slice(0, path.length - rest.length));
  }
  return found;
}

/** The part of an expression at a path: of a reference, or of a record that is written out. */
function memberOf(json: JsonValue, path: readonly string[]): JsonValue | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return json;
  const base = inputPath(json);
  if (base) return refTo([...base, ...path]);
  const record = isObject(json) ? json['record'] : undefined;
  const member = isObject(record) && Object.hasOwn(record, name) ? record[name] : undefined;
  return member === undefined ? undefined : memberOf(member, rest);
}
