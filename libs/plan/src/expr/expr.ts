// Expressions as a tree, read once from a plan's JSON.
import { joinPointer, parseHash, type JsonObject, type JsonValue } from '@nx-air/canon';
import { isDec128 } from '../dec128.ts';
import { bool, MAX_INT, MAX_NAT, MIN_INT, NULL, text, type Value } from '../value.ts';
import { isOperator, type Operator } from './operators.ts';
import { parseReference, type Reference } from './reference.ts';

/** `at` is the JSON pointer of the node relative to the slot, so that a check can name the place. */
export type Expr =
  | { readonly k: 'ref'; readonly at: string; readonly ref: Reference }
  | { readonly k: 'const'; readonly at: string; readonly value: Value }
  | { readonly k: 'op'; readonly at: string; readonly op: Operator; readonly args: readonly Expr[] }
  | { readonly k: 'list' | 'set'; readonly at: string; readonly items: readonly Expr[] }
  | { readonly k: 'map'; readonly at: string; readonly entries: readonly (readonly [Expr, Expr])[] }
  | { readonly k: 'record'; readonly at: string; readonly fields: readonly (readonly [string, Expr])[] }
  | { readonly k: 'variant'; readonly at: string; readonly tag: string; readonly value: Expr | undefined };

/** Why JSON is no expression. */
export interface ExprFault {
  readonly at: string;
  readonly expected: string;
}

export type ParsedExpr = { readonly ok: true; readonly expr: Expr } | { readonly ok: false; readonly fault: ExprFault };

/**
 * Reads AIR `Expr` JSON, and the literals a normalised plan holds (variants written `{tag, value}`). JSON sugar and
 * secret references are not read here: `normalizePlan` turns them into literals first.
 */
export function parseExpr(json: JsonValue): ParsedExpr {
  try {
    return { ok: true, expr: read(json, '') };
  } catch (error) {
    if (error instanceof NotAnExpr) return { ok: false, fault: error.fault };
    throw error;
  }
}

class NotAnExpr extends Error {
  readonly fault: ExprFault;

  constructor(at: string, expected: string) {
    super(expected);
    this.fault = { at, expected };
  }
}

function read(json: JsonValue, at: string): Expr {
  if (!isObject(json)) throw new NotAnExpr(at, 'an expression object');
  if (json['ref'] !== undefined) return { k: 'ref', at, ref: reference(json['ref'], at) };
  if (json['op'] !== undefined) return operation(json, at);
  if (json['record'] !== undefined) return recordOf(json['record'], joinPointer(at, 'record'), at);
  if (json['list'] !== undefined) return { k: 'list', at, items: items(json['list'], joinPointer(at, 'list')) };
  if (json['set'] !== undefined) return { k: 'set', at, items: items(json['set'], joinPointer(at, 'set')) };
  if (json['map'] !== undefined) return { k: 'map', at, entries: mapEntries(json['map'], joinPointer(at, 'map')) };
  if (isObject(json['variant'])) return variantOf(json['variant'], joinPointer(at, 'variant'), at);
  if (typeof json['tag'] === 'string') return variantOf(json, at, at);
  return { k: 'const', at, value: constant(json, at) };
}

function reference(json: JsonValue, at: string): Reference {
  const parsed = typeof json === 'string' ? parseReference(json) : undefined;
  if (!parsed) throw new NotAnExpr(at, 'a reference: @plan.input…, @event…, @var:NAME… or @step:ID…');
  return parsed;
}

function operation(json: JsonObject, at: string): Expr {
  const op = json['op'];
  if (typeof op !== 'string' || !isOperator(op)) throw new NotAnExpr(joinPointer(at, 'op'), 'one of the 23 operators');
  return { k: 'op', at, op, args: items(json['args'] ?? null, joinPointer(at, 'args')) };
}

function items(json: JsonValue, at: string): readonly Expr[] {
  if (!Array.isArray(json)) throw new NotAnExpr(at, 'an array of expressions');
  return json.map((item: JsonValue, index) => read(item, joinPointer(at, String(index))));
}

function recordOf(json: JsonValue, inner: string, at: string): Expr {
  if (!isObject(json)) throw new NotAnExpr(inner, 'an object of expressions');
  const fields = Object.keys(json).map((name) => [name, read(json[name] ?? null, joinPointer(inner, name))] as const);
  return { k: 'record', at, fields };
}

function mapEntries(json: JsonValue, at: string): readonly (readonly [Expr, Expr])[] {
  if (!Array.isArray(json)) throw new NotAnExpr(at, 'an array of {key, value}');
  return json.map((entry: JsonValue, index) => {
    const place = joinPointer(at, String(index));
    if (!isObject(entry)) throw new NotAnExpr(place, '{key, value}');
    return [read(entry['key'] ?? null, joinPointer(place, 'key')), read(entry['value'] ?? null, joinPointer(place, 'value'))];
  });
}

function variantOf(json: JsonObject, inner: string, at: string): Expr {
  const { tag, value } = json;
  if (typeof tag !== 'string') throw new NotAnExpr(joinPointer(inner, 'tag'), 'the name of an arm');
  const body = value === undefined || value === null ? undefined : read(value, joinPointer(inner, 'value'));
  return { k: 'variant', at, tag, value: body };
}

const CONSTANTS: Readonly<Record<string, (json: JsonValue) => Value | undefined>> = {
  null: () => NULL,
  bool: (json) => (typeof json === 'boolean' ? bool(json) : undefined),
  int: (json) => integer('int', json, MIN_INT, MAX_INT),
  nat: (json) => integer('nat', json, 0n, MAX_NAT),
  time_ns: (json) => integer('time', json, 0n, MAX_NAT),
  duration_ns: (json) => integer('duration', json, MIN_INT, MAX_INT),
  text: (json) => (typeof json === 'string' ? text(json) : undefined),
  dec128: (json) => (typeof json === 'string' && isDec128(json) ? { t: 'dec128', v: json } : undefined),
  uuid: (json) => (typeof json === 'string' ? { t: 'uuid', v: json } : undefined),
  bytes_b64: (json) => (typeof json === 'string' ? { t: 'bytes', v: new Uint8Array(Buffer.from(json, 'base64')) } : undefined),
  hash: (json) => {
    const hash = typeof json === 'string' ? parseHash(json) : undefined;
    return hash && { t: 'hash', v: hash };
  },
};

const READERS = Object.entries(CONSTANTS);

function constant(json: JsonObject, at: string): Value {
  for (const [name, of] of READERS) {
    const body = json[name];
    if (body === undefined) continue;
    const value = of(body);
    if (!value) throw new NotAnExpr(joinPointer(at, name), `a ${name} constant`);
    return value;
  }
  throw new NotAnExpr(at, 'a reference, constant, operator, record, list, set, map or variant');
}

function integer(t: 'int' | 'nat' | 'time' | 'duration', json: JsonValue, least: bigint, most: bigint): Value | undefined {
  if (typeof json !== 'number' && typeof json !== 'bigint') return undefined;
  const v = BigInt(json);
  return v >= least && v <= most ? { t, v } : undefined;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
