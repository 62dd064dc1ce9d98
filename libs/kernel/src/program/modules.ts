// The modules that a manifest routes events to, and the grants that their slots are bound to.
import type { Schemas, Term } from '@nx-air/plan/runtime';
import { CannotCompile } from './compile-plan.ts';
import type { Definitions } from './definitions.ts';
import { objectOf, objectsOf, textMembers, textOf, textsOf } from './members.ts';
import type { Module } from './program.ts';

export const RECEIPT_ENVELOPE = 'sys/EffectReceiptEnvelope@1';

/** By name. */
export function compileModules(definitions: Definitions, schemas: Schemas): ReadonlyMap<string, Module> {
  const modules = new Map<string, Module>();
  for (const route of objectsOf(objectOf(definitions.manifest, 'routing'), 'events')) {
    const name = textOf(route, 'reducer') ?? '';
    if (!modules.has(name)) modules.set(name, compileModule(name, definitions, schemas));
  }
  return modules;
}

function compileModule(name: string, definitions: Definitions, schemas: Schemas): Module {
  const found = definitions.find('defmodule', name);
  const kind = found && textOf(found.node, 'module_kind');
  if (!found || (kind !== 'reducer' && kind !== 'workflow')) throw new CannotCompile(`routing: ${name} is no reducer and no workflow module`);
  const abi = objectOf(objectOf(found.node, 'abi'), kind);
  const term = (schema: string | undefined): Term => {
    if (schema === undefined || !schemas.named(schema)) throw new CannotCompile(`defmodule ${name}: unknown schema ${schema ?? ''}`);
    return { kind: 'ref', name: schema };
  };
  const key = textOf(found.node, 'key_schema');
  const module: Module = {
    name,
    kind,
    hash: found.hash,
    wasmHash: textOf(found.node, 'wasm_hash') ?? '',
    state: term(textOf(abi, 'state')),
    event: term(textOf(abi, 'event')),
    key: key === undefined ? undefined : term(key),
    wantsContext: textOf(abi, 'context') !== undefined,
    effects: new Set(kind === 'workflow' ? textsOf(abi, 'effects_emitted') : []),
    slots: new Set(textMembers(objectOf(abi, 'cap_slots')).map(([slot]) => slot)),
  };
  if (module.effects.size > 0 && !armOf(RECEIPT_ENVELOPE, module, schemas)) {
    throw new CannotCompile(`defmodule ${name}: it emits effects, and its event schema has no arm for ${RECEIPT_ENVELOPE}`);
  }
  return module;
}

/** `tag` is undefined for the event schema itself. */
export interface Arm {
  readonly tag: string | undefined;
}

/** Follows references from the module's event schema; the first variant behind them may have the event as an arm. */
export function armOf(event: string, { event: family }: Pick<Module, 'event'>, schemas: Schemas): Arm | undefined {
  let term: Term | undefined = family;
  for (let step = 0; step < 64 && term?.kind === 'ref'; step += 1) {
    if (term.name === event) return { tag: undefined };
    term = schemas.named(term.name);
  }
  if (term?.kind !== 'variant') return undefined;
  for (const [tag, arm] of term.arms) if (arm.kind === 'ref' && arm.name === event) return { tag };
  return undefined;
}

export function compileBindings({ manifest }: Definitions): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const bindings = objectOf(manifest, 'module_bindings');
  return new Map(Object.keys(bindings).map((name) => [name, new Map(textMembers(objectOf(objectOf(bindings, name), 'slots')))]));
}
