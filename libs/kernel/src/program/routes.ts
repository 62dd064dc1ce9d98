// Which modules an event reaches, and in which arm of their event schema.
import { compareText } from '@nx-air/canon';
import type { Schemas, Term } from '@nx-air/plan/runtime';
import { CannotCompile } from './compile-plan.ts';
import type { Definitions } from './definitions.ts';
import { objectOf, objectsOf, textOf } from './members.ts';
import type { Module, Route } from './program.ts';

/** By event; modules sorted by name. */
export function compileRoutes(definitions: Definitions, schemas: Schemas): ReadonlyMap<string, readonly Route[]> {
  const byEvent = new Map<string, Route[]>();
  const modules = new Map<string, Module>();
  for (const json of objectsOf(objectOf(definitions.manifest, 'routing'), 'events')) {
    const event = textOf(json, 'event') ?? '';
    const name = textOf(json, 'reducer') ?? '';
    const module = modules.get(name) ?? compileModule(name, definitions, schemas);
    modules.set(name, module);
    const route: Route = { module, keyField: textOf(json, 'key_field')?.split('.'), arm: armOf(event, module, schemas) };
    byEvent.set(event, [...(byEvent.get(event) ?? []), route]);
  }
  for (const routes of byEvent.values()) routes.sort((a, b) => compareText(a.module.name, b.module.name));
  return byEvent;
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
  return {
    name,
    kind,
    hash: found.hash,
    wasmHash: textOf(found.node, 'wasm_hash') ?? '',
    state: term(textOf(abi, 'state')),
    event: term(textOf(abi, 'event')),
    key: key === undefined ? undefined : term(key),
    wantsContext: textOf(abi, 'context') !== undefined,
  };
}

/** Follows references from the module's event schema; the first variant behind them may have the event as an arm. */
function armOf(event: string, { name, event: family }: Module, schemas: Schemas): string | undefined {
  let term: Term | undefined = family;
  for (let step = 0; step < 64 && term?.kind === 'ref'; step += 1) {
    if (term.name === event) return undefined;
    term = schemas.named(term.name);
  }
  if (term?.kind === 'variant') {
    for (const [tag, arm] of term.arms) if (arm.kind === 'ref' && arm.name === event) return tag;
  }
  throw new CannotCompile(`routing: ${event} is not in the event schema of ${name}`);
}
