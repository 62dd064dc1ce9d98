// Members of a record that a schema has typed, read by the type they must have.
import type { Hash } from '@nx-air/canon';
import type { Value } from '@nx-air/plan/runtime';

/** The record is not of the built-in schema: a world has redefined the kind, or it is a bug. */
export class TypeMismatch extends Error {}

export class TypedFields {
  readonly #fields: ReadonlyMap<string, Value>;

  constructor(value: Value) {
    if (value.t !== 'record') throw new TypeMismatch(`expected a record, found ${value.t}`);
    this.#fields = value.v;
  }

  value(name: string): Value {
    const value = this.#fields.get(name);
    if (!value) throw new TypeMismatch(`no field ${name}`);
    return value;
  }

  text(name: string): string {
    return this.optionalText(name) ?? mismatch(name, 'text');
  }

  optionalText(name: string): string | undefined {
    const value = this.value(name);
    return value.t === 'null' ? undefined : value.t === 'text' ? value.v : mismatch(name, 'text');
  }

  nat(name: string): bigint {
    return this.optionalNat(name) ?? mismatch(name, 'nat');
  }

  optionalNat(name: string): bigint | undefined {
    const value = this.value(name);
    return value.t === 'null' ? undefined : value.t === 'nat' ? value.v : mismatch(name, 'nat');
  }

  hash(name: string): Hash {
    return this.optionalHash(name) ?? mismatch(name, 'hash');
  }

  optionalHash(name: string): Hash | undefined {
    const value = this.value(name);
    return value.t === 'null' ? undefined : value.t === 'hash' ? value.v : mismatch(name, 'hash');
  }

  bytes(name: string): Uint8Array {
    return this.optionalBytes(name) ?? mismatch(name, 'bytes');
  }

  optionalBytes(name: string): Uint8Array | undefined {
    const value = this.value(name);
    return value.t === 'null' ? undefined : value.t === 'bytes' ? value.v : mismatch(name, 'bytes');
  }

  /** A list or set; undefined when the field is null. */
  items(name: string): readonly Value[] | undefined {
    const value = this.value(name);
    return value.t === 'null' ? undefined : value.t === 'list' || value.t === 'set' ? value.v : mismatch(name, 'list');
  }

  /** A list or set of texts; undefined when the field is null. */
  texts(name: string): readonly string[] | undefined {
    return this.items(name)?.map((item) => (item.t === 'text' ? item.v : mismatch(name, 'texts')));
  }

  /** A record; undefined when the field is null. */
  record(name: string): TypedFields | undefined {
    const value = this.value(name);
    return value.t === 'null' ? undefined : new TypedFields(value);
  }
}

function mismatch(name: string, expected: string): never {
  throw new TypeMismatch(`field ${name}: expected ${expected}`);
}
