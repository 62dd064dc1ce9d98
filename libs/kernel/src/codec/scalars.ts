// Codecs of single values and of collections.
import { isHash, type CanonKey, type CanonValue, type Hash } from '@nx-air/canon';
import { BadShape, type Codec } from './codec.ts';

export const text: Codec<string> = {
  write: (value, out) => out.text(value),
  read(data, at) {
    if (typeof data !== 'string') throw new BadShape(at, 'text');
    return data;
  },
};

export const boolean: Codec<boolean> = {
  write: (value, out) => out.value(value),
  read(data, at) {
    if (typeof data !== 'boolean') throw new BadShape(at, 'true or false');
    return data;
  },
};

/** A count or position. */
export const count: Codec<number> = {
  write: (value, out) => out.value(value),
  read(data, at) {
    if (typeof data !== 'number' || data < 0) throw new BadShape(at, 'an integer from 0 to 2^53-1');
    return data;
  },
};

/** Nanoseconds and other 64-bit quantities. */
export const nat64: Codec<bigint> = {
  write: (value, out) => out.value(value),
  read(data, at) {
    if ((typeof data !== 'number' && typeof data !== 'bigint') || data < 0) throw new BadShape(at, 'an integer from 0 to 2^64-1');
    return BigInt(data);
  },
};

export const bytes: Codec<Uint8Array> = {
  write: (value, out) => out.bytes(value),
  read(data, at) {
    if (!(data instanceof Uint8Array)) throw new BadShape(at, 'bytes');
    return data;
  },
};

/** `sha256:` and 64 lower-case digits: upper case would be a second form of the same record. */
export const hash: Codec<Hash> = {
  write: (value, out) => out.text(value),
  read(data, at) {
    if (typeof data !== 'string' || !isHash(data)) throw new BadShape(at, 'a hash');
    return data;
  },
};

/** One of the given texts. */
export function word<T extends string>(...words: readonly T[]): Codec<T> {
  return {
    write: (value, out) => out.text(value),
    read(data, at) {
      const found = words.find((candidate) => candidate === data);
      if (found === undefined) throw new BadShape(at, `one of ${words.join(', ')}`);
      return found;
    },
  };
}

export function listOf<T>(item: Codec<T>): Codec<readonly T[]> {
  return {
    write(values, out) {
      out.list(values.length);
      for (const value of values) item.write(value, out);
      out.end();
    },
    read(data, at) {
      if (!Array.isArray(data)) throw new BadShape(at, 'a list');
      return data.map((value: CanonValue, index) => item.read(value, `${at}[${index}]`));
    },
  };
}

/** A map whose order means nothing: canonical bytes sort it. */
export function mapOf<K extends CanonKey, T>(key: Codec<K>, item: Codec<T>): Codec<Map<K, T>> {
  return {
    write: (values, out) => out.entries(values, item.write),
    read(data, at) {
      if (!(data instanceof Map)) throw new BadShape(at, 'a map');
      const values = new Map<K, T>();
      for (const [name, value] of data) values.set(key.read(name, at), item.read(value, `${at}.${String(name)}`));
      return values;
    },
  };
}

/** A map whose order of insertion is part of its meaning: a list of pairs. */
export function orderedMapOf<K, T>(key: Codec<K>, item: Codec<T>): Codec<Map<K, T>> {
  return {
    write(values, out) {
      out.list(values.size);
      for (const [name, value] of values) {
        out.list(2);
        key.write(name, out);
        item.write(value, out);
        out.end();
      }
      out.end();
    },
    read(data, at) {
      if (!Array.isArray(data)) throw new BadShape(at, 'a list of pairs');
      const values = new Map<K, T>();
      for (const pair of data as readonly CanonValue[]) {
        if (!Array.isArray(pair) || pair.length !== 2) throw new BadShape(at, 'a pair');
        values.set(key.read(pair[0], at), item.read(pair[1], `${at}.${String(pair[0])}`));
      }
      if (values.size !== data.length) throw new BadShape(at, 'each key once');
      return values;
    },
  };
}
