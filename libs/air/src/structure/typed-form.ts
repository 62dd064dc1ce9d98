// Typed expressions and literals: objects with one form, checked as AOS would read them.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { didYouMean, nearest } from '../did-you-mean.ts';
import type { Problem } from '../finding.ts';
import { isJsonArray, isJsonObject } from '../identity/reader.ts';
import { EXPR_OPS } from '../model/expr.ts';
import { checkClosed } from './closed-object.ts';
import { CONSTANTS, isFloat } from './constants.ts';
import { describe, quote } from './describe.ts';
import { badNumbers, isOpName, isSwallowed, swallowed } from './mangled.ts';
import { unknownOp } from './op-problem.ts';
import { child, isIgnoredKey } from './place.ts';
import type { Report } from './place.ts';

/** `member`: inside a typed form of a `value` slot, where expressions and literals may stand but plain JSON may not. */
export type Mode = 'expr' | 'literal' | 'member';

/** What keeps a typed form from being read as the other of the two grammars. */
interface Uses {
  /** A `ref`, `op` or `variant` was seen: only an expression. */
  expression: boolean;
  /** The first `{tag, value}` or `{alias, version}`: only a literal. */
  literalAt: string | undefined;
}

export interface Context {
  readonly report: Report;
  readonly uses: Uses;
}

type Content = (value: JsonValue, pointer: string, mode: Mode, context: Context) => Problem[];

const EXPECTED: Readonly<Record<Mode, string>> = {
  expr: 'an expression, such as `{"ref": "@plan.input"}`',
  literal: 'a literal, such as `{"text": "…"}`',
  member: 'an expression or literal, such as `{"text": "…"}`',
};

const HINT: Readonly<Record<Mode, string>> = {
  expr: 'Write one expression, without a list around it.',
  literal: 'Write a typed literal, for example `{"record": {…}}`.',
  member: 'Write the type of the value: `{"text": "…"}`, `{"nat": 5}`.',
};

const notTyped = (value: JsonValue, pointer: string, mode: Mode, report: Report): Problem =>
  report('bad_expr', pointer, {
    expected: EXPECTED[mode],
    actual: describe(value),
    ...(mode === 'expr' ? {} : { hint: HINT[mode] }),
  });

export const checkTyped = (value: JsonValue, pointer: string, mode: Mode, context: Context): Problem[] => {
  const { report } = context;
  if (isFloat(value)) return badNumbers(value, pointer, report);
  if (isSwallowed(value)) return [{ ...swallowed(value, pointer, report), expected: EXPECTED[mode], hint: HINT[mode] }];
  if (!isJsonObject(value)) return [notTyped(value, pointer, mode, report)];
  const form = formOf(value);
  if (form !== undefined) return checkForm(value, form, pointer, mode, context);
  const literal = mode === 'expr' ? undefined : untaggedLiteral(value, pointer, context);
  return literal ?? [noForm(value, pointer, mode, report)];
};

const noForm = (value: JsonObject, pointer: string, mode: Mode, report: Report): Problem => {
  const keys = Object.keys(value).filter((key) => !isIgnoredKey(key));
  const [key] = keys;
  const meant = keys.length === 1 && key !== undefined ? nearest(key, FORMS.keys()) : undefined;
  return key === undefined || meant === undefined
    ? notTyped(value, pointer, mode, report)
    : report('unknown_field', child(pointer, key), {
        at: 'key',
        expected: `\`${meant}\``,
        actual: quote(key),
        ...didYouMean(meant),
      });
};

/** The form AOS tries first among the keys present. */
export const formOf = (value: JsonObject): string | undefined => {
  for (const form of FORMS.keys()) if (Object.hasOwn(value, form)) return form;
  return undefined;
};

export const extraKeys = (value: JsonObject, form: string): string[] =>
  Object.keys(value).filter((key) => key !== form && !isIgnoredKey(key) && !(form === 'op' && key === 'args'));

export const checkForm = (value: JsonObject, form: string, pointer: string, mode: Mode, context: Context): Problem[] => {
  const { report, uses } = context;
  if (mode === 'literal' && EXPRESSION_ONLY.has(form)) {
    return [report('bad_expr', child(pointer, form), { at: 'key', expected: EXPECTED.literal, actual: `\`${form}\``, hint: HINT.literal })];
  }
  if (EXPRESSION_ONLY.has(form)) uses.expression = true;
  const problems =
    form === 'op'
      ? checkOp(value, pointer, context)
      : (FORMS.get(form)?.(value[form] ?? null, child(pointer, form), mode, context) ?? []);
  if (!isExtraKeysOnly(problems)) return problems;
  const extra = extraKeys(value, form).map((key) =>
    report('expr_extra_keys', child(pointer, key), { at: 'key', expected: `\`${form}\` alone`, actual: quote(key) }),
  );
  return [...problems, ...extra];
};

