// Evaluates what a step says and types the result by a schema.
import { evaluate, normaliseValue, toCanon, type Expr, type Schemas, type Scope, type Term, type Value } from '@nx-air/plan/runtime';
import type { FaultInfo } from '../record.ts';
import { checkBounds, type ValueBounds } from '../value-bounds.ts';

export type Slot = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: FaultInfo };

/** Faults: `expression_fault`, `value_too_deep`, `value_too_large`. */
export function evaluateSlot(expr: Expr, scope: Scope, bounds: ValueBounds): Slot {
  const result = evaluate(expr, scope);
  if (!result.ok) {
    const { code, at, message } = result.fault;
    return failed('expression_fault', `${code}${at === '' ? '' : ` at ${at}`}: ${message}`);
  }
  const fault = checkBounds(result.value, bounds);
  return fault ? { ok: false, fault } : { ok: true, value: result.value };
}

/** As `evaluateSlot`, and `bad_value` for a value that is not of the type. */
export function typedSlot(expr: Expr, term: Term, schemas: Schemas, scope: Scope, bounds: ValueBounds): Slot {
  const slot = evaluateSlot(expr, scope, bounds);
  return slot.ok ? typeValue(slot.value, term, schemas) : slot;
}

export function typeValue(value: Value, term: Term, schemas: Schemas): Slot {
  const typed = normaliseValue(toCanon(value), term, schemas);
  if (typed.ok) return typed;
  const { path, expected, actual } = typed.fault;
  return failed('bad_value', `value${path}: expected ${expected}, found ${actual}`);
}

function failed(code: string, message: string): Slot {
  return { ok: false, fault: { code, message } };
}
