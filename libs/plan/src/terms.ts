// Type terms: what a schema says about values, with references resolved on demand.
import { PRIMITIVE_TYPES } from '@nx-air/air';
import type { JsonObject, JsonValue } from '@nx-air/canon';

export const PRIMITIVES = PRIMITIVE_TYPES;

export type Primitive = (typeof PRIMITIVES)[number];

/** A type. `ref` stays symbolic so that schemas may refer to each other and to themselves. */
export type Term =
  | { readonly kind: Primitive }
  | { readonly kind: 'record'; readonly fields: ReadonlyMap<string, Term> }
  | { readonly kind: 'variant'; readonly arms: ReadonlyMap<string, Term> }
  | { readonly kind: 'list' | 'set' | 'option'; readonly item: Term }
  | { readonly kind: 'map'; readonly key: Term; readonly value: Term }
  | { readonly kind: 'ref'; readonly name: string };

/** A term whose outermost constructor is known. */
export type OpenTerm = Exclude<Term, { readonly kind: 'ref' }>;

const primitiveTerms: ReadonlyMap<string, Term> = new Map(PRIMITIVES.map((kind) => [kind, { kind }]));

/**
 * The term of a structurally sound type expression (AIR `TypeExpr`), or undefined where the JSON is none.
 * Field and arm order follows code points, so that equal types give equal terms.
 */
export function termOf(type: JsonValue | undefined): Term | undefined {
  if (type === undefined || !isObject(type)) return undefined;
  const [constructor] = Object.keys(type);
  if (constructor === undefined) return undefined;
  const body = type[constructor];
  if (body === undefined) return undefined;
  switch (constructor) {
    case 'record': {
      const fields = namedTerms(body);
      return fields && { kind: 'record', fields };
    }
    case 'variant': {
      const arms = namedTerms(body);
      return arms && { kind: 'variant', arms };
    }
    case 'list':
    case 'set':
    case 'option': {
      const item = termOf(body);
      return item && { kind: constructor, item };
    }
    case 'map': {
      if (!isObject(body)) return undefined;
      const key = termOf(body['key']);
      const value = termOf(body['value']);
      return key && value && { kind: 'map', key, value };
    }
    case 'ref':
      return typeof body === 'string' ? { kind: 'ref', name: body } : undefined;
    default:
      return primitiveTerms.get(constructor);
  }
}

function namedTerms(body: JsonValue): ReadonlyMap<string, Term> | undefined {
  if (!isObject(body)) return undefined;
  const terms = new Map<string, Term>();
  for (const name of Object.keys(body).sort()) {
    const term = termOf(body[name]);
    if (!term) return undefined;
    terms.set(name, term);
  }
  return terms;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