const checkOp = (value: JsonObject, pointer: string, context: Context): Problem[] => {
  const { report } = context;
  const { op, args } = value;
  if (typeof op !== 'string') {
    return [report('wrong_type', child(pointer, 'op'), { expected: 'text', actual: describe(op) })];
  }
  if (!isOpName(op)) return [unknownOp(child(pointer, 'op'), op, EXPR_OPS, report)];
  if (args === undefined) return [report('missing_field', pointer, { expected: '`args`' })];
  return checkList(args, child(pointer, 'args'), 'expr', context);
};

const checkList: Content = (value, pointer, mode, context) =>
  isJsonArray(value)
    ? value.flatMap((item, index) => checkTyped(item, child(pointer, index), mode, context))
    : [context.report('wrong_type', pointer, { expected: 'a list', actual: describe(value) })];

const checkRecord: Content = (value, pointer, mode, context) =>
  isJsonObject(value)
    ? Object.entries(value).flatMap(([key, member]) => checkTyped(member, child(pointer, key), mode, context))
    : [context.report('wrong_type', pointer, { expected: 'an object', actual: describe(value) })];

const checkMap: Content = (value, pointer, mode, context) =>
  isJsonArray(value)
    ? value.flatMap((item, index) =>
        checkClosed(item, child(pointer, index), ['key', 'value'], [], context.report, (member, at) =>
          checkTyped(member, at, mode, context),
        ),
      )
    : [context.report('wrong_type', pointer, { expected: 'a list of `{key, value}`', actual: describe(value) })];

const checkVariant: Content = (value, pointer, _mode, context) =>
  checkClosed(value, pointer, ['tag'], ['value'], context.report, (member, at, key) => {
    if (key === 'value') return member === null ? [] : checkTyped(member, at, 'expr', context);
    return typeof member === 'string'
      ? []
      : [context.report('wrong_type', at, { expected: 'text', actual: describe(member) })];
  });

/**
 * The two literals without a key of their own: `{tag, value?}` and `{alias, version}`. Undefined when the object is
 * neither, so that it is plain JSON. A secret reference takes no other key; a variant drops them.
 */
export const untaggedLiteral = (value: JsonObject, pointer: string, context: Context): Problem[] | undefined => {
  const keys = Object.keys(value).filter((key) => !isIgnoredKey(key));
  if (typeof value['alias'] === 'string' && typeof value['version'] === 'number' && keys.length === 2) {
    context.uses.literalAt ??= pointer;
    return [];
  }
  if (typeof value['tag'] !== 'string') return undefined;
  const member = value['value'] ?? null;
  const inner: Context = { ...context, uses: { expression: false, literalAt: undefined } };
  if (member !== null && checkTyped(member, child(pointer, 'value'), 'literal', inner).length > 0) return undefined;
  context.uses.literalAt ??= pointer;
  return keys
    .filter((key) => key !== 'tag' && key !== 'value')
    .map((key) =>
      context.report('expr_extra_keys', child(pointer, key), { at: 'key', expected: '`tag` and `value` alone', actual: quote(key) }),
    );
};

/** Every form with a key of its own, in the order in which AOS tries them. */
const FORMS: ReadonlyMap<string, Content> = new Map<string, Content>([
  [
    'ref',
    (value, pointer, _mode, { report }) =>
      typeof value === 'string' ? [] : [report('wrong_type', pointer, { expected: 'text', actual: describe(value) })],
  ],
  ...[...CONSTANTS].map(([name, check]): [string, Content] => [
    name,
    (value, pointer, _mode, { report }) => check(value, pointer, report),
  ]),
  ['op', () => []],
  ['record', checkRecord],
  ['list', checkList],
  ['set', checkList],
  ['map', checkMap],
  ['variant', checkVariant],
]);

const EXPRESSION_ONLY: ReadonlySet<string> = new Set(['ref', 'op', 'variant']);

/** Whether the value is read as meant but for keys that are dropped. */
export const isExtraKeysOnly = (problems: readonly Problem[]): boolean =>
  problems.every((problem) => problem.code === 'expr_extra_keys');
