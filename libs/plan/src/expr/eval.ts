// Evaluates an expression: a pure, total function of the expression and its scope.
import { UNIT, type Value } from '../value.ts';
import { mapOf, setOf } from '../value-canon.ts';
import { applyOperator } from './apply.ts';
import type { Expr } from './expr.ts';
import { Fault, typeFault, type EvalFault } from './fault.ts';
import { dottedName, type Reference } from './reference.ts';

/** What references resolve to; undefined means not bound. */
export interface Scope {
  readonly input?: Value | undefined;
  readonly event?: Value | undefined;
  variable(name: string): Value | undefined;
  step(id: string): Value | undefined;
  /** `{$status: text, $fault: option<{code, message}>}` of a completed await_receipt: a payload need not be a record. */
  receipt?(id: string): Value | undefined;
}

export type Evaluated = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: EvalFault };

/**
 * Evaluates by the rules of AOS's AIR evaluator, with one difference: `and` and `or` stop at the first argument that
 * decides them, so that a null check protects what follows it.
 */
export function evaluate(expr: Expr, scope: Scope): Evaluated {
  const place = { at: expr.at };
  try {
    return { ok: true, value: valueOf(expr, scope, place) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { ok: false, fault: { code: error.code, at: place.at, message: error.message } };
  }
}

/** `place` follows the node being evaluated, so that a fault knows where it happened. */
function valueOf(expr: Expr, scope: Scope, place: { at: string }): Value {
  switch (expr.k) {
    case 'const':
      return expr.value;
    case 'ref':
      place.at = expr.at;
      return resolve(expr.ref, scope);
    case 'list':
      return { t: 'list', v: expr.items.map((item) => valueOf(item, scope, place)) };
    case 'set':
      return setOf(expr.items.map((item) => keyOf(valueOf(item, scope, place), expr.at, place)));
    case 'map':
      return mapOf(
        expr.entries.map(([key, value]) => [keyOf(valueOf(key, scope, place), expr.at, place), valueOf(value, scope, place)]),
      );
    case 'record':
      return { t: 'record', v: new Map(expr.fields.map(([name, field]) => [name, valueOf(field, scope, place)])) };
    case 'variant':
      return { t: 'variant', tag: expr.tag, value: expr.value ? valueOf(expr.value, scope, place) : UNIT };
    case 'op':
      return operation(expr, scope, place);
  }
}

function operation(expr: Expr & { k: 'op' }, scope: Scope, place: { at: string }): Value {
  if (expr.op === 'and' || expr.op === 'or') {
    const deciding = expr.op === 'or';
    for (const arg of expr.args) {
      const value = valueOf(arg, scope, place);
      place.at = expr.at;
      if (value.t !== 'bool') throw typeFault('bool', value.t);
      if (value.v === deciding) return value;
    }
    return { t: 'bool', v: !deciding };
  }
  const args = expr.args.map((arg) => valueOf(arg, scope, place));
  place.at = expr.at;
  return applyOperator(expr.op, args);
}

/** Sets and map keys hold what can be ordered alike everywhere: int, nat, text, hash and uuid (AOS `ValueKey`). */
function keyOf(value: Value, at: string, place: { at: string }): Value {
  switch (value.t) {
    case 'int':
    case 'nat':
    case 'text':
    case 'hash':
    case 'uuid':
      return value;
    default:
      place.at = at;
      throw typeFault('int, nat, text, hash or uuid as key', value.t);
  }
}

function resolve(ref: Reference, scope: Scope): Value {
  switch (ref.root) {
    case 'input':
      return access(bound(scope.input, ref), ref.path, ref);
    case 'event':
      return access(bound(scope.event, ref), ref.path, ref);
    case 'step': {
      const isReceipt = ref.path[0] === '$status' || ref.path[0] === '$fault';
      return access(bound(isReceipt ? scope.receipt?.(ref.name) : scope.step(ref.name), ref), ref.path, ref);
    }
    case 'var': {
      const dotted = ref.path.length > 0 ? scope.variable(dottedName(ref)) : undefined;
      return dotted ?? access(bound(scope.variable(ref.name), ref), ref.path, ref);
    }
  }
}

function bound(value: Value | undefined, ref: Reference): Value {
  if (value === undefined) throw new Fault('unbound', `${ref.text} is not bound`);
  return value;
}

function access(root: Value, path: readonly string[], ref: Reference): Value {
  let current = root;
  for (const segment of path) current = member(current, segment, ref);
  return current;
}

function member(value: Value, segment: string, ref: Reference): Value {
  switch (value.t) {
    case 'record': {
      const field = value.v.get(segment);
      if (field === undefined) throw new Fault('missing_field', `${ref.text}: no field ${segment}`);
      return field;
    }
    case 'variant':
      if (segment === '$tag') return { t: 'text', v: value.tag };
      if (segment === '$value') return value.value;
      throw new Fault('missing_field', `${ref.text}: a variant has $tag and $value, no ${segment}`);
    case 'map': {
      const entry = value.v.find(([key]) => key.t === 'text' && key.v === segment);
      if (!entry) throw new Fault('missing_key', `${ref.text}: no key ${segment}`);
      return entry[1];
    }
    case 'null':
      throw new Fault('type', `${ref.text}: null has no field ${segment}`);
    default:
      throw typeFault('record, variant or map', value.t);
  }
}

/** A scope in which only the given values are bound; for guards of triggers and for tests. */
export function scopeOf(bindings: {
  input?: Value;
  event?: Value;
  variables?: ReadonlyMap<string, Value>;
  steps?: ReadonlyMap<string, Value>;
}): Scope {
  return {
    input: bindings.input,
    event: bindings.event,
    variable: (name) => bindings.variables?.get(name),
    step: (id) => bindings.steps?.get(id),
  };
}

