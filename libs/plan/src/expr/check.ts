// Types expressions, with a finding for everything that could fault in `evaluate` and is not a matter of values.
import { nearest } from '@nx-air/air';
import { joinPointer } from '@nx-air/canon';
import { isAssignable, joinTypes, withoutOption } from '../assign.ts';
import { ALWAYS, and, NEVER, not, or, type Formula } from '../flow/formula.ts';
import { bool } from '../value.ts';
import type { Value } from '../value.ts';
import type { Expr } from './expr.ts';
import { OPERATORS } from './operators.ts';
import { followReference, guardHint } from './path.ts';
import type { TypeScope } from './scope.ts';
import { typeOperator } from './signatures.ts';
import { BOOL, openType, showType, UNKNOWN, type OpenType, type Type } from './type.ts';
import { NULL_TOKEN, tokenOf, type Typed } from './typed.ts';

/** The type of an expression from itself alone. Findings go to the scope; what has one is `unknown`. */
export function typeOf(expr: Expr, scope: TypeScope): Typed {
  switch (expr.k) {
    case 'const':
      return typeOfConstant(expr.value);
    case 'ref':
      return followReference(expr.ref, expr.at, scope);
    case 'record':
    case 'variant':
      return typeOfMembers(expr, scope);
    case 'list':
    case 'set':
    case 'map':
      return typeOfCollection(expr, scope);
    case 'op':
      return expr.op === 'and' || expr.op === 'or' ? typeOfLogic(expr, expr.op, scope) : typeOfOperation(expr, scope);
  }
}

function typeOfMembers(expr: Expr & { readonly k: 'record' | 'variant' }, scope: TypeScope): Typed {
  if (expr.k === 'record') {
    const fields = expr.fields.map(([name, field]) => [name, typeOf(field, scope)] as const);
    const key = keyOf('record', fields.map(([name, { key: part }]) => part && `${JSON.stringify(name)}:${part}`), scope);
    return { type: { kind: 'record', fields: new Map(fields.map(([name, { type }]) => [name, type])) }, key };
  }
  const body = expr.value ? typeOf(expr.value, scope) : undefined;
  const key = keyOf(`variant ${JSON.stringify(expr.tag)}`, body ? [body.key] : [], scope);
  return { type: { kind: 'variant', arms: new Map([[expr.tag, body?.type ?? { kind: 'unit' }]]) }, key };
}

function typeOfCollection(expr: Expr & { readonly k: 'list' | 'set' | 'map' }, scope: TypeScope): Typed {
  const flat = expr.k === 'map' ? expr.entries.flat() : expr.items;
  const parts = flat.map((item) => ({ item, ...typeOf(item, scope) }));
  const key = keyOf(expr.k, parts.map((part) => part.key), scope);
  if (expr.k === 'list') return { type: { kind: 'list', item: joinItems(parts, scope) }, key };
  if (expr.k === 'set') return { type: { kind: 'set', item: keyed(joinItems(parts, scope), expr, scope) }, key };
  const keys = keyed(joinItems(parts.filter((_, index) => index % 2 === 0), scope), expr, scope);
  return { type: { kind: 'map', key: keys, value: joinItems(parts.filter((_, index) => index % 2 === 1), scope) }, key };
}

function keyOf(form: string, parts: readonly (string | undefined)[], { table }: TypeScope): string | undefined {
  return parts.includes(undefined) ? undefined : table.shorten(`${form}(${parts.join(',')})`);
}

/** Types a condition and says when it holds; a finding when it is not boolean. */
export function checkCondition(expr: Expr, scope: TypeScope): Formula | undefined {
  return expectType(expr, BOOL, scope).holds;
}

