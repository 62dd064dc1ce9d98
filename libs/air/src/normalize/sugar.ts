// Plain JSON read by a schema.
import { parseHash } from '@nx-air/canon';
import { isJsonArray, isJsonObject, member, plainObject } from '../identity/reader.ts';
import { INT_MAX, INT_MIN, NAT_MAX, pointerTo } from '../identity/scalar.ts';
import { inside } from './literal-problem.ts';
import { literal, NULL_LITERAL, variantLiteral } from './literal-form.ts';
import { openType } from './type-form.ts';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import type { PrimitiveName } from '../model/type-expr.ts';
import type { LiteralContext, Place } from './literal-problem.ts';
import type { TypeForm } from './type-form.ts';

/**
 * The literal that plain JSON stands for under a type (AOS v0.10), or undefined where it stands for none; the
 * reason was reported. Not yet canonical.
 */
export function parseSugar(
  json: JsonValue,
  type: JsonObject,
  place: Place,
  context: LiteralContext,
): JsonObject | undefined {
  const open = openType(type, place, context);
  if (open === undefined) return undefined;
  switch (open.form) {
    case 'option':
      return json === null ? NULL_LITERAL : parseSugar(json, open.item, { ...place, depth: place.depth + 1 }, context);
    case 'record':
      return isJsonObject(json) ? parseRecord(json, open.members, place, context) : mismatch(open, json, place, context);
    case 'variant':
      return isJsonObject(json) ? parseVariant(json, open.members, place, context) : mismatch(open, json, place, context);
    case 'list':
    case 'set': {
      if (!isJsonArray(json)) return mismatch(open, json, place, context);
      const { item, form } = open;
      const items = every(json, (element, index) =>
        parseSugar(element, item, inside(place, pointerTo(index)), context),
      );
      return items && literal(form, items);
    }
    case 'map':
      return parseMap(json, open, place, context);
    default:
      return parsePrimitive(json, open.form) ?? mismatch(open, json, place, context);
  }
}

function parsePrimitive(json: JsonValue, type: PrimitiveName): JsonObject | undefined {
  switch (type) {
    case 'bool':
      return typeof json === 'boolean' ? literal(type, json) : undefined;
    case 'int':
      return integer(type, typeof json === 'string' ? digits(json, /^[+-]?[0-9]+$/) : json, INT_MIN, INT_MAX);
    case 'nat':
      return integer(type, typeof json === 'string' ? digits(json, /^\+?[0-9]+$/) : json, 0n, NAT_MAX);
    case 'time':
      return integer('time_ns', json, 0n, NAT_MAX);
    case 'duration':
      return integer('duration_ns', json, INT_MIN, INT_MAX);
    case 'bytes':
      return typeof json === 'string' ? literal('bytes_b64', json) : undefined;
    case 'dec128':
    case 'text':
    case 'uuid':
      return typeof json === 'string' ? literal(type, json) : undefined;
    case 'hash':
      return typeof json === 'string' && parseHash(json) !== undefined ? literal(type, json) : undefined;
    case 'unit':
      return NULL_LITERAL;
  }
}

/** Bounded, so that a megabyte of digits is not turned into a number. */
function digits(text: string, pattern: RegExp): bigint | undefined {
  return text.length <= 64 && pattern.test(text) ? BigInt(text.replace(/^\+/, '')) : undefined;
}

function integer(form: string, json: JsonValue | undefined, low: bigint, high: bigint): JsonObject | undefined {
  if (typeof json !== 'number' && typeof json !== 'bigint') return undefined;
  const exact = BigInt(json);
  if (exact < low || exact > high) return undefined;
  const small = Number(exact);
  return literal(form, Number.isSafeInteger(small) ? small : exact);
}

