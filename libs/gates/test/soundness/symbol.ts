// Values of which only the shape is known: what can be said about a run whatever the input, receipts and events hold.
import { encodeValue, FALSE, NULL, TRUE, UNIT, type OpenTerm, type Term, type Value } from '@nx-air/plan/runtime';
import { bytesToHex } from '@nx-air/canon';
import { schemas } from './world.ts';

/** `key` names the value: two symbols with one key are the same value. */
export type Symbolic =
  | { readonly k: 'const'; readonly key: string; readonly value: Value }
  /** Any value of the type. `truth` decides a bool that has been computed; a `natural` int is out of range, or a nat. */
  | { readonly k: 'any'; readonly key: string; readonly term: Term; readonly truth?: () => boolean; readonly natural?: boolean }
  | { readonly k: 'record'; readonly key: string; readonly fields: ReadonlyMap<string, Symbolic> }
  | { readonly k: 'variant'; readonly key: string; readonly tag: string; readonly value: Symbolic }
  | { readonly k: 'list' | 'set'; readonly key: string; readonly items: readonly Symbolic[] }
  | { readonly k: 'map'; readonly key: string; readonly entries: readonly (readonly [Symbolic, Symbolic])[] };

const names = new Map<string, string>();

/** A short name, the same for the same text. */
export function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = `k${names.size}`;
    names.set(text, name);
  }
  return name;
}

const constants = new WeakMap<Value, Symbolic>();

export function constant(value: Value): Symbolic {
  if (value.t === 'bool' && value !== TRUE && value !== FALSE) return truthOf(value.v);
  let symbol = constants.get(value);
  if (!symbol) {
    symbol = { k: 'const', key: nameOf(`${value.t} ${bytesToHex(encodeValue(value))}`), value };
    constants.set(value, symbol);
  }
  return symbol;
}

const records = new WeakMap<Term, Map<string, Symbolic>>();

/** A value of a record type with its fields. */
export function fieldsOf(key: string, type: OpenTerm & { readonly kind: 'record' }): Symbolic {
  const known = records.get(type) ?? new Map<string, Symbolic>();
  records.set(type, known);
  let symbol = known.get(key);
  if (!symbol) {
    symbol = { k: 'record', key, fields: new Map([...type.fields].map(([name, field]) => [name, anyOf(`${key}.${name}`, field)])) };
    known.set(key, symbol);
  }
  return symbol;
}

export const truthOf = (is: boolean): Symbolic => (is ? YES : NO);

export const anyOf = (key: string, term: Term): Symbolic => ({ k: 'any', key: nameOf(key), term });
const YES = constant(TRUE);
const NO = constant(FALSE);
export const NOTHING = constant(NULL);
export const NO_BODY = constant(UNIT);

export function recordOf(fields: ReadonlyMap<string, Symbolic>): Symbolic {
  const parts = [...fields].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { key }]) => `${name}:${key}`);
  return { k: 'record', key: nameOf(`record ${parts.join(' ')}`), fields };
}

export function variantOf(tag: string, value: Symbolic): Symbolic {
  return { k: 'variant', key: nameOf(`variant ${tag} ${value.key}`), tag, value };
}

export function open(term: Term): OpenTerm {
  const found = schemas.open(term);
  if (!found) throw new Error('a schema is missing');
  return found;
}

export type Kind = Value['t'] | 'option';

export function kindOf(symbol: Symbolic): Kind {
  if (symbol.k === 'const') return symbol.value.t;
  return symbol.k === 'any' ? open(symbol.term).kind : symbol.k;
}

/** Whether every value of the one type may stand for one of the other. */
export function fits(from: Term, to: Term): boolean {
  if (from.kind === 'ref' && to.kind === 'ref' && from.name === to.name) return true;
  const [a, b] = [open(from), open(to)];
  if (b.kind === 'option') return fits(a.kind === 'option' ? a.item : a, b.item);
  if (a.kind === 'record' && b.kind === 'record') {
    const given = a.fields;
    return [...given.keys()].every((name) => b.fields.has(name)) && [...b.fields].every(([name, field]) => {
      const found = given.get(name);
      return found ? fits(found, field) : open(field).kind === 'option';
    });
  }
  if (a.kind === 'variant' && b.kind === 'variant') {
    return [...a.arms].every(([tag, body]) => {
      const arm = b.arms.get(tag);
      return arm !== undefined && fits(body, arm);
    });
  }
  if ((a.kind === 'list' && b.kind === 'list') || (a.kind === 'set' && b.kind === 'set')) return fits(a.item, b.item);
  if (a.kind === 'map' && b.kind === 'map') return fits(a.key, b.key) && fits(a.value, b.value);
  return a.kind === b.kind || (a.kind === 'nat' && b.kind === 'int');
}