function typeOfConstant(value: Value): Typed {
  const token = tokenOf(value);
  const key = `=${token}`;
  switch (value.t) {
    case 'bool':
      return { type: BOOL, key, token, holds: value.v ? ALWAYS : NEVER };
    case 'list':
    case 'set':
    case 'map':
    case 'record':
    case 'variant':
      return { type: UNKNOWN, key, token };
    case 'nat':
      return { type: { kind: 'nat' }, key, token, number: value.v, natural: true };
    case 'int':
      return { type: { kind: 'int' }, key, token, number: value.v, natural: value.v >= 0n };
    case 'time':
    case 'duration':
      return { type: { kind: value.t }, key, token, number: value.v };
    default:
      return { type: { kind: value.t }, key, token };
  }
}

function joinItems(items: readonly (Typed & { readonly item: Expr })[], scope: TypeScope): Type {
  let all: Type = { kind: 'never' };
  let isMixed = false;
  for (const { item, type } of items) {
    const joined = joinTypes(all, type, scope.schemas);
    if (joined) all = joined;
    else scope.report('mixed_items', item.at, { expected: showType(all), actual: showType(type) });
    isMixed ||= !joined;
  }
  // What such a list is used for is not judged on top.
  return isMixed ? UNKNOWN : all;
}

const KEY_KINDS: ReadonlySet<string> = new Set(['int', 'nat', 'text', 'hash', 'uuid', 'unknown', 'never']);

/** Members of sets and keys of maps: `evaluate` faults on any other type. */
function keyed(type: Type, expr: Expr, scope: TypeScope): Type {
  if (KEY_KINDS.has(openType(type, scope.schemas).kind)) return type;
  scope.report('bad_key_type', expr.at, { expected: 'int, nat, text, hash or uuid', actual: showType(type) });
  return UNKNOWN;
}

/** Left to right, as it is evaluated: what comes later is only reached when the earlier ones did not decide. */
function typeOfLogic(expr: Expr & { readonly k: 'op' }, op: 'and' | 'or', scope: TypeScope): Typed {
  checkArity(expr, scope);
  let inner = scope;
  const parts: Formula[] = [];
  const keys: (string | undefined)[] = [];
  for (const arg of expr.args) {
    const { holds, key } = expectType(arg, BOOL, inner);
    keys.push(key);
    const part = holds ?? scope.table.is(scope.table.fresh(), tokenOf(bool(true)));
    parts.push(part);
    inner = inner.assume(part, op === 'and');
  }
  return { type: BOOL, key: keyOf(op, keys, scope), holds: op === 'and' ? and(...parts) : or(...parts) };
}

function typeOfOperation(expr: Expr & { readonly k: 'op' }, scope: TypeScope): Typed {
  if (!checkArity(expr, scope)) {
    for (const arg of expr.args) typeOf(arg, scope);
    return { type: UNKNOWN };
  }
  const args = expr.args.map((arg) => ({ ...typeOf(arg, scope), at: arg.at }));
  const typed = typeOperator(expr, args, scope);
  return expr.op === 'not' && args[0]?.holds ? { ...typed, holds: not(args[0].holds) } : typed;
}

function checkArity(expr: Expr & { readonly k: 'op' }, scope: TypeScope): boolean {
  const [least, most] = OPERATORS[expr.op];
  const count = expr.args.length;
  if (count >= least && count <= most) return true;
  const expected = most === Infinity ? `at least ${least}` : `${least}`;
  scope.report('operator_arity', expr.at, { expected: `${expected} argument${least === 1 ? '' : 's'} for ${expr.op}`, actual: `${count}` });
  return false;
}

/** Types `expr` and reports where it does not fit `want`; the smallest part that does not fit is named. */
export function expectType(expr: Expr, want: Type, scope: TypeScope): Typed {
  const target = openType(withoutOption(want, scope.schemas), scope.schemas);
  switch (expr.k) {
    case 'record':
      if (target.kind === 'record') return expectRecord(expr, target, scope);
      break;
    case 'variant':
      if (target.kind === 'variant') return expectVariant(expr, target, scope);
      break;
    case 'list':
      if (target.kind === 'list') return expectItems(expr, target, scope);
      break;
    case 'set':
      if (target.kind === 'set') return expectItems(expr, target, scope);
      break;
    case 'map':
      if (target.kind === 'map') return expectEntries(expr, target, scope);
      break;
    default:
  }
  const typed = typeOf(expr, scope);
  if (typed.natural === true && target.kind === 'nat') return typed;
  if (!isAssignable(typed.type, want, scope.schemas)) reportMismatch(expr, typed, want, scope);
  return typed;
}

