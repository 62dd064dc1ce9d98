// Brings the plans of a merged world into the form that its manifest refers to.
import type { DefKind, LoadedNode, Problem } from '@nx-air/air';
import { builtin, builtins, normalizePlan } from '@nx-air/air';
import type { Hash, JsonObject } from '@nx-air/canon';
import { hashValue } from '@nx-air/canon';
import { isJsonObject, isSameJson } from './json-object.ts';
import { defSubject } from './settle.ts';

type Lookup = Parameters<typeof normalizePlan>[1];
type EffectSchemas = { readonly params: string; readonly receipt: string };

function effectSchemas(node: JsonObject): readonly [kind: string, schemas: EffectSchemas] | undefined {
  const { kind, params_schema: params, receipt_schema: receipt } = node;
  const complete = typeof kind === 'string' && typeof params === 'string' && typeof receipt === 'string';
  return complete ? [kind, { params, receipt }] : undefined;
}

/** What plans are read by: the loaded definitions, then the built-ins. */
export function planLookup(
  nodeOf: (kind: DefKind, name: string) => JsonObject | undefined,
  effects: Iterable<JsonObject>,
  namesOf: (kind: DefKind) => Iterable<string> = () => [],
): Lookup {
  const byKind = new Map<string, EffectSchemas>();
  const own = [...builtins().values()].filter(({ kind }) => kind === 'defeffect').map(({ node }) => node);
  for (const node of [...effects, ...own]) {
    const [kind, schemas] = effectSchemas(node) ?? [];
    if (kind !== undefined && schemas !== undefined && !byKind.has(kind)) byKind.set(kind, schemas);
  }
  return {
    schema: (name) => {
      const type = (nodeOf('defschema', name) ?? builtin('defschema', name)?.node)?.['type'];
      return isJsonObject(type) ? type : undefined;
    },
    effectByKind: (kind) => byKind.get(kind),
    plan: (name) => {
      const input = nodeOf('defplan', name)?.['input'];
      return typeof input === 'string' ? { input } : undefined;
    },
    names: (what) => (what === 'effect' ? byKind.keys() : namesOf(`def${what}`)),
  };
}

export interface NormalizedDef {
  readonly normalized: JsonObject;
  readonly refHash: Hash;
  readonly problems: readonly Problem[];
}

/** Plans with their literals in canonical form; every other definition as it is. Problems stand in the authored file. */
export function normalizeDefinition(found: LoadedNode, lookup: Lookup): NormalizedDef {
  if (found.kind !== 'defplan') return { normalized: found.node, refHash: found.hash, problems: [] };
  const { plan, problems } = normalizePlan(found.node, lookup);
  const { file, pointer } = found.origin;
  return {
    normalized: plan,
    // Of a plan that is written in its normal form the hash is known.
    refHash: isSameJson(plan, found.node) ? found.hash : hashValue(plan),
    problems: problems.map((problem) => ({ ...problem, subject: defSubject(found), file, pointer: pointer + problem.pointer })),
  };
}
