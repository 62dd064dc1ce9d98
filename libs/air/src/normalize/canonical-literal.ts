// A literal in the one form that its schema gives it: checked, sets and maps sorted.
import { compareBytes, encodeCanonical } from '@nx-air/canon';
import { isJsonObject, member, plainObject } from '../identity/reader.ts';
import { pointerTo } from '../identity/scalar.ts';
import { inside } from './literal-problem.ts';
import { describeLiteral, formOfLiteral, literal, variantLiteral } from './literal-form.ts';
import { openType } from './type-form.ts';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import type { LiteralContext, Place } from './literal-problem.ts';
import type { LiteralForm } from './literal-form.ts';
import type { TypeForm } from './type-form.ts';

/**
 * Canonicalises a typed literal against a type and reports where it does not fit (AOS v0.10). Sets are sorted by
 * canonical bytes, maps by those of their keys, the first of equal ones stays. What does not fit is left as it is.
 */
export function canonicalLiteral(value: JsonObject, type: JsonObject, place: Place, context: LiteralContext): JsonObject {
  const open = openType(type, place, context);
  if (open === undefined) return value;
  const found = formOfLiteral(value);
  switch (open.form) {
    case 'option': {
      const isNull = found.form === 'const' && found.type === 'null';
      return isNull ? value : canonicalLiteral(value, open.item, { ...place, depth: place.depth + 1 }, context);
    }
    case 'record':
      return found.form === 'record' ? canonicalRecord(found.fields, open.members, place, context) : mismatch();
    case 'variant':
      return found.form === 'variant' ? canonicalVariant(found, open.members, place, context) : mismatch();
    case 'list':
    case 'set': {
      if (found.form !== open.form) return mismatch();
      const { item, form } = open;
      const items = found.items.map((element, index) =>
        canonicalMember(element, item, inside(place, pointerTo(form), pointerTo(index)), context),
      );
      return literal(form, form === 'set' ? sortDistinct(items, (element) => element) : items);
    }
    case 'map': {
      if (found.form !== 'map') return mismatch();
      const { key, value: valueType } = open;
      const entries = found.items.map((entry, index) => {
        const at = inside(place, '/map', pointerTo(index));
        if (!isJsonObject(entry)) return entry;
        return plainObject([
          ['key', canonicalMember(member(entry, 'key'), key, inside(at, '/key'), context)],
          ['value', canonicalMember(member(entry, 'value'), valueType, inside(at, '/value'), context)],
        ]);
      });
      return literal('map', sortDistinct(entries, (entry) => (isJsonObject(entry) ? (entry['key'] ?? null) : null)));
    }
    default:
      return fitsPrimitive(found, open.form) ? value : mismatch();
  }

  function mismatch(): JsonObject {
    reportMismatch(open, describeLiteral(found), place, context);
    return value;
  }
}

export function reportMismatch(
  expected: TypeForm | undefined,
  actual: string,
  place: Place,
  context: LiteralContext,
): void {
  context.report({ pointer: place.pointer, code: 'bad_literal', expected: expected?.form ?? 'a value', actual });
}

/** `unit` is the null value or the empty record. */
function fitsPrimitive(found: LiteralForm, type: string): boolean {
  if (type !== 'unit') return found.form === 'const' && found.type === type;
  if (found.form === 'record') return Object.keys(found.fields).length === 0;
  return found.form === 'const' && found.type === 'null';
}

function canonicalMember(
  value: JsonValue | undefined,
  type: JsonObject,
  place: Place,
  context: LiteralContext,
): JsonValue {
  return isJsonObject(value) ? canonicalLiteral(value, type, place, context) : (value ?? null);
}

function canonicalRecord(fields: JsonObject, types: JsonObject, place: Place, context: LiteralContext): JsonObject {
  const at = inside(place, '/record');
  for (const name of Object.keys(fields)) {
    if (member(types, name) !== undefined) continue;
    const pointer = at.pointer + pointerTo(name);
    context.report({ pointer, code: 'literal_unknown_field', expected: Object.keys(types).join(', '), actual: name });
  }
  const known: (readonly [string, JsonValue])[] = [];
  for (const [name, type] of Object.entries(types)) {
    const field = member(fields, name);
    if (field === undefined) {
      context.report({ pointer: place.pointer, code: 'literal_missing_field', expected: name });
    } else if (isJsonObject(type)) {
      known.push([name, canonicalMember(field, type, inside(at, pointerTo(name)), context)]);
    }
  }
  return literal('record', plainObject(known));
}

function canonicalVariant(
  { tag, value }: Extract<LiteralForm, { readonly form: 'variant' }>,
  types: JsonObject,
  place: Place,
  context: LiteralContext,
): JsonObject {
  const type = member(types, tag);
  if (!isJsonObject(type)) {
    const expected = Object.keys(types).join(', ');
    context.report({ pointer: place.pointer, code: 'literal_unknown_tag', expected, actual: tag });
    return variantLiteral(tag, value);
  }
  const at = inside(place, '/value');
  if (value !== undefined) return variantLiteral(tag, canonicalLiteral(value, type, at, context));
  const open = openType(type, place, context);
  if (open !== undefined && open.form !== 'unit') reportMismatch(open, `${tag} without a value`, place, context);
  return variantLiteral(tag, undefined);
}

function sortDistinct(items: readonly JsonValue[], keyOf: (item: JsonValue) => JsonValue): readonly JsonValue[] {
  const keyed = items.map((item) => ({ item, bytes: encodeCanonical(keyOf(item)) }));
  keyed.sort((a, b) => compareBytes(a.bytes, b.bytes));
  return keyed
    .filter(({ bytes }, index) => {
      const previous = keyed[index - 1];
      return previous === undefined || compareBytes(previous.bytes, bytes) !== 0;
    })
    .map(({ item }) => item);
}
