// What a manifest offers by name: events, effect kinds, plans, modules, with their types.
import { builtin, type DefKind, type MergedManifest } from '@nx-air/air';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { Schemas, type Term } from '@nx-air/plan/runtime';

export interface EffectTypes {
  readonly params: Term;
  readonly receipt: Term;
}

export interface ModuleTypes {
  readonly state: Term;
  readonly key: Term | undefined;
}

export interface WorldTypes {
  readonly schemas: Schemas;
  /** Listed schemas; built-in ones are events too. */
  readonly events: ReadonlySet<string>;
  isEvent(name: string): boolean;
  readonly effects: ReadonlyMap<string, EffectTypes>;
  /** Output by plan; undefined for a plan without one. */
  readonly plans: ReadonlyMap<string, Term | undefined>;
  /** Modules that keep a state. */
  readonly modules: ReadonlyMap<string, ModuleTypes>;
}

const textOf = (node: JsonValue | undefined, key: string): string | undefined => {
  const member = memberOf(node, key);
  return typeof member === 'string' ? member : undefined;
};

function memberOf(node: JsonValue | undefined, key: string): JsonValue | undefined {
  return typeof node === 'object' && node !== null && !Array.isArray(node) ? (node as JsonObject)[key] : undefined;
}

const refTo = (name: string): Term => ({ kind: 'ref', name });

export function typesOf({ manifest, defs }: MergedManifest): WorldTypes {
  const byKey = new Map(defs.filter(({ listed }) => listed).map((def) => [`${def.kind} ${def.name}`, def.normalized]));
  const find = (kind: DefKind, name: string): JsonObject | undefined => byKey.get(`${kind} ${name}`) ?? builtin(kind, name)?.node;
  const listed = (list: string, kind: DefKind): readonly (readonly [string, JsonObject])[] => {
    const refs = manifest[list];
    return (Array.isArray(refs) ? (refs as readonly JsonValue[]) : []).flatMap((ref) => {
      const name = textOf(ref, 'name');
      const node = name === undefined ? undefined : find(kind, name);
      return name === undefined || node === undefined ? [] : [[name, node] as const];
    });
  };
  const events = new Set(listed('schemas', 'defschema').map(([name]) => name));
  return {
    schemas: new Schemas((name) => byKey.get(`defschema ${name}`)?.['type']),
    events,
    isEvent: (name) => events.has(name) || builtin('defschema', name) !== undefined,
    effects: new Map(listed('effects', 'defeffect').flatMap(([, node]) => effectOf(node))),
    plans: new Map(listed('plans', 'defplan').map(([name, node]) => [name, optionalRef(textOf(node, 'output'))])),
    modules: new Map(listed('modules', 'defmodule').flatMap(([name, node]) => moduleOf(name, node))),
  };
}

const optionalRef = (name: string | undefined): Term | undefined => (name === undefined ? undefined : refTo(name));

function effectOf(node: JsonObject): readonly (readonly [string, EffectTypes])[] {
  const [kind, params, receipt] = [textOf(node, 'kind'), textOf(node, 'params_schema'), textOf(node, 'receipt_schema')];
  return kind === undefined || params === undefined || receipt === undefined ? [] : [[kind, { params: refTo(params), receipt: refTo(receipt) }]];
}

function moduleOf(name: string, node: JsonObject): readonly (readonly [string, ModuleTypes])[] {
  const abi = memberOf(node, 'abi');
  const state = textOf(memberOf(abi, 'workflow') ?? memberOf(abi, 'reducer'), 'state');
  return state === undefined ? [] : [[name, { state: refTo(state), key: optionalRef(textOf(node, 'key_schema')) }]];
}
