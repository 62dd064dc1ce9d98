// What each operator takes and gives, one beside the other. `and` and `or` are typed by `check.ts`.
import { isAssignable, isComparable } from '../assign.ts';
import { ALWAYS, and, NEVER, not, type Formula } from '../flow/formula.ts';
import type { Expr } from './expr.ts';
import type { Operator } from './operators.ts';
import { guardHint, hasSubject, narrowed } from './path.ts';
import type { TypeScope } from './scope.ts';
import { BOOL, HASH, INT, NAT, openType, showType, TEXT, UNKNOWN, type OpenType, type Type } from './type.ts';
import { NULL_TOKEN, TRUE_TOKEN, FALSE_TOKEN, type Typed } from './typed.ts';

export type Argument = Typed & { readonly at: string };

type Operation = Expr & { readonly k: 'op' };
type Kind = OpenType['kind'];
type Signature = (call: Call) => Typed;

interface Call {
  readonly expr: Operation;
  readonly first: Argument;
  /** The first one again for operators of one argument. */
  readonly second: Argument;
  readonly scope: TypeScope;
}

/** Types an operation whose number of arguments is right. */
export function typeOperator(expr: Operation, args: readonly Argument[], scope: TypeScope): Typed {
  const [first, second = first] = args;
  if (!first || !second) return { type: UNKNOWN };
  const typed = SIGNATURES[expr.op]({ expr, first, second, scope });
  const keys = args.map((arg) => arg.key);
  const key = typed.key ?? (keys.includes(undefined) ? undefined : scope.table.shorten(`${expr.op}(${keys.join(',')})`));
  if (typed.type.kind !== 'bool' || typed.holds) return { ...typed, key };
  return { ...typed, key, holds: truth(key, scope) };
}

const NUMBERS: readonly Kind[] = ['int', 'nat', 'time', 'duration'];
const MEASURED: readonly Kind[] = ['text', 'bytes', 'list', 'set', 'map', 'record'];

const ordered: Signature = (call) => {
  const kind = operand(call.first, [...NUMBERS, 'text', 'dec128'], call)?.kind;
  if (kind === undefined) operand(call.second, [...NUMBERS, 'text', 'dec128'], call);
  else operand(call.second, NUMBERS.includes(kind) ? NUMBERS : [kind], call);
  return { type: BOOL, holds: order(call) };
};

const arithmetic: Signature = (call) => {
  const { expr, first, second } = call;
  const decimals = expr.op !== 'div' && expr.op !== 'mod';
  const kinds: readonly Kind[] = decimals ? ['int', 'nat', 'dec128'] : ['int', 'nat'];
  const left = operand(first, kinds, call)?.kind;
  const right = operand(second, left === undefined ? kinds : left === 'dec128' ? ['dec128'] : ['int', 'nat'], call)?.kind;
  if (left === undefined || right === undefined) return { type: UNKNOWN };
  if (left === 'dec128') return { type: { kind: 'dec128' } };
  const natural = isNatural(first, left) && isNatural(second, right);
  return { type: left === 'nat' && right === 'nat' && expr.op !== 'sub' ? NAT : INT, natural };
};

const equality: Signature = ({ expr, first, second, scope }) => {
  if (!isComparable(first.type, second.type, scope.schemas)) {
    scope.report('not_comparable', expr.at, { expected: `two values of one type`, actual: `${showType(first.type)} and ${showType(second.type)}` });
  }
  const same = equal(first, second, scope);
  return { type: BOOL, holds: expr.op === 'eq' ? same : not(same) };
};

const texts: Signature = (call) => {
  operand(call.first, ['text'], call);
  operand(call.second, ['text'], call);
  return { type: call.expr.op === 'concat' ? TEXT : BOOL };
};

