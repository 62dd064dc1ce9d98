// Untyped data to typed values: the boundary that every event, receipt and module output passes.
import { parseHash, type CanonValue } from '@nx-air/canon';
import { isDec128 } from './dec128.ts';
import type { Schemas } from './schemas.ts';
import type { OpenTerm, Primitive, Term } from './terms.ts';
import { bool, MAX_INT, MAX_NAT, MIN_INT, NULL, text, UNIT, type Value } from './value.ts';
import { mapOf, setOf } from './value-canon.ts';

/** Where data does not fit its type; `path` in the notation of references (`.order.items[2]`). */
export interface ValueFault {
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
}

export type Normalised = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: ValueFault };

/** `json` reads what people write by hand: bytes as base64, 64-bit numbers also as text, maps as pairs or objects. */
export type DataForm = 'cbor' | 'json';

/**
 * Types data against a schema (AOS's schema normaliser, without its leniency for text in place of bytes and bool).
 * Records may leave option fields out; a variant is `{$tag, $value}` or `{Tag: value}`; sets are sorted and lose duplicates.
 */
export function normaliseValue(data: CanonValue, term: Term, schemas: Schemas, form: DataForm = 'cbor'): Normalised {
  try {
    return { ok: true, value: new Reader(schemas, form).read(data, term, '') };
  } catch (error) {
    if (error instanceof Mismatch) return { ok: false, fault: error.fault };
    throw error;
  }
}

class Mismatch extends Error {
  readonly fault: ValueFault;

  constructor(path: string, expected: string, data: CanonValue) {
    super(expected);
    this.fault = { path, expected, actual: describe(data) };
  }
}

class Reader {
  readonly #schemas: Schemas;
  readonly #form: DataForm;

  constructor(schemas: Schemas, form: DataForm) {
    this.#schemas = schemas;
    this.#form = form;
  }

  read(data: CanonValue, term: Term, path: string): Value {
    const open = this.#schemas.open(term);
    if (!open) throw new Mismatch(path, `a known schema (${term.kind === 'ref' ? term.name : term.kind})`, data);
    switch (open.kind) {
      case 'record':
        return this.#record(data, open, path);
      case 'variant':
        return this.#variant(data, open, path);
      case 'list':
        return { t: 'list', v: this.#items(data, open.item, path) };
      case 'set':
        return setOf(this.#items(data, open.item, path));
      case 'map':
        return this.#map(data, open, path);
      case 'option':
        return data === null ? NULL : this.read(data, open.item, path);
      default:
        return this.#primitive(data, open.kind, path);
    }
  }

  #record(data: CanonValue, term: OpenTerm & { kind: 'record' }, path: string): Value {
    const entries = textEntries(data);
    if (!entries) throw new Mismatch(path, 'record', data);
    for (const name of entries.keys()) {
      if (!term.fields.has(name)) throw new Mismatch(`${path}.${name}`, 'no such field', entries.get(name) ?? null);
    }
    const fields = new Map<string, Value>();
    for (const [name, field] of term.fields) {
      const given = entries.get(name);
      if (given === undefined && this.#schemas.open(field)?.kind !== 'option') {
        throw new Mismatch(`${path}.${name}`, 'a value for this field', null);
      }
      fields.set(name, this.read(given ?? null, field, `${path}.${name}`));
    }
    return { t: 'record', v: fields };
  }

  #variant(data: CanonValue, term: OpenTerm & { kind: 'variant' }, path: string): Value {
    const entries = textEntries(data);
    const arm = entries && variantArm(entries);
    const body = arm && term.arms.get(arm.tag);
    if (!arm || !body) throw new Mismatch(path, `one of the arms ${[...term.arms.keys()].join(', ')}`, data);
    if (arm.value === undefined) {
      const empty = this.#schemas.open(body)?.kind;
      if (empty === 'option') return { t: 'variant', tag: arm.tag, value: NULL };
      if (empty !== 'unit') throw new Mismatch(`${path}.$value`, `a value for arm ${arm.tag}`, null);
      return { t: 'variant', tag: arm.tag, value: UNIT };
    }
    return { t: 'variant', tag: arm.tag, value: this.read(arm.value, body, `${path}.$value`) };
  }