function reportMismatch(expr: Expr, { type: found, key }: Typed, want: Type, scope: TypeScope): void {
  const open = openType(found, scope.schemas);
  if (open.kind === 'option' && isAssignable(open.item, want, scope.schemas)) {
    if (!scope.flow) return;
    const hint = expr.k === 'ref' ? { hint: guardHint(expr.ref.text) } : {};
    scope.report('option_unguarded', expr.at, { expected: showType(want), actual: showType(found), ...hint });
    scope.forgive(key, NULL_TOKEN, false);
    return;
  }
  scope.report('type_mismatch', expr.at, { expected: showType(want), actual: showType(found) });
}

function expectRecord(
  expr: Expr & { readonly k: 'record' },
  want: OpenType & { readonly kind: 'record' },
  scope: TypeScope,
): Typed {
  const given = new Set<string>();
  for (const [name, field] of expr.fields) {
    given.add(name);
    const type = want.fields.get(name);
    if (type) {
      expectType(field, type, scope);
      continue;
    }
    typeOf(field, scope);
    const meant = nearest(name, want.fields.keys());
    scope.report('unknown_record_field', joinPointer(expr.at, 'record', name), {
      at: 'key',
      expected: `one of ${[...want.fields.keys()].join(', ') || 'no fields'}`,
      actual: name,
      ...(meant === undefined ? {} : { hint: `Did you mean \`${meant}\`?` }),
    });
  }
  const missing = [...want.fields].filter(([name, type]) => !given.has(name) && openType(type, scope.schemas).kind !== 'option');
  if (missing.length > 0) {
    scope.report('missing_record_field', expr.at, { expected: missing.map(([name, type]) => `${name}: ${showType(type, 1)}`).join(', ') });
  }
  return { type: want };
}

function expectVariant(
  expr: Expr & { readonly k: 'variant' },
  want: OpenType & { readonly kind: 'variant' },
  scope: TypeScope,
): Typed {
  const arm = want.arms.get(expr.tag);
  if (!arm) {
    if (expr.value) typeOf(expr.value, scope);
    const meant = nearest(expr.tag, want.arms.keys());
    scope.report('unknown_arm', expr.at, {
      expected: `one of ${[...want.arms.keys()].join(', ')}`,
      actual: expr.tag,
      ...(meant === undefined ? {} : { hint: `Did you mean \`${meant}\`?` }),
    });
    return { type: want };
  }
  if (expr.value) {
    expectType(expr.value, arm, scope);
    return { type: want };
  }
  const { kind } = openType(arm, scope.schemas);
  if (kind !== 'unit' && kind !== 'option' && kind !== 'unknown') {
    scope.report('type_mismatch', expr.at, { expected: `a value ${showType(arm)} for ${expr.tag}`, actual: 'none' });
  }
  return { type: want };
}

function expectItems(
  expr: Expr & { readonly k: 'list' | 'set' },
  want: OpenType & { readonly kind: 'list' | 'set' | 'option' },
  scope: TypeScope,
): Typed {
  for (const item of expr.items) expectKeyOrItem(item, want.item, expr.k === 'set', scope);
  return { type: want };
}

function expectEntries(
  expr: Expr & { readonly k: 'map' },
  want: OpenType & { readonly kind: 'map' },
  scope: TypeScope,
): Typed {
  for (const [key, value] of expr.entries) {
    expectKeyOrItem(key, want.key, true, scope);
    expectType(value, want.value, scope);
  }
  return { type: want };
}

function expectKeyOrItem(item: Expr, want: Type, isKey: boolean, scope: TypeScope): void {
  const { type } = expectType(item, want, scope);
  if (isKey && isAssignable(type, want, scope.schemas)) keyed(type, item, scope);
}
