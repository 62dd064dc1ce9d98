// Compiles the definitions of one manifest.
import { builtins } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import { Schemas, type Term } from '@nx-air/plan/runtime';
import { KernelError } from '../errors.ts';
import { compileGrants, compilePolicy, compileSecrets } from './authority.ts';
import { checkChildren } from './children.ts';
import { CannotCompile, compilePlan } from './compile-plan.ts';
import type { Definitions } from './definitions.ts';
import { objectOf, textOf } from './members.ts';
import type { EffectKind, Program, PureModule } from './program.ts';
import { compileBindings, compileModules } from './modules.ts';
import { compileRoutes } from './routes.ts';
import { compileTriggers } from './triggers.ts';

/** Throws `KernelError` `bad_manifest` for what no check of the world lets through. */
export function compileProgram(definitions: Definitions): Program {
  try {
    return compile(definitions);
  } catch (error) {
    if (!(error instanceof CannotCompile)) throw error;
    throw new KernelError('bad_manifest', error.message, { hint: 'validate the world: it names the place and the fix' });
  }
}

function compile(definitions: Definitions): Program {
  const { manifest, manifestHash } = definitions;
  const schemas = new Schemas((name) => definitions.find('defschema', name)?.node['type']);
  const plans = new Map(
    definitions.listed('defplan').map(({ name, node, hash }) => [name, compilePlan(node, hash, schemas)] as const),
  );
  checkChildren(plans, textOf(manifest, 'air_version'));
  const modules = compileModules(definitions, schemas);
  const limits = objectOf(objectOf(manifest, 'defaults'), 'limits');
  return {
    manifestHash,
    schemas,
    isEvent: (schema) => definitions.find('defschema', schema) !== undefined,
    plans,
    effects: compileEffects(definitions, schemas),
    grants: compileGrants(definitions, schemas),
    policy: compilePolicy(definitions),
    secrets: compileSecrets(definitions),
    triggers: compileTriggers(definitions, plans, schemas),
    routes: compileRoutes(definitions, modules, schemas),
    modules,
    bindings: compileBindings(definitions),
    pureModules: compilePureModules(definitions),
    moduleLimits: {
      ...limit(limits, 'effects', 'module_effects'),
      ...limit(limits, 'events', 'module_events'),
      ...limit(limits, 'output_bytes', 'module_output_bytes'),
    },
  };
}

function compilePureModules(definitions: Definitions): ReadonlyMap<string, PureModule> {
  const pure = new Map<string, PureModule>();
  for (const { name, node } of definitions.listed('defmodule')) {
    if (textOf(node, 'module_kind') !== 'pure') continue;
    const wantsContext = textOf(objectOf(objectOf(node, 'abi'), 'pure'), 'context') !== undefined;
    pure.set(name, { name, kind: 'pure', wasmHash: textOf(node, 'wasm_hash') ?? '', wantsContext });
  }
  return pure;
}

function limit<K extends string>(limits: JsonObject, member: string, name: K): Partial<Record<K, number>> {
  const value = limits[member];
  return typeof value === 'number' || typeof value === 'bigint' ? record(name, Number(value)) : {};
}

function record<K extends string>(name: K, value: number): Partial<Record<K, number>> {
  const entry: Partial<Record<K, number>> = {};
  entry[name] = value;
  return entry;
}

/** Built-in kinds, and the world's own before them. */
function compileEffects(definitions: Definitions, schemas: Schemas): ReadonlyMap<string, EffectKind> {
  const effects = new Map<string, EffectKind>();
  const builtIn = [...builtins().values()].filter(({ kind }) => kind === 'defeffect');
  for (const { name, node } of [...definitions.listed('defeffect'), ...builtIn]) {
    const kind = textOf(node, 'kind') ?? '';
    if (effects.has(kind)) continue;
    const term = (member: string): Term => {
      const schema = textOf(node, member) ?? '';
      if (!schemas.named(schema)) throw new CannotCompile(`defeffect ${name}: unknown schema ${schema}`);
      return { kind: 'ref', name: schema };
    };
    effects.set(kind, { kind, capType: textOf(node, 'cap_type') ?? '', params: term('params_schema'), receipt: term('receipt_schema') });
  }
  return effects;
}