  #items(data: CanonValue, item: Term, path: string): readonly Value[] {
    if (!Array.isArray(data)) throw new Mismatch(path, 'list', data);
    return data.map((entry: CanonValue, index) => this.read(entry, item, `${path}[${index}]`));
  }

  #map(data: CanonValue, term: OpenTerm & { kind: 'map' }, path: string): Value {
    const pairs = mapPairs(data, this.#form);
    if (!pairs) throw new Mismatch(path, 'map', data);
    return mapOf(
      pairs.map(([key, value], index) => [
        this.read(key, term.key, `${path}{key ${index}}`),
        this.read(value, term.value, `${path}{${index}}`),
      ]),
    );
  }

  #primitive(data: CanonValue, kind: Primitive, path: string): Value {
    const value = this.#primitiveValue(data, kind);
    if (!value) throw new Mismatch(path, kind, data);
    return value;
  }

  #primitiveValue(data: CanonValue, kind: Primitive): Value | undefined {
    switch (kind) {
      case 'unit':
        return data === null ? UNIT : undefined;
      case 'bool':
        return typeof data === 'boolean' ? bool(data) : undefined;
      case 'nat':
      case 'time':
        return this.#integer(data, kind, 0n, MAX_NAT);
      case 'int':
      case 'duration':
        return this.#integer(data, kind, MIN_INT, MAX_INT);
      case 'text':
        return typeof data === 'string' ? text(data) : undefined;
      case 'uuid':
        return typeof data === 'string' && UUID.test(data) ? { t: 'uuid', v: data } : undefined;
      case 'dec128':
        return typeof data === 'string' && isDec128(data) ? { t: 'dec128', v: data } : undefined;
      case 'hash': {
        const hash = typeof data === 'string' ? parseHash(data) : undefined;
        return hash && { t: 'hash', v: hash };
      }
      case 'bytes': {
        if (data instanceof Uint8Array) return { t: 'bytes', v: data };
        const bytes = this.#form === 'json' && typeof data === 'string' ? fromBase64(data) : undefined;
        return bytes && { t: 'bytes', v: bytes };
      }
    }
  }

  #integer(data: CanonValue, kind: 'int' | 'nat' | 'time' | 'duration', least: bigint, most: bigint): Value | undefined {
    const written = this.#form === 'json' && typeof data === 'string' && DECIMAL.test(data);
    const isNumber = typeof data === 'bigint' || (typeof data === 'number' && Number.isSafeInteger(data));
    if (!written && !isNumber) return undefined;
    const v = BigInt(data);
    return v >= least && v <= most ? { t: kind, v } : undefined;
  }
}

const UUID = /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;
const DECIMAL = /^-?\d{1,20}$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function fromBase64(data: string): Uint8Array | undefined {
  return BASE64.test(data) ? new Uint8Array(Buffer.from(data, 'base64')) : undefined;
}

/** A map or object whose keys are all text. */
function textEntries(data: CanonValue): ReadonlyMap<string, CanonValue> | undefined {
  if (data instanceof Map) {
    for (const key of data.keys()) if (typeof key !== 'string') return undefined;
    return data;
  }
  return isPlainObject(data) ? new Map(Object.entries(data)) : undefined;
}

function variantArm(entries: ReadonlyMap<string, CanonValue>): { tag: string; value: CanonValue | undefined } | undefined {
  const tag = entries.get('$tag');
  if (typeof tag === 'string') {
    const extra = entries.size - (entries.has('$value') ? 2 : 1);
    return extra === 0 ? { tag, value: entries.get('$value') } : undefined;
  }
  if (entries.size !== 1) return undefined;
  const [entry] = entries;
  if (!entry) return undefined;
  return { tag: entry[0], value: entry[1] === null ? undefined : entry[1] };
}

function mapPairs(data: CanonValue, form: DataForm): readonly (readonly [CanonValue, CanonValue])[] | undefined {
  if (data instanceof Map) return [...data];
  if (isPlainObject(data)) return Object.entries(data);
  if (form !== 'json' || !Array.isArray(data)) return undefined;
  const pairs: [CanonValue, CanonValue][] = [];
  for (const pair of data as readonly CanonValue[]) {
    if (!Array.isArray(pair) || pair.length !== 2) return undefined;
    pairs.push([pair[0], pair[1]]);
  }
  return pairs;
}

function isPlainObject(data: CanonValue): data is { readonly [key: string]: CanonValue } {
  return (
    typeof data === 'object' && data !== null && !Array.isArray(data) && !(data instanceof Uint8Array) && !(data instanceof Map)
  );
}

const LONGEST_SHOWN = 60;

function describe(data: CanonValue): string {
  if (data === null) return 'null';
  if (data instanceof Uint8Array) return `${data.length} bytes`;
  if (Array.isArray(data)) return `list of ${data.length}`;
  if (typeof data === 'object') return 'map';
  const shown = typeof data === 'string' ? JSON.stringify(data) : String(data);
  return shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}…` : shown;
}
