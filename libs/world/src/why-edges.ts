// What a manifest and a definition need: every reference with its place and what it is for.
import type { DefKind, LoadedNode } from '@nx-air/air';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { joinPointer } from '@nx-air/canon';
import { isJsonObject } from './json-object.ts';

export interface WhyEdge {
  /** What the reference is, in AIR terms: "trigger on `acme/Asked@1`", "step `charge` emits http.request". */
  readonly words: string;
  /** Into the file of the definition that refers. */
  readonly pointer: string;
  readonly kind: DefKind;
  readonly name: string;
}

/** What references by other things than a definition's name lead to. */
export interface WhyLookup {
  /** Names of the effects of a kind. */
  readonly effectsOf: (kind: string) => readonly string[];
  /** Name of the capability behind a grant of the manifest. */
  readonly capOfGrant: (grant: string) => string | undefined;
  /** Names of the capabilities of a type. */
  readonly capsOf: (type: string) => readonly string[];
}

type Node = Pick<LoadedNode, 'kind' | 'node'> & { readonly origin: { readonly pointer: string } };
type Object = JsonObject;

const textOf = (object: Object | undefined, key: string): string | undefined => {
  const value = object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === 'string' ? value : undefined;
};
const objectOf = (object: Object | undefined, key: string): Object | undefined => {
  const value = object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
  return isJsonObject(value) ? value : undefined;
};
const itemsOf = (object: Object | undefined, key: string): readonly JsonValue[] => {
  const value = object?.[key];
  return Array.isArray(value) ? value : [];
};

/** A reference in a member of `object`, if the member is text. */
function edge(kind: DefKind, object: Object | undefined, at: string, key: string, words: string): readonly WhyEdge[] {
  const name = textOf(object, key);
  return name === undefined ? [] : [{ words, pointer: joinPointer(at, key), kind, name }];
}

function eachItem(object: Object | undefined, at: string, key: string, visit: (item: Object, at: string) => readonly WhyEdge[]): readonly WhyEdge[] {
  return itemsOf(object, key).flatMap((item, index) => (isJsonObject(item) ? visit(item, joinPointer(at, key, String(index))) : []));
}

/** What a manifest starts or allows by itself; its lists of names are not among them. */
export function manifestEdges({ node, origin }: Node): readonly WhyEdge[] {
  const at = origin.pointer;
  const defaults = objectOf(node, 'defaults');
  const routing = objectOf(node, 'routing');
  const routed = joinPointer(at, 'routing');
  return [
    ...eachItem(node, at, 'triggers', (item, where) => [
      ...edge('defplan', item, where, 'plan', `trigger on \`${textOf(item, 'event') ?? ''}\``),
      ...edge('defschema', item, where, 'event', 'event of a trigger'),
    ]),
    ...eachItem(routing, routed, 'events', (item, where) => [
      ...edge('defmodule', item, where, 'reducer', `route of \`${textOf(item, 'event') ?? ''}\``),
      ...edge('defschema', item, where, 'event', 'event of a route'),
    ]),
    ...eachItem(routing, routed, 'inboxes', (item, where) => edge('defmodule', item, where, 'reducer', `inbox \`${textOf(item, 'source') ?? ''}\``)),
    ...edge('defpolicy', defaults, joinPointer(at, 'defaults'), 'policy', 'policy of the world'),
    ...eachItem(defaults, joinPointer(at, 'defaults'), 'cap_grants', (item, where) => edge('defcap', item, where, 'cap', `grant \`${textOf(item, 'name') ?? ''}\``)),
  ];
}

const LISTS: readonly (readonly [list: string, kind: DefKind])[] = [
  ['plans', 'defplan'],
  ['modules', 'defmodule'],
  ['policies', 'defpolicy'],
  ['effects', 'defeffect'],
  ['caps', 'defcap'],
  ['secrets', 'defsecret'],
  ['schemas', 'defschema'],
];

/** The definitions that a manifest lists, used or not. */
export const listedEdges = ({ node, origin }: Node): readonly WhyEdge[] =>
  LISTS.flatMap(([list, kind]) => eachItem(node, origin.pointer, list, (item, at) => edge(kind, item, at, 'name', 'listed in the manifest')));

function typeEdges(type: JsonValue | undefined, at: string, words: string): readonly WhyEdge[] {
  if (Array.isArray(type)) return type.flatMap((item: JsonValue, index) => typeEdges(item, joinPointer(at, String(index)), words));
  if (!isJsonObject(type)) return [];
  const { ref } = type;
  if (typeof ref === 'string' && Object.keys(type).length === 1) return [{ words, pointer: joinPointer(at, 'ref'), kind: 'defschema', name: ref }];
  return Object.entries(type).flatMap(([key, member]) => typeEdges(member, joinPointer(at, key), words));
}

