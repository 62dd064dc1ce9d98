// Expressions, and the slots that take an expression or a value.
import type { JsonValue } from '@nx-air/canon';
import type { Const, ValueLiteral } from './value-literal.ts';

export const EXPR_OPS = [
  'len',
  'get',
  'has',
  'eq',
  'ne',
  'lt',
  'le',
  'gt',
  'ge',
  'and',
  'or',
  'not',
  'concat',
  'hash',
  'hash_bytes',
  'add',
  'sub',
  'mul',
  'div',
  'mod',
  'starts_with',
  'ends_with',
  'contains',
] as const;

export type ExprOp = (typeof EXPR_OPS)[number];

export interface RefExpr {
  /** `@plan.input`, `@var:name`, `@step:id`, `@event`, each with an optional field path. */
  readonly ref: string;
}
export interface OpExpr {
  readonly op: ExprOp;
  readonly args: readonly Expr[];
}
export interface VariantExpr {
  readonly variant: { readonly tag: string; readonly value?: Expr };
}

export type Expr =
  | RefExpr
  | Const
  | OpExpr
  | { readonly record: Readonly<Record<string, Expr>> }
  | { readonly list: readonly Expr[] }
  | { readonly set: readonly Expr[] }
  | { readonly map: readonly { readonly key: Expr; readonly value: Expr }[] }
  | VariantExpr;

/** Plain JSON is sugar: it is read by the schema of the slot when the plan is normalised. */
export type ExprOrValue = Expr | ValueLiteral | JsonValue;
