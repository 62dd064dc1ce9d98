// Values with their AIR types, as the state keeps them: `nat 1` and `int 1` have the same schema-typed bytes.
import type { CanonValue, CanonWriter } from '@nx-air/canon';
import type { Value } from '@nx-air/plan/runtime';
import { BadShape, type Codec } from '../codec/codec.ts';
import { boolean, bytes, hash, listOf, text } from '../codec/scalars.ts';

/** `[type, body]`; `[type]` alone for null and unit. */
export const valueCodec: Codec<Value> = { write, read };

const pairCodec: Codec<readonly [Value, Value]> = {
  write([key, item], out) {
    out.list(2);
    write(key, out);
    write(item, out);
    out.end();
  },
  read: readPair,
};

function write(value: Value, out: CanonWriter): void {
  const isBare = value.t === 'null' || value.t === 'unit';
  out.list(isBare ? 1 : value.t === 'variant' ? 3 : 2);
  out.text(value.t);
  if (!isBare) writeBody(value, out);
  out.end();
}

function writeBody(value: Exclude<Value, { t: 'null' | 'unit' }>, out: CanonWriter): void {
  switch (value.t) {
    case 'list':
    case 'set':
      return listOf(valueCodec).write(value.v, out);
    case 'map':
      return listOf(pairCodec).write(value.v, out);
    case 'record':
      return out.entries(value.v, write);
    case 'variant':
      out.text(value.tag);
      return write(value.value, out);
    default:
      out.value(value.v);
  }
}

function read(data: CanonValue, at: string): Value {
  const parts = arrayOf(data, at);
  const t = parts[0];
  const body = parts[1] ?? null;
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
      return { t, v: listOf(valueCodec).read(body, at) };
    case 'map':
      return { t, v: listOf(pairCodec).read(body, at) };
    case 'record':
      return { t, v: readFields(body, at) };
    case 'variant':
      return { t, tag: text.read(body, at), value: read(parts[2] ?? null, at) };
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
  const fields = new Map<string, Value>();
  for (const [name, field] of body) fields.set(text.read(name, at), read(field, `${at}.${String(name)}`));
  return fields;
}

function arrayOf(data: CanonValue, at: string): readonly CanonValue[] {
  if (!Array.isArray(data)) throw new BadShape(at, 'a list');
  return data;
}