function secretEdges(value: JsonValue | undefined, at: string, words: string): readonly WhyEdge[] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue, index) => secretEdges(item, joinPointer(at, String(index)), words));
  if (!isJsonObject(value)) return [];
  const { alias, version } = value;
  const isSecret = typeof alias === 'string' && (typeof version === 'number' || typeof version === 'bigint');
  const own: readonly WhyEdge[] = isSecret ? [{ words, pointer: at, kind: 'defsecret', name: `${alias}@${version}` }] : [];
  return [...own, ...Object.entries(value).flatMap(([key, member]) => secretEdges(member, joinPointer(at, key), words))];
}

function stepEdges(step: Object, at: string, { effectsOf, capOfGrant }: WhyLookup): readonly WhyEdge[] {
  const named = `step \`${textOf(step, 'id') ?? ''}\``;
  const kind = textOf(step, 'kind');
  const grant = textOf(step, 'cap');
  const cap = grant === undefined ? undefined : capOfGrant(grant);
  const verb = { raise_event: 'raises', await_event: 'awaits' }[textOf(step, 'op') ?? ''] ?? 'names';
  return [
    ...(kind === undefined ? [] : effectsOf(kind).map((name): WhyEdge => ({ words: `${named} emits ${kind}`, pointer: joinPointer(at, 'kind'), kind: 'defeffect', name }))),
    ...(cap === undefined ? [] : [{ words: `${named} uses grant \`${grant ?? ''}\``, pointer: joinPointer(at, 'cap'), kind: 'defcap', name: cap } as const]),
    ...edge('defschema', step, at, 'event', `${named} ${verb} an event`),
    ...edge('defplan', step, at, 'plan', `${named} starts a plan`),
    ...['params', 'value', 'expr', 'result', 'input', 'inputs'].flatMap((slot) => secretEdges(step[slot], joinPointer(at, slot), `${named} uses a secret`)),
  ];
}

function moduleEdges(node: Object, at: string, { effectsOf }: WhyLookup): readonly WhyEdge[] {
  const abi = objectOf(node, 'abi');
  return Object.keys(abi ?? {}).flatMap((form) => {
    const body = objectOf(abi, form);
    const where = joinPointer(at, 'abi', form);
    return [
      ...['state', 'event', 'context', 'annotations', 'input', 'output'].flatMap((key) => edge('defschema', body, where, key, `${key} of the module`)),
      ...itemsOf(body, 'effects_emitted').flatMap((kind, index) =>
        typeof kind !== 'string' ? [] : effectsOf(kind).map((name): WhyEdge => ({ words: `emits ${kind}`, pointer: joinPointer(where, 'effects_emitted', String(index)), kind: 'defeffect', name })),
      ),
    ];
  });
}

/** Everything that a definition needs, in the order of its members. */
export function definitionEdges({ kind, node, origin }: Node, lookup: WhyLookup): readonly WhyEdge[] {
  const at = origin.pointer;
  switch (kind) {
    case 'defplan':
      return [
        ...edge('defschema', node, at, 'input', 'input'),
        ...edge('defschema', node, at, 'output', 'output'),
        ...Object.keys(objectOf(node, 'locals') ?? {}).flatMap((local) => edge('defschema', objectOf(node, 'locals'), joinPointer(at, 'locals'), local, `local \`${local}\``)),
        ...eachItem(node, at, 'steps', (step, where) => stepEdges(step, where, lookup)),
      ];
    case 'defeffect': {
      const type = textOf(node, 'cap_type') ?? '';
      return [
        ...edge('defschema', node, at, 'params_schema', 'parameters'),
        ...edge('defschema', node, at, 'receipt_schema', 'receipt'),
        ...lookup.capsOf(type).map((name): WhyEdge => ({ words: `needs cap type ${type}`, pointer: joinPointer(at, 'cap_type'), kind: 'defcap', name })),
      ];
    }
    case 'defcap':
      return [
        ...typeEdges(node['schema'], joinPointer(at, 'schema'), 'parameters of the grant'),
        ...edge('defmodule', objectOf(node, 'enforcer'), joinPointer(at, 'enforcer'), 'module', 'enforcer'),
      ];
    case 'defmodule':
      return [...edge('defschema', node, at, 'key_schema', 'key'), ...moduleEdges(node, at, lookup)];
    case 'defpolicy':
      return eachItem(node, at, 'rules', (rule, where) => {
        const effect = textOf(objectOf(rule, 'when'), 'effect_kind');
        return (effect === undefined ? [] : lookup.effectsOf(effect)).map((name) => ({ words: `rule about ${effect ?? ''}`, pointer: joinPointer(where, 'when', 'effect_kind'), kind: 'defeffect', name }));
      });
    case 'defschema':
      return typeEdges(node['type'], joinPointer(at, 'type'), 'field type');
    case 'defsecret':
    case 'manifest':
      return [];
  }
}
