// Follows the path of a reference through types, as `evaluate` follows it through values.
import { nearest } from '@nx-air/air';
import { text } from '../value.ts';
import type { Reference } from './reference.ts';
import type { TypeScope } from './scope.ts';
import { openType, showType, TEXT, UNKNOWN, type OpenType, type Type } from './type.ts';
import { FALSE_TOKEN, NULL_TOKEN, TRUE_TOKEN, tokenOf, type Typed } from './typed.ts';

/** The type at the end of a reference; findings for every segment that could fault, one a reference. */
export function followReference(reference: Reference, at: string, scope: TypeScope): Typed {
  const root = scope.root(reference, at);
  if (!root) return { type: UNKNOWN };
  let here: Typed = { type: root.type, key: root.key };
  const start = reference.path.length - root.path.length;
  for (const [index, segment] of root.path.entries()) {
    const base = prefixText(reference, start + index);
    const next = member(here, segment, base, at, scope);
    if (!next) return { type: UNKNOWN, key: keyOfPath(here.key, root.path.slice(index), scope) };
    here = next;
  }
  return narrowed(here, scope);
}

/** The name of what lies behind a segment that has a finding: what a guard says of it is still known where it holds. */
function keyOfPath(from: string | undefined, rest: readonly string[], scope: TypeScope): string | undefined {
  return rest.reduce((key, segment) => (key === undefined ? undefined : scope.table.shorten(`${key}.${segment}`)), from);
}

/** The value in the narrowest type that is known: an option that is known not to be null is its item. */
export function narrowed(typed: Typed, scope: TypeScope): Typed {
  const open = openType(typed.type, scope.schemas);
  const { key } = typed;
  if (open.kind === 'bool' && key !== undefined) {
    scope.table.close(key, [TRUE_TOKEN, FALSE_TOKEN]);
    return { ...typed, holds: scope.table.is(key, TRUE_TOKEN) };
  }
  const isNull = scope.knows(key, NULL_TOKEN);
  // Null and not null: this place is never reached.
  if (open.kind === 'null' && isNull === 'no') return { ...typed, type: { kind: 'never' } };
  if (open.kind !== 'option') return typed;
  // Elsewhere it may be null: that stays one of the values that the subject can have.
  if (key !== undefined) scope.table.is(key, NULL_TOKEN);
  if (isNull === 'no') return narrowed({ ...typed, type: open.item }, scope);
  return isNull === 'yes' ? { ...typed, type: { kind: 'null' } } : typed;
}

function prefixText(reference: Reference, segments: number): string {
  const { text: whole, path } = reference;
  const rest = path.slice(segments).join('.');
  return rest === '' ? whole : whole.slice(0, whole.length - rest.length - 1);
}

function member(from: Typed, segment: string, base: string, at: string, scope: TypeScope): Typed | undefined {
  const open = behindOption(from, base, at, scope);
  if (!open) return undefined;
  const key = from.key === undefined ? undefined : scope.table.shorten(`${from.key}.${segment}`);
  switch (open.kind) {
    case 'unknown':
    case 'never':
      return undefined;
    case 'record': {
      const field = open.fields.get(segment);
      if (field) return { type: field, key };
      return fail(segment, open, base, [...open.fields.keys()], at, scope);
    }
    case 'variant':
      if (segment === '$tag') return tag(open.arms, key, scope);
      if (segment === '$value') return armValue(from, open.arms, base, at, scope);
      return fail(segment, open, base, ['$tag', '$value'], at, scope);
    case 'map':
      return mapValue(from, open, segment, base, at, scope);
    case 'child':
      scope.report('handle_is_opaque', at, { actual: `${base}.${segment}` });
      return undefined;
    default:
      return fail(segment, open, base, [], at, scope);
  }
}

function behindOption(from: Typed, base: string, at: string, scope: TypeScope): OpenType | undefined {
  let open = openType(narrowed(from, scope).type, scope.schemas);
  while (open.kind === 'option') {
    if (scope.flow) {
      scope.report('option_unguarded', at, { actual: `${base} is ${showType(open)}`, hint: guardHint(base) });
      scope.forgive(from.key, NULL_TOKEN, false);
      return undefined;
    }
    open = openType(open.item, scope.schemas);
  }
  return open;
}

/** What makes an option readable, in one line. */
export function guardHint(what: string): string {
  return `Read it behind a guard \`ne(${what}, null)\`.`;
}

function tag(arms: ReadonlyMap<string, Type>, key: string | undefined, scope: TypeScope): Typed {
  if (key !== undefined) scope.table.close(key, [...arms.keys()].map((arm) => tokenOf(text(arm))));
  return { type: TEXT, key };
}

function armValue(
  from: Typed,
  arms: ReadonlyMap<string, Type>,
  base: string,
  at: string,
  scope: TypeScope,
): Typed | undefined {
  const tagKey = from.key === undefined ? undefined : scope.table.shorten(`${from.key}.$tag`);
  const known = [...arms].find(([arm]) => scope.knows(tagKey, tokenOf(text(arm))) === 'yes') ?? onlyOf(arms);
  if (known) return { type: known[1], key: from.key === undefined ? undefined : `${from.key}.$value` };
  if (scope.flow) {
    scope.report('variant_unguarded', at, {
      expected: `one of ${[...arms.keys()].join(', ')} to be known`,
      hint: `Read it behind a guard \`eq(${base}.$tag, "${[...arms.keys()][0] ?? 'Tag'}")\`.`,
    });
  }
  return undefined;
}

function onlyOf(arms: ReadonlyMap<string, Type>): readonly [string, Type] | undefined {
  const [only] = arms;
  return arms.size === 1 ? only : undefined;
}

function mapValue(
  from: Typed,
  map: OpenType & { readonly kind: 'map' },
  segment: string,
  base: string,
  at: string,
  scope: TypeScope,
): Typed | undefined {
  if (openType(map.key, scope.schemas).kind !== 'text') return fail(segment, map, base, [], at, scope);
  const key = from.key === undefined ? undefined : `${from.key}.${segment}`;
  const has = hasSubject(from.key, tokenOf(text(segment)));
  if (!scope.flow || scope.knows(has, TRUE_TOKEN) === 'yes') return { type: map.value, key };
  scope.forgive(has, TRUE_TOKEN, true);
  scope.report('map_key_unguarded', at, { hint: `Read it behind a guard \`has(${base}, "${segment}")\`.` });
  return undefined;
}

/** The subject that says whether a map has a key. */
export function hasSubject(container: string | undefined, token: string | undefined): string | undefined {
  return container === undefined || token === undefined ? undefined : `has(${container}, ${token})`;
}

function fail(
  segment: string,
  open: OpenType,
  base: string,
  known: readonly string[],
  at: string,
  scope: TypeScope,
): undefined {
  const meant = nearest(segment, known);
  scope.report('unknown_path', at, {
    expected: known.length > 0 ? `a field of ${base}: ${known.join(', ')}` : `a record, variant or map as ${base}`,
    actual: known.length > 0 ? segment : showType(open),
    ...(meant === undefined ? {} : { hint: `Did you mean \`${meant}\`?` }),
  });
  return undefined;
}
