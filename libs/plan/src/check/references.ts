// Every place in a definition or manifest that names a definition.
import type { DefKind, MergedDef } from '@nx-air/air';
import { joinPointer, type JsonObject, type JsonValue } from '@nx-air/canon';
import { isObject, objectOf, objectsOf, textMembers, textOf, textsOf } from '../members.ts';
import type { WorldView } from '../world-view.ts';

/** `effect` is named by its kind, everything else by its name. */
export type Wanted = Exclude<DefKind, 'defeffect'> | 'effect';

export interface Reference {
  readonly wanted: Wanted;
  readonly name: string;
  /** Inside the definition or manifest. */
  readonly pointer: string;
}

/** What a definition names, in the order of its text. */
export function referencesOf({ kind, normalized }: MergedDef): readonly Reference[] {
  switch (kind) {
    case 'defschema':
      return typeReferences(normalized['type'], '/type');
    case 'defplan':
      return planReferences(normalized);
    case 'defmodule':
      return moduleReferences(normalized);
    case 'defeffect':
      return named(normalized, '', 'defschema', ['params_schema', 'receipt_schema']);
    case 'defcap':
      return [...typeReferences(normalized['schema'], '/schema'), ...named(objectOf(normalized, 'enforcer'), '/enforcer', 'defmodule', ['module'])];
    case 'defsecret':
      return listNames(normalized, '', 'allowed_plans', 'defplan');
    case 'defpolicy':
    case 'manifest':
      return [];
  }
}

/** What the parts of a manifest name; its lists are the business of merging. */
export function manifestReferences({ manifest }: WorldView): readonly Reference[] {
  const defaults = objectOf(manifest, 'defaults');
  const routing = objectOf(manifest, 'routing');
  const each = (json: JsonObject, key: string, base: string, read: (item: JsonObject, at: string) => readonly Reference[]): readonly Reference[] =>
    objectsOf(json, key).flatMap((item, index) => read(item, joinPointer(base, key, String(index))));
  return [
    ...named(defaults, '/defaults', 'defpolicy', ['policy']),
    ...each(defaults, 'cap_grants', '/defaults', (item, at) => named(item, at, 'defcap', ['cap'])),
    ...Object.keys(objectOf(manifest, 'module_bindings')).map((name): Reference => ({ wanted: 'defmodule', name, pointer: joinPointer('/module_bindings', name) })),
    ...each(routing, 'events', '/routing', (item, at) => [...named(item, at, 'defschema', ['event']), ...named(item, at, 'defmodule', ['reducer'])]),
    ...each(routing, 'inboxes', '/routing', (item, at) => named(item, at, 'defmodule', ['reducer'])),
    ...each(manifest, 'triggers', '', (item, at) => [...named(item, at, 'defschema', ['event']), ...named(item, at, 'defplan', ['plan'])]),
  ];
}

function named(json: JsonObject, base: string, wanted: Wanted, keys: readonly string[]): readonly Reference[] {
  return keys.flatMap((key) => {
    const name = textOf(json, key);
    return name === undefined ? [] : [{ wanted, name, pointer: joinPointer(base, key) }];
  });
}

function listNames(json: JsonObject, base: string, key: string, wanted: Wanted): readonly Reference[] {
  return textsOf(json, key).map((name, index) => ({ wanted, name, pointer: joinPointer(base, key, String(index)) }));
}

function planReferences(plan: JsonObject): readonly Reference[] {
  const locals = textMembers(objectOf(plan, 'locals')).map(
    ([name, schema]): Reference => ({ wanted: 'defschema', name: schema, pointer: joinPointer('/locals', name) }),
  );
  const steps = objectsOf(plan, 'steps').flatMap((step, index) => stepReferences(step, joinPointer('/steps', String(index))));
  return [...named(plan, '', 'defschema', ['input', 'output']), ...locals, ...steps];
}

function stepReferences(step: JsonObject, at: string): readonly Reference[] {
  switch (step['op']) {
    case 'raise_event':
    case 'await_event':
      return named(step, at, 'defschema', ['event']);
    case 'emit_effect':
      return named(step, at, 'effect', ['kind']);
    case 'spawn_plan':
    case 'spawn_for_each':
      return named(step, at, 'defplan', ['plan']);
    default:
      return [];
  }
}

function moduleReferences(module: JsonObject): readonly Reference[] {
  const abi = objectOf(module, 'abi');
  const members = Object.keys(abi).flatMap((kind) => {
    const at = joinPointer('/abi', kind);
    const inner = objectOf(abi, kind);
    return [
      ...named(inner, at, 'defschema', ['state', 'event', 'input', 'output', 'context', 'annotations']),
      ...listNames(inner, at, 'effects_emitted', 'effect'),
    ];
  });
  return [...named(module, '', 'defschema', ['key_schema']), ...members];
}

/** References inside a type expression; depth is bounded by that of the JSON reader. */
export function typeReferences(type: JsonValue | undefined, at: string): readonly Reference[] {
  if (!isObject(type)) return [];
  return Object.entries(type).flatMap(([constructor, body]): readonly Reference[] => {
    const inner = joinPointer(at, constructor);
    switch (constructor) {
      case 'ref':
        return typeof body === 'string' ? [{ wanted: 'defschema', name: body, pointer: inner }] : [];
      case 'record':
      case 'variant':
        return isObject(body) ? Object.entries(body).flatMap(([name, part]) => typeReferences(part, joinPointer(inner, name))) : [];
      case 'map':
        return isObject(body) ? typeReferences(body['value'], joinPointer(inner, 'value')) : [];
      default:
        return typeReferences(body, inner);
    }
  });
}