/** AOS ignores fields that the schema lacks; they are reported, and left out as there. */
function parseRecord(
  json: JsonObject,
  types: JsonObject,
  place: Place,
  context: LiteralContext,
): JsonObject | undefined {
  for (const name of Object.keys(json)) {
    if (member(types, name) !== undefined) continue;
    const pointer = place.pointer + pointerTo(name);
    context.report({ pointer, code: 'literal_unknown_field', expected: Object.keys(types).join(', '), actual: name });
  }
  const fields = every(Object.entries(types), ([name, type]) => {
    const value = member(json, name);
    if (value === undefined) {
      context.report({ pointer: place.pointer, code: 'literal_missing_field', expected: name });
      return undefined;
    }
    const parsed = isJsonObject(type) ? parseSugar(value, type, inside(place, pointerTo(name)), context) : undefined;
    return parsed && ([name, parsed] as const);
  });
  return fields && literal('record', plainObject(fields));
}

function parseVariant(
  json: JsonObject,
  types: JsonObject,
  place: Place,
  context: LiteralContext,
): JsonObject | undefined {
  const tags = Object.keys(json);
  const [tag = ''] = tags;
  if (tags.length !== 1) {
    const actual = `${tags.length} members`;
    context.report({ pointer: place.pointer, code: 'bad_literal', expected: 'variant: one member', actual });
    return undefined;
  }
  const type = member(types, tag);
  if (!isJsonObject(type)) {
    const expected = Object.keys(types).join(', ');
    context.report({ pointer: place.pointer + pointerTo(tag), code: 'literal_unknown_tag', expected, actual: tag });
    return undefined;
  }
  const at = inside(place, pointerTo(tag));
  const value = json[tag] ?? null;
  if (value !== null) {
    const inner = parseSugar(value, type, at, context);
    return inner && variantLiteral(tag, inner);
  }
  const open = openType(type, at, context);
  return open === undefined || open.form === 'unit' ? variantLiteral(tag, undefined) : mismatch(open, null, at, context);
}

/** An object where keys are text; pairs of key and value otherwise, or by choice. */
function parseMap(
  json: JsonValue,
  open: Extract<TypeForm, { readonly form: 'map' }>,
  place: Place,
  context: LiteralContext,
): JsonObject | undefined {
  const entryOf = (key: JsonObject | undefined, value: JsonObject | undefined): JsonObject | undefined =>
    key && value && plainObject([['key', key], ['value', value]]);
  if (isJsonObject(json) && member(open.key, 'text') !== undefined) {
    const entries = every(Object.entries(json), ([key, value]) =>
      entryOf(literal('text', key), parseSugar(value, open.value, inside(place, pointerTo(key)), context)),
    );
    return entries && literal('map', entries);
  }
  if (!isJsonArray(json)) return mismatch(open, json, place, context);
  const entries = every(json, (pair, index) => {
    const at = inside(place, pointerTo(index));
    const [key, value, ...more] = isJsonArray(pair) ? pair : [];
    if (key === undefined || value === undefined || more.length > 0) {
      context.report({ pointer: at.pointer, code: 'bad_literal', expected: '[key, value]', actual: describe(pair) });
      return undefined;
    }
    const parsedKey = parseSugar(key, open.key, inside(at, '/0'), context);
    return entryOf(parsedKey, parseSugar(value, open.value, inside(at, '/1'), context));
  });
  return entries && literal('map', entries);
}

/** All results, or undefined if one is missing; every item is visited, so that each is reported. */
function every<Item, Result>(
  items: readonly Item[],
  parse: (item: Item, index: number) => Result | undefined,
): readonly Result[] | undefined {
  const results = items.map(parse).filter((result) => result !== undefined);
  return results.length === items.length ? results : undefined;
}

function mismatch(open: TypeForm, json: JsonValue, place: Place, context: LiteralContext): undefined {
  context.report({ pointer: place.pointer, code: 'bad_literal', expected: open.form, actual: describe(json) });
  return undefined;
}

function describe(json: JsonValue): string {
  if (json === null) return 'null';
  if (isJsonArray(json)) return 'list';
  switch (typeof json) {
    case 'object':
      return 'object';
    case 'string':
      return json.length <= 40 ? JSON.stringify(json) : 'text';
    default:
      return String(json);
  }
}
