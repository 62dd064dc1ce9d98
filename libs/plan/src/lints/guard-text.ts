// Guards as text, so that two edges with the same guard are recognised.
import type { Expr } from '../expr/expr.ts';

/** Equal for expressions that are written alike, whatever place they stand at. */
export function guardText(expr: Expr): string {
  switch (expr.k) {
    case 'ref':
      return expr.ref.text;
    case 'const':
      return JSON.stringify(expr.value, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}` : value instanceof Map ? [...value] : value));
    case 'op':
      return `${expr.op}(${expr.args.map(guardText).join(', ')})`;
    case 'list':
    case 'set':
      return `${expr.k}[${expr.items.map(guardText).join(', ')}]`;
    case 'map':
      return `map{${expr.entries.map(([key, value]) => `${guardText(key)}: ${guardText(value)}`).join(', ')}}`;
    case 'record':
      return `{${expr.fields.map(([name, value]) => `${JSON.stringify(name)}: ${guardText(value)}`).join(', ')}}`;
    case 'variant':
      return `<${JSON.stringify(expr.tag)} ${expr.value ? guardText(expr.value) : ''}>`;
  }
}
