// Typed round trip of expressions and literals: first match wins, in the order AOS declares.
import { EXPR_OPS } from '../model/expr.ts';
import { firstOf, lazy, listOf, mapOf } from './compound.ts';
import { anyJson, choice, empty, flag, hashRef, int, nat, text } from './scalar.ts';
import { nonempty, optional, required, struct } from './struct.ts';
import type { JsonValue } from '@nx-air/canon';
import type { Memo, Reader } from './reader.ts';
import type { StructOptions } from './struct.ts';

const single = (name: string, reader: Reader, options?: StructOptions): Reader =>
  struct([required(name, reader)], options);

/** Constants with their readers. AOS orders the two unions differently in one place: text and bytes. */
const CONST_FORMS = [
  ['null', empty],
  ['bool', flag],
  ['int', int],
  ['nat', nat],
  ['dec128', text],
  ['text', text],
  ['bytes_b64', text],
  ['time_ns', nat],
  ['duration_ns', int],
  ['hash', hashRef],
  ['uuid', text],
] as const satisfies readonly (readonly [string, Reader])[];

const LITERAL_CONST_ORDER = [0, 1, 2, 3, 4, 6, 5, 7, 8, 9, 10] as const;

const innerExpr = lazy(() => exprReader);
const innerLiteral = lazy(() => literalReader);

/** Reads an `Expr`. Its constants are the one place where a one-element array is not taken for a struct. */
export const exprReader: Reader = firstOf(
  single('ref', text),
  ...CONST_FORMS.map(([name, reader]) => single(name, reader, { objectOnly: true })),
  struct([required('op', choice(EXPR_OPS, 'strict')), required('args', listOf(innerExpr))]),
  single('record', mapOf(innerExpr)),
  single('list', listOf(innerExpr)),
  single('set', listOf(innerExpr)),
  single('map', listOf(struct([required('key', innerExpr), required('value', innerExpr)]))),
  single('variant', struct([required('tag', text), optional('value', innerExpr)])),
);

/** Reads a `ValueLiteral`. */
export const literalReader: Reader = firstOf(
  ...LITERAL_CONST_ORDER.map((index) => single(CONST_FORMS[index][0], CONST_FORMS[index][1])),
  single('list', listOf(innerLiteral)),
  single('set', listOf(innerLiteral)),
  single('map', listOf(struct([required('key', innerLiteral), required('value', innerLiteral)]))),
  single('record', mapOf(innerLiteral)),
  struct([required('tag', text), optional('value', innerLiteral)]),
  struct([required('alias', text), required('version', nat)], { closed: true }),
);

/** Reads an `ExprOrValue`: an expression, else a literal, else the JSON as it stands. */
export const exprOrValue: Reader = firstOf(exprReader, literalReader, anyJson);

/** The expressions of a plan that AOS hashes although this kernel refuses them. */
export const invariants = nonempty('invariants', listOf(exprReader));

/** What AOS takes the JSON in an `ExprOrValue` slot for. */
export function formOfSlot(json: JsonValue): 'expr' | 'literal' | 'json' {
  const memo: Memo = new Map();
  if (exprReader(json, memo) !== undefined) return 'expr';
  return literalReader(json, memo) === undefined ? 'json' : 'literal';
}
