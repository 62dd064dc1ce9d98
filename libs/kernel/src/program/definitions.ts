// Definitions by hash in the content store: what a journal's manifests mean, today and when it is replayed.
import { builtin, type DefKind, type MergedManifest } from '@nx-air/air';
import { CanonError, decodeCanonical, encodeCanonical, hashBytes, parseHash, type CanonValue, type ContentStore, type Hash, type JsonObject, type JsonValue } from '@nx-air/canon';
import { KernelError } from '../errors.ts';
import { objectsOf, textOf } from './members.ts';

/** One manifest with everything it lists. */
export interface Definitions {
  readonly manifestHash: Hash;
  readonly manifest: JsonObject;
  /** Listed definitions, then built-ins. */
  find(kind: DefKind, name: string): FoundDefinition | undefined;
  /** Listed definitions of a kind, in the order of the manifest. */
  listed(kind: DefKind): readonly FoundDefinition[];
}

export interface FoundDefinition {
  readonly name: string;
  readonly node: JsonObject;
  readonly hash: Hash;
}

/** Keeps the manifest and the definitions that it lists, each under the hash by which it is referred to. */
export function putDefinitions(store: ContentStore, { manifest, manifestHash, defs }: MergedManifest): void {
  putAs(store, manifest, manifestHash, 'the manifest');
  for (const def of defs) if (def.listed) putAs(store, def.normalized, def.refHash, `${def.kind} ${def.name}`);
}

function putAs(store: ContentStore, node: JsonObject, hash: Hash, what: string): void {
  const bytes = encodeCanonical(node);
  if (hashBytes(bytes) !== hash) throw new KernelError('bad_manifest', `${what} does not have the hash ${hash}`);
  store.put(bytes);
}

const LISTS: readonly (readonly [list: string, kind: DefKind])[] = [
  ['schemas', 'defschema'],
  ['modules', 'defmodule'],
  ['plans', 'defplan'],
  ['effects', 'defeffect'],
  ['caps', 'defcap'],
  ['policies', 'defpolicy'],
  ['secrets', 'defsecret'],
];

/** Throws `KernelError` `definitions_missing` when the store lacks the manifest or something that it lists. */
export function readDefinitions(store: ContentStore, manifestHash: Hash): Definitions {
  const manifest = readNode(store, manifestHash, 'the manifest');
  const lists = new Map<DefKind, readonly FoundDefinition[]>();
  const byKey = new Map<string, FoundDefinition>();
  for (const [list, kind] of LISTS) {
    const found = objectsOf(manifest, list).flatMap((ref) => readRef(store, kind, ref));
    lists.set(kind, found);
    for (const definition of found) byKey.set(`${kind} ${definition.name}`, definition);
  }
  return {
    manifestHash,
    manifest,
    find: (kind, name) => byKey.get(`${kind} ${name}`) ?? builtin(kind, name),
    listed: (kind) => lists.get(kind) ?? [],
  };
}

function readRef(store: ContentStore, kind: DefKind, ref: JsonObject): readonly FoundDefinition[] {
  const name = textOf(ref, 'name');
  const hash = parseHash(textOf(ref, 'hash') ?? '');
  // An inline secret declaration has neither; loading a world refuses it.
  if (name === undefined || hash === undefined) return [];
  const known = builtin(kind, name);
  const node = known?.hash === hash ? known.node : readNode(store, hash, `${kind} ${name}`);
  return [{ name, node, hash }];
}

function readNode(store: ContentStore, hash: Hash, what: string): JsonObject {
  const bytes = store.get(hash);
  if (bytes === undefined) {
    throw new KernelError('definitions_missing', `the content store has no ${hash} (${what})`, {
      hint: 'open the journal together with the store it was written with',
    });
  }
  let node: JsonValue;
  try {
    node = jsonOf(decodeCanonical(bytes));
  } catch (error) {
    if (!(error instanceof CanonError)) throw error;
    throw new KernelError('bad_manifest', `${what} (${hash}) is not canonical CBOR`, { cause: error });
  }
  if (typeof node !== 'object' || node === null || Array.isArray(node)) throw new KernelError('bad_manifest', `${what} (${hash}) is no definition`);
  return node as JsonObject;
}

/** Definitions hold JSON only; byte strings and other keys than text are not from us. */
function jsonOf(value: CanonValue): JsonValue {
  if (Array.isArray(value)) return value.map(jsonOf);
  if (value instanceof Map) {
    const object: Record<string, JsonValue> = Object.create(null);
    for (const [key, item] of value) {
      if (typeof key !== 'string') throw new KernelError('bad_manifest', 'a definition has a key that is not text');
      object[key] = jsonOf(item);
    }
    return object;
  }
  if (value === null || typeof value !== 'object') return value;
  throw new KernelError('bad_manifest', 'a definition holds bytes');
}
