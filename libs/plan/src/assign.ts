// When a value of one type may stand where another is asked for.
import { openType, optionOf, type OpenType, type Type } from './expr/type.ts';
import type { Schemas } from './schemas.ts';

/** What a local is declared as that keeps handles of children. */
export const PLAN_HANDLE = 'sys/PlanHandle@1';

/**
 * Structural: records need the same fields (an option field of the target may be missing), variants a subset of the
 * target's arms. A nat may stand for an int (a value past 2^63-1 is an overflow at run time), nothing else changes
 * its number type. A handle of a child is a `sys/PlanHandle@1`, never the other way round. A `T` and null may stand for `option<T>`. Schemas may be recursive. `unknown` fits everywhere.
 */
export function isAssignable(from: Type, to: Type, schemas: Schemas): boolean {
  return new Comparison(schemas).assignable(from, to);
}

/** Whether `eq` of both types can be true: one could stand for the other, options and number types aside. */
export function isComparable(left: Type, right: Type, schemas: Schemas): boolean {
  const a = withoutOption(left, schemas);
  const b = withoutOption(right, schemas);
  if (isNumber(a) && isNumber(b)) return true;
  const nulls = [a, b].filter((type) => openType(type, schemas).kind === 'null').length;
  return nulls > 0 || isAssignable(a, b, schemas) || isAssignable(b, a, schemas);
}

/** The type behind an option; any other type as it is. */
export function withoutOption(type: Type, schemas: Schemas): Type {
  const open = openType(type, schemas);
  return open.kind === 'option' ? open.item : type;
}

/** The smallest type that both fit, or undefined when there is none. */
export function joinTypes(left: Type, right: Type, schemas: Schemas): Type | undefined {
  if (isAssignable(left, right, schemas)) return right.kind === 'unknown' ? left : right;
  if (isAssignable(right, left, schemas)) return left;
  const a = openType(left, schemas);
  const b = openType(right, schemas);
  if (a.kind === 'null') return optionOf(right, schemas);
  if (b.kind === 'null') return optionOf(left, schemas);
  if (a.kind === 'option' || b.kind === 'option') {
    const item = joinTypes(withoutOption(a, schemas), withoutOption(b, schemas), schemas);
    return item && optionOf(item, schemas);
  }
  if ((a.kind === 'list' && b.kind === 'list') || (a.kind === 'set' && b.kind === 'set')) {
    const item = joinTypes(a.item, b.item, schemas);
    return item && { kind: a.kind, item };
  }
  if (a.kind === 'variant' && b.kind === 'variant') return joinArms(a.arms, b.arms, schemas);
  return undefined;
}

function joinArms(left: ReadonlyMap<string, Type>, right: ReadonlyMap<string, Type>, schemas: Schemas): Type | undefined {
  const arms = new Map(left);
  for (const [tag, body] of right) {
    const other = arms.get(tag);
    const both = other === undefined ? body : joinTypes(other, body, schemas);
    if (both === undefined) return undefined;
    arms.set(tag, both);
  }
  return { kind: 'variant', arms };
}

function isNumber(type: Type): boolean {
  return type.kind === 'int' || type.kind === 'nat' || type.kind === 'time' || type.kind === 'duration';
}

class Comparison {
  readonly #schemas: Schemas;
  /** Pairs of references under comparison: meeting one again means that nothing has contradicted it. */
  readonly #assumed = new Set<string>();

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
  }

  assignable(from: Type, to: Type): boolean {
    if (from.kind === 'ref' && to.kind === 'ref') {
      if (from.name === to.name) return true;
      const pair = `${from.name} ${to.name}`;
      if (this.#assumed.has(pair)) return true;
      this.#assumed.add(pair);
    }
    if (from.kind === 'child' && to.kind === 'ref' && to.name === PLAN_HANDLE) return true;
    return this.#open(openType(from, this.#schemas), openType(to, this.#schemas));
  }

  #open(from: OpenType, to: OpenType): boolean {
    if (from.kind === 'unknown' || to.kind === 'unknown' || from.kind === 'never') return true;
    if (from.kind === 'null') return to.kind === 'option' || to.kind === 'unit' || to.kind === 'null';
    if (to.kind === 'option') return this.assignable(from.kind === 'option' ? from.item : from, to.item);
    switch (from.kind) {
      case 'record':
        return to.kind === 'record' && this.#record(from.fields, to.fields);
      case 'variant':
        return to.kind === 'variant' && this.#arms(from.arms, to.arms);
      case 'list':
      case 'set':
        return to.kind === from.kind && this.assignable(from.item, to.item);
      case 'map':
        return to.kind === 'map' && this.assignable(from.key, to.key) && this.assignable(from.value, to.value);
      case 'option':
        return false;
      case 'child':
        return to.kind === 'child' && to.plan === from.plan;
      case 'nat':
        return to.kind === 'nat' || to.kind === 'int';
      default:
        return to.kind === from.kind;
    }
  }

  #record(from: ReadonlyMap<string, Type>, to: ReadonlyMap<string, Type>): boolean {
    for (const name of from.keys()) if (!to.has(name)) return false;
    for (const [name, field] of to) {
      const given = from.get(name);
      const fits = given ? this.assignable(given, field) : openType(field, this.#schemas).kind === 'option';
      if (!fits) return false;
    }
    return true;
  }

  #arms(from: ReadonlyMap<string, Type>, to: ReadonlyMap<string, Type>): boolean {
    for (const [tag, body] of from) {
      const arm = to.get(tag);
      if (!arm || !this.assignable(body, arm)) return false;
    }
    return true;
  }
}
