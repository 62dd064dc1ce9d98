// Types one slot of a step.
import { joinPointer } from '@nx-air/canon';
import { expectType, typeOf } from '../expr/check.ts';
import type { TypeScope } from '../expr/scope.ts';
import { openType, UNKNOWN, type Type } from '../expr/type.ts';
import type { Typed } from '../expr/typed.ts';
import { isConstant } from '../flow/mentions.ts';
import { readExpr, type StepModel } from '../flow/plan-model.ts';

/** The same scope for a slot: pointers of expressions begin at it. */
export function under(scope: TypeScope, field: string): TypeScope {
  return scope.inSlot(joinPointer('', field));
}

/** Checks one slot of a step. What is written out without references was checked when literals were normalised. */
export function checkSlot(step: StepModel, field: string, want: Type, scope: TypeScope): Typed {
  const expr = readExpr(step.json[field]);
  if (!expr) return { type: UNKNOWN };
  const isKnown = openType(want, scope.schemas).kind !== 'unknown';
  if (isKnown && isConstant(expr)) return expr.k === 'const' ? typeOf(expr, under(scope, field)) : { type: want };
  return expectType(expr, want, under(scope, field));
}
