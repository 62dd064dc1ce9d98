// What an expression may read, and its text.
import type { Expr } from '@nx-air/plan/runtime';

/** Where a reference begins. */
export function rootOf({ root, name }: { readonly root: string; readonly name: string }): string {
  return root === 'input' ? '@plan.input' : root === 'event' ? '@event' : `@${root}:${name}`;
}

const texts = new WeakMap<Expr, string>();

/** The expression as a text, to name what it gives. */
export function textOf(expr: Expr): string {
  const text = texts.get(expr) ?? JSON.stringify(expr, showBigInt);
  texts.set(expr, text);
  return text;
}

const showBigInt = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}n` : value instanceof Uint8Array ? bytesOf(value) : value);
const bytesOf = (bytes: Uint8Array): string => [...bytes].join(' ');

const allRoots = new WeakMap<Expr, ReadonlySet<string>>();

/** The roots that an expression may read. */
export function rootsOf(expr: Expr): ReadonlySet<string> {
  const known = allRoots.get(expr);
  if (known) return known;
  const roots = new Set<string>();
  allRoots.set(expr, roots);
  const walk = (inner: Expr): void => {
    switch (inner.k) {
      case 'const':
        return;
      case 'ref':
        roots.add(rootOf(inner.ref));
        if (inner.ref.root === 'var') roots.add(`@var:${[inner.ref.name, ...inner.ref.path].join('.')}`);
        if (inner.ref.root === 'step') roots.add(`@step:${inner.ref.name}.$receipt`);
        return;
      case 'op':
        return inner.args.forEach(walk);
      case 'list':
      case 'set':
        return inner.items.forEach(walk);
      case 'map':
        return inner.entries.flat().forEach(walk);
      case 'record':
        return inner.fields.forEach(([, field]) => walk(field));
      case 'variant':
        if (inner.value) walk(inner.value);
    }
  };
  walk(expr);
  return roots;
}
