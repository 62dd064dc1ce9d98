// An expression without references and operators is a literal.
import { isJsonArray, isJsonObject, member, plainObject } from '../identity/reader.ts';
import { literal, variantLiteral } from './literal-form.ts';
import type { JsonObject, JsonValue } from '@nx-air/canon';

/** The literal that a typed expression stands for, or undefined where a reference or operator occurs in it. */
export function foldConst(expr: JsonValue | undefined): JsonObject | undefined {
  if (!isJsonObject(expr)) return undefined;
  if (member(expr, 'ref') !== undefined || member(expr, 'op') !== undefined) return undefined;
  const [form, body] = Object.entries(expr)[0] ?? [];
  switch (form) {
    case undefined:
      return undefined;
    case 'record': {
      const fields = isJsonObject(body) ? foldEach(Object.entries(body)) : undefined;
      return fields && literal(form, plainObject(fields));
    }
    case 'list':
    case 'set': {
      const items = isJsonArray(body) ? foldEach([...body.entries()]) : undefined;
      return items && literal(form, items.map(([, item]) => item));
    }
    case 'map': {
      const entries = isJsonArray(body) ? body.map(foldEntry) : [];
      const folded = entries.filter((entry) => entry !== undefined);
      return folded.length === entries.length ? literal(form, folded) : undefined;
    }
    case 'variant':
      return isJsonObject(body) ? foldVariant(body) : undefined;
    default:
      return expr;
  }
}

function foldEach<Key>(entries: readonly (readonly [Key, JsonValue])[]): (readonly [Key, JsonObject])[] | undefined {
  const folded: (readonly [Key, JsonObject])[] = [];
  for (const [key, value] of entries) {
    const item = foldConst(value);
    if (item === undefined) return undefined;
    folded.push([key, item]);
  }
  return folded;
}

function foldEntry(entry: JsonValue): JsonObject | undefined {
  if (!isJsonObject(entry)) return undefined;
  const key = foldConst(member(entry, 'key'));
  const value = foldConst(member(entry, 'value'));
  return key && value && plainObject([['key', key], ['value', value]]);
}

function foldVariant(body: JsonObject): JsonObject | undefined {
  const tag = member(body, 'tag');
  const value = member(body, 'value');
  if (typeof tag !== 'string') return undefined;
  if (value === undefined) return variantLiteral(tag, undefined);
  const folded = foldConst(value);
  return folded && variantLiteral(tag, folded);
}
