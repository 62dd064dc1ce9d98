// Which modules an event reaches, and in which arm of their event schema.
import { compareText } from '@nx-air/canon';
import type { Schemas } from '@nx-air/plan/runtime';
import { CannotCompile } from './compile-plan.ts';
import type { Definitions } from './definitions.ts';
import { objectOf, objectsOf, textOf } from './members.ts';
import { armOf } from './modules.ts';
import type { Module, Route } from './program.ts';

/** By event; modules sorted by name. */
export function compileRoutes({ manifest }: Definitions, modules: ReadonlyMap<string, Module>, schemas: Schemas): ReadonlyMap<string, readonly Route[]> {
  const byEvent = new Map<string, Route[]>();
  for (const json of objectsOf(objectOf(manifest, 'routing'), 'events')) {
    const event = textOf(json, 'event') ?? '';
    const name = textOf(json, 'reducer') ?? '';
    const module = modules.get(name);
    const arm = module && armOf(event, module, schemas);
    if (!module || !arm) throw new CannotCompile(`routing: ${event} is not in the event schema of ${name}`);
    const route: Route = { module, keyField: textOf(json, 'key_field')?.split('.'), arm: arm.tag };
    byEvent.set(event, [...(byEvent.get(event) ?? []), route]);
  }
  for (const routes of byEvent.values()) routes.sort((a, b) => compareText(a.module.name, b.module.name));
  return byEvent;
}
