// Codecs between typed values and canonical bytes: one description gives both directions, and reading is strict.
import { compareText, type CanonValue, type CanonWriter } from '@nx-air/canon';

export interface Codec<T> {
  write(value: T, out: CanonWriter): void;
  /** Throws `BadShape` for everything that `write` cannot have produced. `at` is the path to the value. */
  read(data: CanonValue, at: string): T;
}

/** Data that is not of the shape a codec reads. */
export class BadShape extends Error {
  readonly at: string;
  readonly expected: string;

  constructor(at: string, expected: string) {
    super(`${at === '' ? 'the value' : at}: expected ${expected}`);
    this.name = 'BadShape';
    this.at = at;
    this.expected = expected;
  }
}

/** A field that may be absent. */
export interface OptionalField<T> {
  readonly optional: Codec<T>;
}

export const optional = <T>(codec: Codec<T>): OptionalField<T> => ({ optional: codec });

/** Optional properties of `T` need an optional field, all others a plain codec. */
export type Fields<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K> ? OptionalField<Exclude<T[K], undefined>> : Codec<T[K]>;
};

type AnyField = Codec<never> | OptionalField<never>;

/** A map with exactly these text keys. */
export function struct<T extends object>(fields: Fields<T>): Codec<T> {
  const declared: readonly (readonly [string, AnyField])[] = Object.entries(fields);
  // In the order of canonical bytes. Names are ASCII.
  const members = declared.map(([name, field]) => ({ name, codec: codecOf(field) })).sort((a, b) => a.name.length - b.name.length || compareText(a.name, b.name));
  const names = new Set(members.map(({ name }) => name));
  return {
    write(value, out) {
      // The mapped type `Fields<T>` has paired each name with the codec of its property; the loops cannot say so.
      const properties = value as Readonly<Record<string, never>>;
      let size = 0;
      for (const { name } of members) if (properties[name] !== undefined) size += 1;
      out.map(size);
      for (const { name, codec } of members) {
        const member = properties[name];
        if (member === undefined) continue;
        out.text(name);
        codec.write(member, out);
      }
      out.end();
    },
    read(data, at) {
      if (!(data instanceof Map)) throw new BadShape(at, 'a map');
      for (const key of data.keys()) {
        if (typeof key !== 'string' || !names.has(key)) throw new BadShape(at, `no key ${String(key)}`);
      }
      const properties: Record<string, unknown> = {};
      for (const [name, field] of declared) {
        const member: CanonValue | undefined = data.get(name);
        const place = at === '' ? name : `${at}.${name}`;
        if (member !== undefined) properties[name] = codecOf(field).read(member, place);
        else if (!('optional' in field)) throw new BadShape(place, 'a value');
      }
      // As above: every property of `T` was read by its own codec.
      return properties as T;
    },
  };
}

function codecOf(field: AnyField): Codec<never> {
  return 'optional' in field ? field.optional : field;
}

/** Structs told apart by the text at `tag`. */
export function union<Tag extends string, T extends { readonly [K in Tag]: string }>(
  tag: Tag,
  codecs: { readonly [Name in T[Tag]]: Codec<Extract<T, { readonly [K in Tag]: Name }>> },
): Codec<T> {
  const byName: ReadonlyMap<string, Codec<never>> = new Map(Object.entries(codecs));
  return {
    write(value, out) {
      // The tag selects the codec of exactly this member of the union.
      memberOf(byName, value[tag], tag).write(value as never, out);
    },
    read(data, at) {
      const name = data instanceof Map ? data.get(tag) : undefined;
      return memberOf(byName, typeof name === 'string' ? name : '', at === '' ? tag : `${at}.${tag}`).read(data, at);
    },
  };
}

function memberOf(codecs: ReadonlyMap<string, Codec<never>>, name: string, at: string): Codec<never> {
  const codec = codecs.get(name);
  if (!codec) throw new BadShape(at, `one of ${[...codecs.keys()].join(', ')}`);
  return codec;
}
