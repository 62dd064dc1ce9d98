// Applies one operator to evaluated arguments.
import { hashBytes } from '@nx-air/canon';
import { bool, nat, text, type Value } from '../value.ts';
import { compareValues, equalValues } from '../value-canon.ts';
import { hashOfValue } from '../value-hash.ts';
import { calculate } from './arithmetic.ts';
import { compareOrdered } from './compare.ts';
import { Fault, typeFault } from './fault.ts';
import { OPERATORS, type Operator } from './operators.ts';

export function applyOperator(op: Exclude<Operator, 'and' | 'or'>, args: readonly Value[]): Value {
  const [least, most] = OPERATORS[op];
  const [first, second] = args;
  if (args.length < least || args.length > most || first === undefined) {
    throw new Fault('arity', `${op} takes ${least} argument${least === 1 ? '' : 's'}, got ${args.length}`);
  }
  return second === undefined ? applyUnary(op, first) : applyBinary(op, first, second);
}

function applyUnary(op: Operator, value: Value): Value {
  switch (op) {
    case 'len':
      return nat(BigInt(lengthOf(value)));
    case 'not':
      if (value.t !== 'bool') throw typeFault('bool', value.t);
      return bool(!value.v);
    case 'hash':
      return { t: 'hash', v: hashOfValue(value) };
    case 'hash_bytes':
      if (value.t !== 'bytes') throw typeFault('bytes', value.t);
      return { t: 'hash', v: hashBytes(value.v) };
    default:
      throw new Fault('arity', `${op} takes 2 arguments, got 1`);
  }
}

function applyBinary(op: Operator, left: Value, right: Value): Value {
  switch (op) {
    case 'get':
      return get(left, right);
    case 'has':
      return bool(has(left, right));
    case 'eq':
      return bool(equalValues(left, right));
    case 'ne':
      return bool(!equalValues(left, right));
    case 'lt':
      return bool(compareOrdered(left, right) < 0);
    case 'le':
      return bool(compareOrdered(left, right) <= 0);
    case 'gt':
      return bool(compareOrdered(left, right) > 0);
    case 'ge':
      return bool(compareOrdered(left, right) >= 0);
    case 'concat':
      return concat(textOf(left), textOf(right));
    case 'starts_with':
      return bool(textOf(left).startsWith(textOf(right)));
    case 'ends_with':
      return bool(textOf(left).endsWith(textOf(right)));
    case 'contains':
      return bool(contains(left, right));
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
    case 'mod':
      return calculate(op, left, right);
    default:
      throw new Fault('arity', `${op} takes 1 argument, got 2`);
  }
}

const LONGEST_TEXT = 16_777_216;

/** Bounded, in UTF-16 units: engines refuse longer text with an exception, each at a length of its own. */
function concat(left: string, right: string): Value {
  if (left.length + right.length > LONGEST_TEXT) throw new Fault('overflow', `concat gives text longer than ${LONGEST_TEXT}`);
  return text(left + right);
}

/** Text counts code points, bytes count bytes, everything else its members. */
function lengthOf(value: Value): number {
  switch (value.t) {
    case 'text':
      return [...value.v].length;
    case 'bytes':
    case 'list':
    case 'set':
    case 'map':
      return value.v.length;
    case 'record':
      return value.v.size;
    default:
      throw typeFault('text, bytes, list, set, map or record', value.t);
  }
}

function get(container: Value, key: Value): Value {
  switch (container.t) {
    case 'record': {
      const field = container.v.get(textOf(key));
      if (field === undefined) throw new Fault('missing_field', `no field ${textOf(key)}`);
      return field;
    }
    case 'map': {
      const entry = container.v.find(([candidate]) => compareValues(candidate, key) === 0);
      if (!entry) throw new Fault('missing_key', 'the map has no such key');
      return entry[1];
    }
    case 'list': {
      if (key.t !== 'nat' && key.t !== 'int') throw typeFault('nat as index', key.t);
      const item = key.v >= 0n && key.v < BigInt(container.v.length) ? container.v[Number(key.v)] : undefined;
      if (item === undefined) throw new Fault('index_out_of_range', `index ${key.v} of a list of ${container.v.length}`);
      return item;
    }
    default:
      throw typeFault('list, map or record', container.t);
  }
}

function has(container: Value, needle: Value): boolean {
  switch (container.t) {
    case 'record':
      return container.v.has(textOf(needle));
    case 'map':
      return container.v.some(([key]) => compareValues(key, needle) === 0);
    case 'set':
    case 'list':
      return container.v.some((item) => equalValues(item, needle));
    default:
      throw typeFault('list, set, map or record', container.t);
  }
}

function contains(haystack: Value, needle: Value): boolean {
  switch (haystack.t) {
    case 'text':
      return haystack.v.includes(textOf(needle));
    case 'bytes':
      if (needle.t !== 'bytes') throw typeFault('bytes', needle.t);
      return Buffer.from(haystack.v).includes(Buffer.from(needle.v));
    case 'list':
    case 'set':
    case 'map':
      return has(haystack, needle);
    default:
      throw typeFault('text, bytes, list, set or map', haystack.t);
  }
}

function textOf(value: Value): string {
  if (value.t !== 'text') throw typeFault('text', value.t);
  return value.v;
}
