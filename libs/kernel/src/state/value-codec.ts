// Values with their AIR types, as the state keeps them: `nat 1` and `int 1` have the same schema-typed bytes.
import type { CanonValue } from '@nx-air/canon';
import type { Value } from '@nx-air/plan/runtime';
import { BadShape, type Codec } from '../codec/codec.ts';
import { boolean, bytes, hash, text } from '../codec/scalars.ts';

/** `[type, body]`; `[type]` alone for null and unit. */
export const valueCodec: Codec<Value> = { write, read };

function write(value: Value): CanonValue {
  switch (value.t) {
    case 'null':
    case 'unit':
      return [value.t];
    case 'list':
    case 'set':
      return [value.t, value.v.map(write)];
    case 'map':
      return [value.t, value.v.map(([key, item]) => [write(key), write(item)])];
    case 'record':
      return [value.t, new Map([...value.v].map(([name, field]) => [name, write(field)]))];
    case 'variant':
      return [value.t, value.tag, write(value.value)];
    default:
      return [value.t, value.v];
  }
}

function read(data: CanonValue, at: string): Value {
  const parts = arrayOf(data, at);
  const [t, body = null, last = null] = parts;
  switch (t) {
    case 'null':
    case 'unit':
      return { t };
    case 'bool':
      return { t, v: boolean.read(body, at) };
    case 'int':
    case 'nat':
    case 'time':
    case 'duration':
      if (typeof body !== 'number' && typeof body !== 'bigint') throw new BadShape(at, 'an integer');
      return { t, v: BigInt(body) };
    case 'text':
    case 'uuid':
    case 'dec128':
      return { t, v: text.read(body, at) };
    case 'hash':
      return { t, v: hash.read(body, at) };
    case 'bytes':
      return { t, v: bytes.read(body, at) };
    case 'list':
    case 'set':
      return { t, v: arrayOf(body, at).map((item, index) => read(item, `${at}[${index}]`)) };
    case 'map':
      return { t, v: arrayOf(body, at).map((pair, index) => readPair(pair, `${at}[${index}]`)) };
    case 'record':
      return { t, v: readFields(body, at) };
    case 'variant':
      return { t, tag: text.read(body, at), value: read(last, at) };
    default:
      throw new BadShape(at, 'a typed value');
  }
}

function readPair(pair: CanonValue, at: string): readonly [Value, Value] {
  const [key = null, item = null] = arrayOf(pair, at);
  return [read(key, at), read(item, at)];
}

function readFields(body: CanonValue, at: string): ReadonlyMap<string, Value> {
  if (!(body instanceof Map)) throw new BadShape(at, 'a record');
  // Canonical bytes order keys by length first; records of the evaluator are read by name only.
  return new Map([...body].map(([name, field]) => [text.read(name, at), read(field, `${at}.${String(name)}`)] as const));
}

function arrayOf(data: CanonValue, at: string): readonly CanonValue[] {
  if (!Array.isArray(data)) throw new BadShape(at, 'a list');
  return data;
}
