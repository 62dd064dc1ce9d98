// Literals taken apart and put together.
import { isJsonArray, isJsonObject, member, plainObject } from '../identity/reader.ts';
import type { JsonObject, JsonValue } from '@nx-air/canon';

export const NULL_LITERAL: JsonObject = plainObject([['null', plainObject([])]]);

export const literal = (form: string, body: JsonValue): JsonObject => plainObject([[form, body]]);

export function variantLiteral(tag: string, value: JsonObject | undefined): JsonObject {
  return plainObject(value === undefined ? [['tag', tag]] : [['tag', tag], ['value', value]]);
}

/** Constants are spelt differently from the types they have. */
const TYPE_OF_CONST: Readonly<Record<string, string>> = {
  bytes_b64: 'bytes',
  time_ns: 'time',
  duration_ns: 'duration',
};

export type LiteralForm =
  | { readonly form: 'record'; readonly fields: JsonObject }
  | { readonly form: 'list' | 'set' | 'map'; readonly items: readonly JsonValue[] }
  | { readonly form: 'variant'; readonly tag: string; readonly value: JsonObject | undefined }
  | { readonly form: 'secret' }
  /** A constant; `type` is the type it has, `null` for the null value. */
  | { readonly form: 'const'; readonly type: string };

/** The form of a typed literal. */
export function formOfLiteral(value: JsonObject): LiteralForm {
  const tag = member(value, 'tag');
  if (typeof tag === 'string') {
    const inner = member(value, 'value');
    return { form: 'variant', tag, value: isJsonObject(inner) ? inner : undefined };
  }
  if (member(value, 'alias') !== undefined) return { form: 'secret' };
  const [form = 'nothing', body] = Object.entries(value)[0] ?? [];
  if (form === 'record' && isJsonObject(body)) return { form, fields: body };
  if ((form === 'list' || form === 'set' || form === 'map') && isJsonArray(body)) return { form, items: body };
  return { form: 'const', type: TYPE_OF_CONST[form] ?? form };
}

/** How a finding names the form of a literal. */
export function describeLiteral(form: LiteralForm): string {
  return form.form === 'const' ? form.type : form.form;
}
