// Whether a guard looks at how an awaited effect ended.
import type { Expr } from '@nx-air/plan/runtime';

/** True when the expression holds `@step:<step>.$status`. */
export function readsStatus(expr: Expr, step: string): boolean {
  const reads = (inner: Expr): boolean => readsStatus(inner, step);
  switch (expr.k) {
    case 'const':
      return false;
    case 'ref':
      return expr.ref.root === 'step' && expr.ref.name === step && expr.ref.path[0] === '$status';
    case 'op':
      return expr.args.some(reads);
    case 'list':
    case 'set':
      return expr.items.some(reads);
    case 'map':
      return expr.entries.some(([key, value]) => reads(key) || reads(value));
    case 'record':
      return expr.fields.some(([, field]) => reads(field));
    case 'variant':
      return expr.value !== undefined && reads(expr.value);
  }
}
