// The part of a `where` that tells from a value of the instance which events can match: what waits are indexed by.
import type { Expr, Reference } from '@nx-air/plan/runtime';

/** `eq(event, instance)`: `event` is a reference into @event, `instance` does not change while the step waits. */
export interface WaitShape {
  /** Names the place in the event. */
  readonly path: string;
  readonly event: Expr;
  readonly instance: Expr;
}

/** Whether what a variable reference means never changes once it has a value. */
export type IsStable = (reference: Reference) => boolean;

/**
 * Only `eq(…)` itself, or as the first argument of `and`, which stops there when it is false: skipping the events of
 * other values then changes nothing, not even a `wait_fault`.
 */
export function waitShape(where: Expr | undefined, isStable: IsStable): WaitShape | undefined {
  if (where?.k !== 'op') return undefined;
  if (where.op === 'and') return waitShape(where.args[0], isStable);
  const [left, right] = where.args;
  if (where.op !== 'eq' || !left || !right || where.args.length !== 2) return undefined;
  return sides(left, right, isStable) ?? sides(right, left, isStable);
}

function sides(event: Expr, instance: Expr, isStable: IsStable): WaitShape | undefined {
  if (event.k !== 'ref' || event.ref.root !== 'event' || !isConstant(instance, isStable)) return undefined;
  return { path: event.ref.text, event, instance };
}

function isConstant(expr: Expr, isStable: IsStable): boolean {
  switch (expr.k) {
    case 'const':
      return true;
    case 'ref':
      return expr.ref.root === 'input' || expr.ref.root === 'step' || (expr.ref.root === 'var' && isStable(expr.ref));
    case 'op':
      return expr.args.every((arg) => isConstant(arg, isStable));
    case 'list':
    case 'set':
      return expr.items.every((item) => isConstant(item, isStable));
    case 'map':
      return expr.entries.every(([key, value]) => isConstant(key, isStable) && isConstant(value, isStable));
    case 'record':
      return expr.fields.every(([, field]) => isConstant(field, isStable));
    case 'variant':
      return expr.value === undefined || isConstant(expr.value, isStable);
  }
}
