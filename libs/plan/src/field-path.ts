// The type at the end of a dotted path, as `key_field` and `correlate_by` write them.
import type { Schemas } from './schemas.ts';
import type { Term } from './terms.ts';

/** `$value` steps into a variant whose arms all have the rest of the path with one type. Undefined when there is no such field. */
export function fieldAt(term: Term, path: readonly string[], schemas: Schemas): Term | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return term;
  const open = schemas.open(term);
  if (open?.kind === 'record') {
    const field = open.fields.get(name);
    return field && fieldAt(field, rest, schemas);
  }
  if (open?.kind !== 'variant' || name !== '$value') return undefined;
  const types = [...open.arms.values()].map((arm) => fieldAt(arm, rest, schemas));
  const [first] = types;
  const same = first !== undefined && types.every((type) => type !== undefined && termsEqual(type, first, schemas));
  return same ? first : undefined;
}

/** Whether two terms describe the same values in the same form; references count as what they stand for. */
export function termsEqual(left: Term, right: Term, schemas: Schemas, assumed: ReadonlySet<string> = new Set()): boolean {
  let known = assumed;
  if (left.kind === 'ref' && right.kind === 'ref') {
    if (left.name === right.name) return true;
    const pair = `${left.name} ${right.name}`;
    if (assumed.has(pair)) return true;
    known = new Set([...assumed, pair]);
  }
  const a = schemas.open(left);
  const b = schemas.open(right);
  if (!a || !b) return false;
  const equal = (x: Term, y: Term): boolean => termsEqual(x, y, schemas, known);
  const equalMembers = (x: ReadonlyMap<string, Term>, y: ReadonlyMap<string, Term>): boolean =>
    x.size === y.size && [...x].every(([name, term]) => hasEqual(y.get(name), term));
  const hasEqual = (x: Term | undefined, y: Term): boolean => x !== undefined && equal(x, y);
  switch (a.kind) {
    case 'record':
      return b.kind === 'record' && equalMembers(a.fields, b.fields);
    case 'variant':
      return b.kind === 'variant' && equalMembers(a.arms, b.arms);
    case 'list':
    case 'set':
    case 'option':
      return b.kind === a.kind && equal(a.item, b.item);
    case 'map':
      return b.kind === 'map' && equal(a.key, b.key) && equal(a.value, b.value);
    default:
      return b.kind === a.kind;
  }
}
