// Entry `@nx-air/plan/runtime`: types, values and evaluation, and nothing that a running kernel does not need.
export { PRIMITIVES, termOf, type OpenTerm, type Primitive, type Term } from './terms.ts';
export { Schemas } from './schemas.ts';
export { bool, FALSE, int, list, nat, NULL, record, text, TRUE, UNIT, type Value, type ValueKind } from './value.ts';
export { compareValues, encodeValue, equalValues, mapOf, setOf, toCanon } from './value-canon.ts';
export { calculateDec128, compareDec128, isDec128, type DecimalOperation } from './dec128.ts';
export { hashOfValue } from './value-hash.ts';
export { normaliseValue, type DataForm, type Normalised, type ValueFault } from './normalise-value.ts';
export { parseExpr, type Expr, type ExprFault, type ParsedExpr } from './expr/expr.ts';
export { parseReference, dottedName, type Reference, type ReferenceRoot } from './expr/reference.ts';
export { isOperator, OPERATORS, type Operator } from './expr/operators.ts';
export { evaluate, scopeOf, type Evaluated, type Scope } from './expr/eval.ts';
export type { EvalFault, EvalFaultCode } from './expr/fault.ts';
