// The definitions that every world has without importing them: those of AOS v0.10, and ours beside them.
import { hashValue, ZERO_HASH } from '@nx-air/canon';
import { CAP_ENFORCERS, CAP_TABLE } from './builtins/cap-table.ts';
import { EFFECT_TABLE } from './builtins/effect-table.ts';
import { ENFORCERS, REDUCERS } from './builtins/module-table.ts';
import { parseTable } from './builtins/notation.ts';
import { OWN_SCHEMA_TABLE } from './builtins/own-table.ts';
import { SCHEMA_TABLE } from './builtins/schema-table.ts';
import { DEFAULT_ENFORCER } from './identity/definition-reader.ts';
import { plainObject } from './identity/reader.ts';
import type { Hash, JsonObject, JsonValue } from '@nx-air/canon';
import type { DefKind } from './node.ts';
import type { ReducerRow } from './builtins/module-table.ts';

export interface Builtin {
  readonly kind: DefKind;
  readonly name: string;
  /** Without `$kind`. */
  readonly node: JsonObject;
  /** Hash of `node`: AOS hashes built-ins without `$kind`, unlike every other definition. */
  readonly hash: Hash;
  /** `aos` for the 121 of AOS v0.10; `own` for those only this kernel has. */
  readonly source: 'aos' | 'own';
}

/** By `${kind} ${name}`. */
export type Builtins = ReadonlyMap<string, Builtin>;

let aosTable: Builtins | undefined;
let ownTable: Builtins | undefined;

/** The 121 built-ins of AOS v0.10. Built at first use. */
export function builtins(): Builtins {
  aosTable ??= tableOf('aos', [...schemas(SCHEMA_TABLE), ...effects(), ...caps(), ...modules()]);
  return aosTable;
}

/** Our own built-ins: usable with AIR 1.1 and by workflow modules. Built at first use. */
export function ownBuiltins(): Builtins {
  ownTable ??= tableOf('own', schemas(OWN_SCHEMA_TABLE));
  return ownTable;
}

/** A built-in of either table. */
export function builtin(kind: DefKind, name: string): Builtin | undefined {
  const key = `${kind} ${name}`;
  return builtins().get(key) ?? ownBuiltins().get(key);
}

type Row = readonly [kind: DefKind, node: JsonObject & { readonly name: string }];

function tableOf(source: Builtin['source'], rows: Iterable<Row>): Builtins {
  const table = new Map<string, Builtin>();
  for (const [kind, node] of rows) {
    table.set(`${kind} ${node.name}`, { kind, name: node.name, node, hash: hashValue(node), source });
  }
  return table;
}

function nodeOf(name: string, fields: readonly (readonly [string, JsonValue])[]): Row[1] {
  return Object.assign(plainObject([]), { name }, plainObject(fields));
}

function* schemas(table: string): Iterable<Row> {
  for (const [name, type] of parseTable(table)) yield ['defschema', nodeOf(name, [['type', type]])];
}

function* effects(): Iterable<Row> {
  for (const line of EFFECT_TABLE.trim().split('\n')) {
    const [kind = '', params = '', receipt = '', capType = '', scope = ''] = line.split(/: | -> | by | from /);
    yield [
      'defeffect',
      nodeOf(`sys/${kind}@1`, [
        ['kind', kind],
        ['params_schema', `sys/${params}`],
        ['receipt_schema', `sys/${receipt}`],
        ['cap_type', capType],
        ['origin_scope', scope],
      ]),
    ];
  }
}

function* caps(): Iterable<Row> {
  for (const [name, schema] of parseTable(CAP_TABLE)) {
    const capType = name.slice('sys/'.length, -'@1'.length);
    const enforcer = plainObject([['module', CAP_ENFORCERS.get(capType) ?? DEFAULT_ENFORCER]]);
    yield ['defcap', nodeOf(name, [['cap_type', capType], ['schema', schema], ['enforcer', enforcer]])];
  }
}

function* modules(): Iterable<Row> {
  for (const name of ENFORCERS) {
    const abi = plainObject([['input', 'sys/CapCheckInput@1'], ['output', 'sys/CapCheckOutput@1']]);
    yield ['defmodule', moduleNode(name, 'pure', abi, [])];
  }
  for (const row of REDUCERS) yield ['defmodule', moduleNode(row.name, 'reducer', reducerAbi(row), keyOf(row))];
}

function moduleNode(
  name: string,
  kind: 'pure' | 'reducer',
  abi: JsonObject,
  key: readonly (readonly [string, JsonValue])[],
): Row[1] {
  return nodeOf(`sys/${name}`, [
    ['module_kind', kind],
    ['wasm_hash', ZERO_HASH],
    ...key,
    ['abi', plainObject([[kind, abi]])],
  ]);
}

function reducerAbi({ state, event }: ReducerRow): JsonObject {
  return plainObject([['state', `sys/${state}`], ['event', `sys/${event}`], ['context', 'sys/ReducerContext@1']]);
}

function keyOf({ key }: ReducerRow): readonly (readonly [string, JsonValue])[] {
  return key === undefined ? [] : [['key_schema', `sys/${key}`]];
}