const SIGNATURES: Readonly<Record<Exclude<Operator, 'and' | 'or'>, Signature>> & Readonly<Record<'and' | 'or', Signature>> = {
  len: (call) => {
    operand(call.first, MEASURED, call);
    return { type: NAT, natural: true };
  },
  get: (call) => {
    const container = operand(call.first, ['record', 'map', 'list'], call);
    return container ? member(container, call) : { type: UNKNOWN };
  },
  has: (call) => {
    const container = operand(call.first, ['record', 'map', 'set', 'list'], call);
    if (container?.kind === 'record') operand(call.second, ['text'], call);
    else if (container) comparable(call.second, itemOf(container), call);
    const subject = container?.kind === 'map' ? hasSubject(call.first.key, call.second.token) : undefined;
    return subject === undefined ? { type: BOOL } : { type: BOOL, holds: truth(subject, call.scope) };
  },
  eq: equality,
  ne: equality,
  lt: ordered,
  le: ordered,
  gt: ordered,
  ge: ordered,
  and: () => ({ type: BOOL }),
  or: () => ({ type: BOOL }),
  not: (call) => {
    operand(call.first, ['bool'], call);
    return { type: BOOL };
  },
  concat: texts,
  hash: ({ first, scope }) => {
    if (openType(first.type, scope.schemas).kind === 'child') scope.report('handle_is_opaque', first.at, { actual: showType(first.type) });
    return { type: HASH };
  },
  hash_bytes: (call) => {
    operand(call.first, ['bytes'], call);
    return { type: HASH };
  },
  add: arithmetic,
  sub: arithmetic,
  mul: arithmetic,
  div: arithmetic,
  mod: arithmetic,
  starts_with: texts,
  ends_with: texts,
  contains: (call) => {
    const haystack = operand(call.first, ['text', 'bytes', 'list', 'set', 'map'], call);
    if (haystack?.kind === 'text' || haystack?.kind === 'bytes') operand(call.second, [haystack.kind], call);
    else if (haystack) comparable(call.second, itemOf(haystack), call);
    return { type: BOOL };
  },
};

/** The argument's type when it is one of `kinds`; undefined when it is unknown or has got a finding. */
function operand(arg: Argument, kinds: readonly Kind[], { expr, scope }: Call): OpenType | undefined {
  const open = openType(narrowed(arg, scope).type, scope.schemas);
  if (open.kind === 'unknown' || open.kind === 'never') return undefined;
  if (kinds.includes(open.kind)) return open;
  const expected = `${kinds.join(', ')} for ${expr.op}`;
  const item = open.kind === 'option' ? openType(open.item, scope.schemas) : undefined;
  if (item && kinds.includes(item.kind)) {
    if (!scope.flow) return item;
    const ref = expr.args.find((each) => each.at === arg.at);
    const hint = ref?.k === 'ref' ? { hint: guardHint(ref.ref.text) } : {};
    scope.report('option_unguarded', arg.at, { expected, actual: showType(open), ...hint });
    scope.forgive(arg.key, NULL_TOKEN, false);
    return undefined;
  }
  scope.report('operand_type', arg.at, { expected, actual: showType(arg.type) });
  return undefined;
}

function comparable(arg: Argument, item: Type, { scope }: Call): void {
  if (isComparable(arg.type, item, scope.schemas)) return;
  scope.report('not_comparable', arg.at, { expected: showType(item), actual: showType(arg.type) });
}

function itemOf(container: OpenType): Type {
  if (container.kind === 'list' || container.kind === 'set') return container.item;
  return container.kind === 'map' ? container.key : UNKNOWN;
}

