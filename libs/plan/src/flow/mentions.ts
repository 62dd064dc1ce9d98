// Which references an expression holds.
import type { Expr } from '../expr/expr.ts';
import type { Reference } from '../expr/reference.ts';

/** Every reference, in the order of the source. */
export function* referencesOf(expr: Expr): IterableIterator<Reference> {
  switch (expr.k) {
    case 'const':
      return;
    case 'ref':
      yield expr.ref;
      return;
    case 'op':
      for (const arg of expr.args) yield* referencesOf(arg);
      return;
    case 'list':
    case 'set':
      for (const item of expr.items) yield* referencesOf(item);
      return;
    case 'map':
      for (const [key, value] of expr.entries) {
        yield* referencesOf(key);
        yield* referencesOf(value);
      }
      return;
    case 'record':
      for (const [, field] of expr.fields) yield* referencesOf(field);
      return;
    case 'variant':
      if (expr.value) yield* referencesOf(expr.value);
  }
}

/** Whether the value is written out, without reference or operator: the loader has checked it against its schema. */
export function isConstant(expr: Expr): boolean {
  switch (expr.k) {
    case 'const':
      return true;
    case 'ref':
    case 'op':
      return false;
    case 'list':
    case 'set':
      return expr.items.every(isConstant);
    case 'map':
      return expr.entries.every(([key, value]) => isConstant(key) && isConstant(value));
    case 'record':
      return expr.fields.every(([, field]) => isConstant(field));
    case 'variant':
      return expr.value === undefined || isConstant(expr.value);
  }
}
