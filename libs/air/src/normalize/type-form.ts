// Type expressions taken apart, references followed.
import { isJsonObject, member } from '../identity/reader.ts';
import { PRIMITIVE_TYPES } from '../model/type-expr.ts';
import { MAX_LITERAL_DEPTH } from './literal-problem.ts';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import type { PrimitiveName } from '../model/type-expr.ts';
import type { LiteralContext, Place } from './literal-problem.ts';

export type TypeForm =
  | { readonly form: PrimitiveName }
  | { readonly form: 'record' | 'variant'; readonly members: JsonObject }
  | { readonly form: 'list' | 'set' | 'option'; readonly item: JsonObject }
  | { readonly form: 'map'; readonly key: JsonObject; readonly value: JsonObject };

const primitives: ReadonlySet<string> = new Set(PRIMITIVE_TYPES);

/**
 * The outermost form of a type once references are followed. Reports and answers undefined where a reference
 * leads nowhere or in a circle, or where the nesting is too deep.
 */
export function openType(type: JsonValue | undefined, place: Place, context: LiteralContext): TypeForm | undefined {
  let open = type;
  for (let hops = place.depth; hops <= MAX_LITERAL_DEPTH; hops += 1) {
    if (!isJsonObject(open)) return undefined;
    const name = member(open, 'ref');
    if (typeof name !== 'string') return formOf(open);
    open = context.schema(name);
    if (open === undefined) {
      context.report({ pointer: place.pointer, code: 'literal_unknown_schema', actual: name });
      return undefined;
    }
  }
  context.report({ pointer: place.pointer, code: 'literal_too_deep', expected: `at most ${MAX_LITERAL_DEPTH} levels` });
  return undefined;
}

function formOf(type: JsonObject): TypeForm | undefined {
  const [form, body] = Object.entries(type)[0] ?? [];
  if (form === undefined || !isJsonObject(body)) return undefined;
  if (isPrimitive(form)) return { form };
  switch (form) {
    case 'record':
    case 'variant':
      return { form, members: body };
    case 'list':
    case 'set':
    case 'option':
      return { form, item: body };
    case 'map': {
      const key = member(body, 'key');
      const value = member(body, 'value');
      return isJsonObject(key) && isJsonObject(value) ? { form, key, value } : undefined;
    }
    default:
      return undefined;
  }
}

function isPrimitive(form: string): form is PrimitiveName {
  return primitives.has(form);
}
