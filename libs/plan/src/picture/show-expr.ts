// Expressions as one short line, for the labels of steps and edges.
import type { Expr } from '../expr/expr.ts';
import type { Value } from '../value.ts';

const INFIX: ReadonlyMap<string, string> = new Map([
  ['eq', '='], ['ne', '≠'], ['lt', '<'], ['le', '≤'], ['gt', '>'], ['ge', '≥'],
  ['and', 'and'], ['or', 'or'], ['add', '+'], ['sub', '−'], ['mul', '×'], ['div', '÷'], ['mod', 'mod'],
]);

/** Readable, not parseable: `@step:fetched.$status = "ok"`. Long values are cut where they are shown. */
export function showExpr(expr: Expr): string {
  switch (expr.k) {
    case 'ref':
      return expr.ref.text;
    case 'const':
      return showValue(expr.value);
    case 'op':
      return showOperation(expr.op, expr.args);
    case 'list':
      return `[${expr.items.map(showExpr).join(', ')}]`;
    case 'set':
      return `set [${expr.items.map(showExpr).join(', ')}]`;
    case 'map':
      return `{${expr.entries.map(([key, value]) => `${showExpr(key)}: ${showExpr(value)}`).join(', ')}}`;
    case 'record':
      return `{${expr.fields.map(([name, value]) => `${name}: ${showExpr(value)}`).join(', ')}}`;
    case 'variant':
      return expr.value === undefined ? expr.tag : `${expr.tag} ${showExpr(expr.value)}`;
  }
}

function showOperation(op: string, args: readonly Expr[]): string {
  const sign = INFIX.get(op);
  if (sign === undefined || args.length < 2) return `${op}(${args.map(showExpr).join(', ')})`;
  const inner = (arg: Expr): string => (arg.k === 'op' && INFIX.has(arg.op) && op !== arg.op && (op === 'and' || op === 'or') === (arg.op === 'and' || arg.op === 'or') ? `(${showExpr(arg)})` : showExpr(arg));
  return args.map(inner).join(` ${sign} `);
}

function showValue(value: Value): string {
  switch (value.t) {
    case 'null':
    case 'unit':
      return 'null';
    case 'text':
      return JSON.stringify(value.v);
    case 'bool':
    case 'int':
    case 'nat':
    case 'time':
    case 'duration':
    case 'hash':
    case 'uuid':
      return `${value.v}`;
    default:
      return value.t;
  }
}
