// What code is generated from: the schemas that a world lists and the modules that it implements itself.
import type { MergedManifest } from '@nx-air/air';
import type { JsonObject, JsonValue } from '@nx-air/canon';

export interface ModuleTypes {
  readonly name: string;
  /** Schemas of the abi, by member: `state` and `event`, or `input` and `output`; `context`. */
  readonly abi: ReadonlyMap<string, string>;
  readonly kind: ModuleKind;
  readonly key: string | undefined;
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
    modules: ownModules(defs).flatMap(({ name, node }) => readModule(name, node)),
  };
}

/** Listed modules that the world defines itself: those are built from its sources, the others elsewhere. */
export function ownModules(defs: MergedManifest['defs']): MergedManifest['defs'] {
  return defs.filter(({ kind, listed, origin }) => kind === 'defmodule' && listed && origin.import === undefined);
}

function readModule(name: string, node: JsonObject): readonly ModuleTypes[] {
  const kind = MODULE_KINDS.find((candidate) => candidate === node['module_kind']);
  if (kind === undefined) return [];
  const abi = isObject(node['abi']) ? node['abi'][kind] : undefined;
  const members = isObject(abi) ? Object.entries(abi) : [];
  const key = node['key_schema'];
  return [
    {
      name,
      kind,
      key: typeof key === 'string' ? key : undefined,
      abi: new Map(members.flatMap(([member, schema]) => (typeof schema === 'string' ? [[member, schema] as const] : []))),
    },
  ];
}

function isObject(json: JsonValue | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

const textsOf = (json: JsonValue | undefined): readonly string[] => (typeof json === 'string' ? [json] : []);
