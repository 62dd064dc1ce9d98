// When a value of one type may stand where another is asked for.
import type { Schemas } from './schemas.ts';
import type { OpenTerm, Term } from './terms.ts';

/**
 * Structural: records need the same fields (an option field of the target may be missing), variants a subset of the
 * target's arms. A nat may stand for an int (a value past 2^63-1 is an overflow at run time), nothing else changes
 * its number type. A `T` may stand for `option<T>`. Schemas may be recursive.
 */
export function isAssignable(from: Term, to: Term, schemas: Schemas): boolean {
  return new Comparison(schemas).assignable(from, to);
}

/** Whether values of both types can be compared with `eq`: one could stand for the other, options aside. */
export function isComparable(left: Term, right: Term, schemas: Schemas): boolean {
  const a = withoutOption(left, schemas);
  const b = withoutOption(right, schemas);
  return isAssignable(a, b, schemas) || isAssignable(b, a, schemas);
}

/** The type behind an option; any other type as it is. */
export function withoutOption(term: Term, schemas: Schemas): Term {
  const open = schemas.open(term);
  return open?.kind === 'option' ? open.item : term;
}

class Comparison {
  readonly #schemas: Schemas;
  /** Pairs of references under comparison: meeting one again means that nothing has contradicted it. */
  readonly #assumed = new Set<string>();

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
  }

  assignable(from: Term, to: Term): boolean {
    if (from.kind === 'ref' && to.kind === 'ref') {
      if (from.name === to.name) return true;
      const pair = `${from.name} ${to.name}`;
      if (this.#assumed.has(pair)) return true;
      this.#assumed.add(pair);
    }
    const source = this.#schemas.open(from);
    const target = this.#schemas.open(to);
    return source !== undefined && target !== undefined && this.#open(source, target);
  }

  #open(from: OpenTerm, to: OpenTerm): boolean {
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
      case 'nat':
        return to.kind === 'nat' || to.kind === 'int';
      default:
        return to.kind === from.kind;
    }
  }

  #record(from: ReadonlyMap<string, Term>, to: ReadonlyMap<string, Term>): boolean {
    for (const name of from.keys()) if (!to.has(name)) return false;
    for (const [name, field] of to) {
      const given = from.get(name);
      const fits = given ? this.assignable(given, field) : this.#schemas.open(field)?.kind === 'option';
      if (!fits) return false;
    }
    return true;
  }

  #arms(from: ReadonlyMap<string, Term>, to: ReadonlyMap<string, Term>): boolean {
    for (const [tag, body] of from) {
      const arm = to.get(tag);
      if (!arm || !this.assignable(body, arm)) return false;
    }
    return true;
  }
}
