// What code is generated from: the schemas that a world lists and the modules that it implements itself.
import { builtins, type MergedManifest } from '@nx-air/air';
import type { JsonObject, JsonValue } from '@nx-air/canon';

export interface ModuleTypes {
  readonly name: string;
  /** Schemas of the abi, by member: `state` and `event`, or `input` and `output`; `context`. */
  readonly abi: ReadonlyMap<string, string>;
  readonly kind: ModuleKind;
  readonly key: string | undefined;
  /** Of a workflow, in the order of `effects_emitted`; kinds that nothing defines are left out. */
  readonly effects?: readonly EffectTypes[];
}

/** Schemas of an effect kind. */
export interface EffectTypes {
  readonly kind: string;
  readonly params: string;
  readonly receipt: string;
}

export const MODULE_KINDS = ['reducer', 'pure', 'workflow'] as const;
export type ModuleKind = (typeof MODULE_KINDS)[number];

export interface WorldTypes {
  /** Types by schema name: listed ones of the world and its imports. Built-ins are known without. */
  readonly schemas: ReadonlyMap<string, JsonValue>;
  /** Names of listed schemas, built-ins among them. */
  readonly listed: readonly string[];
  readonly modules: readonly ModuleTypes[];
}

/** The part of a merged world that its modules' code depends on. */
export function worldTypes({ manifest, defs }: Pick<MergedManifest, 'manifest' | 'defs'>): WorldTypes {
  const schemas = new Map<string, JsonValue>();
  for (const { kind, name, node } of defs) {
    const type = node['type'];
    if (kind === 'defschema' && type !== undefined) schemas.set(name, type);
  }
  const listed = manifest['schemas'];
  return {
    schemas,
    listed: Array.isArray(listed) ? listed.flatMap((entry: JsonValue) => textsOf(isObject(entry) ? entry['name'] : undefined)) : [],
    modules: ownModules(defs).flatMap(({ name, node }) => readModule(name, node, effectTypes(defs))),
  };
}

/** Listed modules that the world defines itself: those are built from its sources, the others elsewhere. */
export function ownModules(defs: MergedManifest['defs']): MergedManifest['defs'] {
  return defs.filter(({ kind, listed, origin }) => kind === 'defmodule' && listed && origin.import === undefined);
}

/** By kind; those of the world before the built-in ones. */
function effectTypes(defs: MergedManifest['defs']): ReadonlyMap<string, EffectTypes> {
  const nodes = [...[...builtins().values()].filter(({ kind }) => kind === 'defeffect'), ...defs.filter(({ kind, listed }) => kind === 'defeffect' && listed)];
  return new Map(
    nodes.flatMap(({ node }): readonly (readonly [string, EffectTypes])[] => {
      const [kind, params, receipt] = [node['kind'], node['params_schema'], node['receipt_schema']];
      return typeof kind === 'string' && typeof params === 'string' && typeof receipt === 'string' ? [[kind, { kind, params, receipt }]] : [];
    }),
  );
}

function readModule(name: string, node: JsonObject, known: ReadonlyMap<string, EffectTypes>): readonly ModuleTypes[] {
  const kind = MODULE_KINDS.find((candidate) => candidate === node['module_kind']);
  if (kind === undefined) return [];
  const abi = isObject(node['abi']) ? node['abi'][kind] : undefined;
  const members = isObject(abi) ? Object.entries(abi) : [];
  const key = node['key_schema'];
  const emitted = kind === 'workflow' && isObject(abi) ? abi['effects_emitted'] : undefined;
  return [
    {
      name,
      kind,
      key: typeof key === 'string' ? key : undefined,
      effects: Array.isArray(emitted) ? [...new Set(emitted)].flatMap((effect: JsonValue) => known.get(String(effect)) ?? []) : [],
      abi: new Map(members.flatMap(([member, schema]) => (typeof schema === 'string' ? [[member, schema] as const] : []))),
    },
  ];
}

function isObject(json: JsonValue | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

const textsOf = (json: JsonValue | undefined): readonly string[] => (typeof json === 'string' ? [json] : []);
