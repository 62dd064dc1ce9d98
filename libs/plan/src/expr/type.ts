// Types of expressions: the terms of schemas, and what only an expression can have.
import type { Schemas } from '../schemas.ts';
import type { Primitive, Term } from '../terms.ts';

/**
 * `unknown` stands where a finding was given already and fits everywhere; `null` is the constant, `never` the item of
 * an empty list, `handle` what `emit_effect` binds. Every `Term` is a `Type`.
 */
export type Type =
  | { readonly kind: Primitive | 'unknown' | 'null' | 'never' | 'handle' }
  | { readonly kind: 'record'; readonly fields: ReadonlyMap<string, Type> }
  | { readonly kind: 'variant'; readonly arms: ReadonlyMap<string, Type> }
  | { readonly kind: 'list' | 'set' | 'option'; readonly item: Type }
  | { readonly kind: 'map'; readonly key: Type; readonly value: Type }
  | { readonly kind: 'ref'; readonly name: string }
  /** A handle of a child: opaque, and only of use in the plan that spawned it. */
  | { readonly kind: 'child'; readonly plan: string };

/** A type whose outermost constructor is known. */
export type OpenType = Exclude<Type, { readonly kind: 'ref' }>;

export const UNKNOWN: OpenType = { kind: 'unknown' };
export const BOOL: OpenType = { kind: 'bool' };
export const TEXT: OpenType = { kind: 'text' };
export const NAT: OpenType = { kind: 'nat' };
export const INT: OpenType = { kind: 'int' };
export const HASH: OpenType = { kind: 'hash' };

/** The type behind references; `unknown` for a schema that does not exist. */
export function openType(type: Type, schemas: Schemas): OpenType {
  return type.kind === 'ref' ? (schemas.open(type) ?? UNKNOWN) : type;
}

/** A term that may be unknown, as a type. */
export function typeOfTerm(term: Term | undefined): Type {
  return term ?? UNKNOWN;
}

export function optionOf(type: Type, schemas: Schemas): Type {
  const open = openType(type, schemas).kind;
  return open === 'option' || open === 'null' || open === 'unknown' ? type : { kind: 'option', item: type };
}

const MOST_SHOWN = 4;

/** A type in words: `option<nat>`, `{id: text, …}`, `aos.session/SessionId@1`. */
export function showType(type: Type, depth = 0): string {
  switch (type.kind) {
    case 'ref':
      return type.name;
    case 'child':
      return `handle of ${type.plan}`;
    case 'list':
    case 'set':
    case 'option':
      return `${type.kind}<${showType(type.item, depth + 1)}>`;
    case 'map':
      return `map<${showType(type.key, depth + 1)}, ${showType(type.value, depth + 1)}>`;
    case 'record':
      return depth > 1 ? 'record' : `{${members(type.fields, ': ', ', ', depth)}}`;
    case 'variant':
      return depth > 1 ? 'variant' : `<${members(type.arms, ': ', ' | ', depth)}>`;
    default:
      return type.kind;
  }
}

function members(types: ReadonlyMap<string, Type>, colon: string, comma: string, depth: number): string {
  const shown = [...types].slice(0, MOST_SHOWN).map(([name, type]) => `${name}${colon}${showType(type, depth + 1)}`);
  return [...shown, ...(types.size > MOST_SHOWN ? ['…'] : [])].join(comma);
}
