// Routes from events to modules: the module takes the event, under a key of its type.
import type { Problem } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import { showType } from '../expr/type.ts';
import { fieldAt, termsEqual } from '../field-path.ts';
import { objectOf, objectsOf, textOf } from '../members.ts';
import { problemIn } from '../report.ts';
import type { WorldView } from '../world-view.ts';
import { repeatProblems, repeatsOf } from './repeats.ts';
import { abiOf, eventFamily, RECEIPT_ENVELOPE, type ModuleAbi } from './modules.ts';

/** Receipts that the kernel delivers by the key of the cell that asked; AOS v0.10 lets them go without `key_field`. */
const KEYED_BY_KERNEL = new Set(['sys/TimerFired@1', 'sys/BlobPutResult@1', 'sys/BlobGetResult@1']);

export function checkRouting(world: WorldView): Problem[] {
  const routing = objectOf(world.manifest, 'routing');
  const routes = objectsOf(routing, 'events').map((json, index) => ({ json, pointer: `/routing/events/${index}` }));
  const repeated = repeatsOf(routes, ({ json }) => [json['event'] ?? null, json['reducer'] ?? null, json['key_field'] ?? null]);
  const events = routes.flatMap((route) => [
    ...checkRoute(world, route.json, route.pointer),
    ...repeatProblems(world, 'duplicate_route', route.pointer, repeated.get(route)?.pointer),
  ]);
  const inboxes = objectsOf(routing, 'inboxes').flatMap((inbox, index) => checkTarget(world, inbox, `/routing/inboxes/${index}`).problems);
  return [...events, ...inboxes];
}

interface Target {
  readonly abi?: ModuleAbi;
  readonly problems: readonly Problem[];
}

/** Pure modules have no state that an event could change. */
function checkTarget({ definitions, place }: WorldView, route: JsonObject, at: string): Target {
  const name = textOf(route, 'reducer') ?? '';
  const found = definitions.find('defmodule', name);
  if (!found) return { problems: [] };
  const abi = abiOf(found.node);
  if (abi.kind !== 'pure') return { abi, problems: [] };
  return { problems: [problemIn(place, 'wrong_module_kind', `${at}/reducer`, { expected: 'a reducer or workflow module', actual: `${name}, a pure module` })] };
}

function checkRoute(world: WorldView, route: JsonObject, at: string): readonly Problem[] {
  const { abi, problems } = checkTarget(world, route, at);
  const { definitions, place } = world;
  const event = textOf(route, 'event') ?? '';
  if (event === RECEIPT_ENVELOPE) return [...problems, problemIn(place, 'receipt_routed', `${at}/event`, { actual: `${event} to ${textOf(route, 'reducer') ?? ''}` })];
  if (abi?.event === undefined || definitions.find('defschema', event) === undefined) return problems;
  const family = eventFamily(abi.event, definitions.schemas);
  // A broken family is the module's own finding.
  if (family === undefined) return problems;
  if (!family.has(event)) {
    const actual = `${event}, which ${textOf(route, 'reducer') ?? ''} does not take`;
    return [problemIn(place, 'event_not_taken', `${at}/event`, { expected: `${abi.event} or the schema of one of its arms`, actual })];
  }
  return checkKey(world, route, event, abi.keySchema, at);
}

function checkKey({ definitions, place }: WorldView, route: JsonObject, event: string, keySchema: string | undefined, at: string): readonly Problem[] {
  const keyField = textOf(route, 'key_field');
  const module = textOf(route, 'reducer') ?? '';
  if (keySchema === undefined) {
    if (keyField === undefined) return [];
    return [problemIn(place, 'key_field_unused', `${at}/key_field`, { actual: `${module} has no key_schema` })];
  }
  if (keyField === undefined) {
    if (KEYED_BY_KERNEL.has(event)) return [];
    return [problemIn(place, 'key_field_missing', at, { expected: `a field of type ${keySchema}, the key of ${module}` })];
  }
  const { schemas } = definitions;
  const eventTerm = schemas.named(event);
  const keyTerm = schemas.named(keySchema);
  if (!eventTerm || !keyTerm) return [];
  const field = fieldAt(eventTerm, keyField.split('.'), schemas);
  const pointer = `${at}/key_field`;
  if (!field) return [problemIn(place, 'unknown_field_path', pointer, { expected: `a field of ${event}`, actual: keyField })];
  if (termsEqual(field, keyTerm, schemas)) return [];
  return [problemIn(place, 'key_field_type', pointer, { expected: `${keySchema}, the key of ${module}`, actual: `${keyField}: ${showType(field)}` })];
}
