// Types as generated code has them: every record and variant a class with a name, everything else built from classes.
import type { JsonValue } from '@nx-air/canon';
import { Schemas, type Primitive, type Term } from '@nx-air/plan/runtime';
import { armNames, ClassNames, fieldNames, pascalCase } from './identifiers.ts';

export type Shape =
  | { readonly kind: Primitive }
  | { readonly kind: 'class'; readonly name: string }
  | { readonly kind: 'list' | 'set' | 'option'; readonly item: Shape }
  | { readonly kind: 'map'; readonly key: Shape; readonly value: Shape };

export interface Field {
  /** In the schema. */
  readonly name: string;
  /** In the code. */
  readonly property: string;
  readonly shape: Shape;
}

/** `schema` is '' for types inside of a schema. */
export type ClassShape =
  | { readonly kind: 'record'; readonly name: string; readonly schema: string; readonly fields: readonly Field[] }
  | { readonly kind: 'variant'; readonly name: string; readonly schema: string; readonly arms: readonly Field[] };

export interface Alias {
  readonly name: string;
  readonly schema: string;
  readonly shape: Shape;
}

/** Why a schema has no code. */
export interface ShapeFault {
  readonly schema: string;
  readonly reason: string;
}

export class Shapes {
  readonly names: ClassNames;
  readonly classes: ClassShape[] = [];
  readonly aliases: Alias[] = [];
  readonly faults: ShapeFault[] = [];
  readonly #schemas: Schemas;
  /** Of schemas that are no classes; undefined while one is being read. */
  readonly #aliased = new Map<string, Shape | undefined>();

  /** @param roots names of schemas that get a name in the code, with everything that they refer to */
  constructor(types: ReadonlyMap<string, JsonValue>, roots: Iterable<string>) {
    this.#schemas = new Schemas((name) => types.get(name));
    const known = closure(roots, this.#schemas);
    this.names = new ClassNames(known);
    for (const schema of known) this.#declare(schema);
  }

  /** The shape of a schema by name. */
  of(schema: string): Shape {
    return this.#named(schema, schema);
  }

  /** The class behind a shape. */
  classOf(shape: Shape): ClassShape | undefined {
    return shape.kind === 'class' ? this.classes.find(({ name }) => name === shape.name) : undefined;
  }

  #declare(schema: string): void {
    const term = this.#schemas.named(schema);
    const name = this.names.ofSchema(schema);
    if (term === undefined) return void this.faults.push({ schema, reason: 'no such schema' });
    if (term.kind === 'record' || term.kind === 'variant') this.#class(term, name, schema, schema);
    else this.aliases.push({ name, schema, shape: this.#named(schema, schema) });
  }

  #class(term: Term & { readonly kind: 'record' | 'variant' }, name: string, schema: string, within: string): void {
    const place = this.classes.length;
    const members = term.kind === 'record' ? term.fields : term.arms;
    const properties = term.kind === 'record' ? fieldNames(members.keys()) : armNames(members.keys());
    const built = (fields: readonly Field[]): ClassShape =>
      term.kind === 'record' ? { kind: 'record', name, schema, fields } : { kind: 'variant', name, schema, arms: fields };
    // The place is taken at once, so that parts follow the class that they belong to.
    this.classes.push(built([]));
    const fields = [...members].map(([field, type]) => ({
      name: field,
      property: properties.get(field) ?? field,
      shape: this.#shape(type, `${name}${pascalCase(field)}`, within),
    }));
    this.classes[place] = built(fields);
  }

  #shape(term: Term, part: string, within: string): Shape {
    switch (term.kind) {
      case 'record':
      case 'variant': {
        const name = this.names.add(part);
        this.#class(term, name, '', within);
        return { kind: 'class', name };
      }
      case 'list':
      case 'set':
        return { kind: term.kind, item: this.#shape(term.item, `${part}Item`, within) };
      case 'option':
        return this.#option(this.#shape(term.item, part, within));
      case 'map':
        return { kind: 'map', key: this.#shape(term.key, `${part}Key`, within), value: this.#shape(term.value, `${part}Value`, within) };
      case 'ref':
        return this.#named(term.name, within);
      default:
        return { kind: term.kind };
    }
  }

  #named(schema: string, within: string): Shape {
    const term = this.#schemas.named(schema);
    const name = this.names.ofSchema(schema);
    if (term === undefined) return this.#fault(within, `no schema ${schema}`);
    if (term.kind === 'record' || term.kind === 'variant') return { kind: 'class', name };
    if (this.#aliased.has(schema)) return this.#aliased.get(schema) ?? this.#fault(schema, 'it contains itself without a record or variant between');
    this.#aliased.set(schema, undefined);
    const shape = this.#shape(term, name, schema);
    this.#aliased.set(schema, shape);
    return shape;
  }

  #fault(schema: string, reason: string): Shape {
    this.faults.push({ schema, reason });
    return { kind: 'unit' };
  }

  /** An option of an option has the same two values as an option: nothing, and something. */
  #option(item: Shape): Shape {
    return item.kind === 'option' ? item : { kind: 'option', item };
  }
}

/** The roots and everything that they refer to, in order of first mention; unknown names included. */
function closure(roots: Iterable<string>, schemas: Schemas): ReadonlySet<string> {
  const known = new Set<string>();
  const queue = [...new Set(roots)];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (known.has(name)) continue;
    known.add(name);
    const term = schemas.named(name);
    if (term !== undefined) queue.push(...references(term));
  }
  return known;
}

function references(term: Term): readonly string[] {
  switch (term.kind) {
    case 'ref':
      return [term.name];
    case 'record':
      return [...term.fields.values()].flatMap(references);
    case 'variant':
      return [...term.arms.values()].flatMap(references);
    case 'list':
    case 'set':
    case 'option':
      return references(term.item);
    case 'map':
      return [...references(term.key), ...references(term.value)];
    default:
      return [];
  }
}