function member(container: OpenType, call: Call): Typed {
  const { second, expr, scope } = call;
  switch (container.kind) {
    case 'list':
      operand(second, ['nat', 'int'], call);
      return narrowed({ type: container.item, key: memberKey(call) }, scope);
    case 'map':
      comparable(second, container.key, call);
      return narrowed({ type: container.value, key: memberKey(call) }, scope);
    case 'record': {
      const name = expr.args[1];
      const constant = name?.k === 'const' && name.value.t === 'text' ? name.value.v : undefined;
      const field = constant === undefined ? undefined : container.fields.get(constant);
      if (constant !== undefined && field) return narrowed({ type: field, key: memberKey(call) }, scope);
      if (operand(second, ['text'], call) || constant !== undefined) {
        const expected = `the name of a field: ${[...container.fields.keys()].join(', ')}`;
        scope.report('unknown_path', second.at, { expected, actual: constant ?? 'a computed text' });
      }
      return { type: UNKNOWN };
    }
    default:
      return { type: UNKNOWN };
  }
}

function memberKey({ first, second, scope }: Call): string | undefined {
  if (first.key === undefined || second.key === undefined) return undefined;
  return scope.table.shorten(`get(${first.key},${second.key})`);
}

function isNatural(arg: Argument, kind: Kind): boolean {
  return arg.natural === true || kind === 'nat';
}

function truth(key: string | undefined, scope: TypeScope): Formula {
  const subject = key ?? scope.table.fresh();
  scope.table.close(subject, [TRUE_TOKEN, FALSE_TOKEN]);
  return scope.table.is(subject, TRUE_TOKEN);
}

/** `gt(a, b)` is `lt(b, a)`, `ge` and `le` their opposites, so that guards are recognised as complements. */
function order({ expr, first, second, scope }: Call): Formula {
  const swapped = expr.op === 'gt' || expr.op === 'le';
  const [a, b] = swapped ? [second, first] : [first, second];
  const less = isLess(a, b, scope);
  return expr.op === 'lt' || expr.op === 'gt' ? less : not(less);
}

/** Against a constant as a bound, so that `lt`, `eq` and `gt` of one value are recognised as all there is. */
function isLess(a: Argument, b: Argument, scope: TypeScope): Formula {
  if (a.key !== undefined && a.token === undefined && b.number !== undefined) return scope.table.below(a.key, b.number);
  if (b.key !== undefined && b.token === undefined && a.number !== undefined) return not(scope.table.below(b.key, a.number + 1n));
  return truth(a.key === undefined || b.key === undefined ? undefined : `lt(${a.key},${b.key})`, scope);
}

function equal(first: Argument, second: Argument, scope: TypeScope): Formula {
  if (first.token !== undefined && second.token !== undefined) return first.token === second.token ? ALWAYS : NEVER;
  if (second.token !== undefined) return isToken(first, second.token, scope, second.number);
  if (first.token !== undefined) return isToken(second, first.token, scope, first.number);
  const keys = [first.key, second.key];
  const same = truth(keys.includes(undefined) ? undefined : `eq(${keys.sort().join(',')})`, scope);
  return and(same, ...nonNull(first, second, scope), ...nonNull(second, first, scope));
}

/** What equals a value that is never null is not null. */
function nonNull(what: Argument, other: Argument, scope: TypeScope): readonly Formula[] {
  const maybeNull = openType(what.type, scope.schemas).kind === 'option' && what.key !== undefined;
  if (!maybeNull || canBeNull(other, scope)) return [];
  return [not(scope.table.is(what.key ?? '', NULL_TOKEN))];
}

function isToken(arg: Argument, token: string, scope: TypeScope, number?: bigint): Formula {
  if (token === NULL_TOKEN && !canBeNull(arg, scope)) return NEVER;
  return scope.table.is(arg.key ?? scope.table.fresh(), token, number);
}

function canBeNull(arg: Argument, scope: TypeScope): boolean {
  const { kind } = openType(arg.type, scope.schemas);
  return kind === 'option' || kind === 'null' || kind === 'unit' || kind === 'unknown' || kind === 'never';
}

/** Whether a value of this type is a hash, or bytes that are read as one. */
export function isKeyMaterial(type: Type, scope: TypeScope): boolean {
  return isAssignable(type, HASH, scope.schemas) || isAssignable(type, { kind: 'bytes' }, scope.schemas);
}
