// Fills the hashes that an author may leave out, before a node is typed.
import { ZERO_HASH } from '@nx-air/canon';
import { MANIFEST_LISTS } from '../model/manifest.ts';
import { isJsonArray, isJsonObject, member, plainObject } from './reader.ts';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import type { NodeKind } from '../node.ts';

/** White space as Rust's `trim` sees it. */
const BLANK = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*';
const UNFILLED = new RegExp(`^${BLANK}(?:sha256:?)?${BLANK}$`, 'i');

/** Absent, null, blank, `sha256` or `sha256:` in any case. */
export function isUnfilledHash(json: JsonValue | undefined): boolean {
  return json === undefined || json === null || (typeof json === 'string' && UNFILLED.test(json));
}

/** `wasm_hash` of modules and `hash` of manifest references, as AOS fills them with zeros. */
export function zeroFill(kind: NodeKind, json: JsonObject): JsonObject {
  switch (kind) {
    case 'defmodule':
      return isUnfilledHash(member(json, 'wasm_hash')) ? withMember(json, 'wasm_hash', ZERO_HASH) : json;
    case 'manifest':
      return fillLists(json);
    case 'defschema':
    case 'defplan':
    case 'defcap':
    case 'defpolicy':
    case 'defsecret':
    case 'defeffect':
      return json;
  }
}

function fillLists(json: JsonObject): JsonObject {
  let filled = json;
  for (const list of MANIFEST_LISTS) {
    const entries = member(json, list);
    if (isJsonArray(entries)) filled = withMember(filled, list, entries.map(fillEntry));
  }
  return filled;
}

function fillEntry(entry: JsonValue): JsonValue {
  if (!isJsonObject(entry) || typeof member(entry, 'name') !== 'string') return entry;
  return isUnfilledHash(member(entry, 'hash')) ? withMember(entry, 'hash', ZERO_HASH) : entry;
}

function withMember(json: JsonObject, key: string, value: JsonValue): JsonObject {
  return plainObject([...Object.entries(json).filter(([name]) => name !== key), [key, value]]);
}
