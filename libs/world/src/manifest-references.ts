// Fills the references of a manifest: each name gets the hash of the definition that it means.
import type { DefKind, LoadedNode, Problem } from '@nx-air/air';
import { builtin, isReserved, nearest } from '@nx-air/air';
import type { Hash, JsonObject, JsonValue } from '@nx-air/canon';
import { ZERO_HASH, joinPointer } from '@nx-air/canon';
import { isJsonObject } from './json-object.ts';

const LISTS: ReadonlyMap<string, DefKind> = new Map([
  ['schemas', 'defschema'],
  ['modules', 'defmodule'],
  ['plans', 'defplan'],
  ['caps', 'defcap'],
  ['policies', 'defpolicy'],
  ['effects', 'defeffect'],
  ['secrets', 'defsecret'],
]);

export interface ReferenceLookup {
  /** Hash that references to a loaded definition carry. */
  readonly refHashOf: (kind: DefKind, name: string) => Hash | undefined;
  /** Names of all loaded definitions of a kind, for did-you-mean. */
  readonly namesOf: (kind: DefKind) => Iterable<string>;
  /** Whether an unknown name is explained by another problem already reported. */
  readonly excused: (kind: DefKind, name: string) => boolean;
}

/** The definitions that a manifest lists, as `${kind} ${name}`. */
export function listedDefinitions(manifest: JsonObject): ReadonlySet<string> {
  const listed = new Set<string>();
  for (const [list, kind] of LISTS) {
    const entries = manifest[list];
    if (!Array.isArray(entries)) continue;
    for (const entry of entries) if (isJsonObject(entry) && typeof entry['name'] === 'string') listed.add(`${kind} ${entry['name']}`);
  }
  return listed;
}

// AOS looks for a built-in schema of the name before a built-in of the kind, whatever the kind is.
const builtinHash = (kind: DefKind, name: string): Hash | undefined => builtin('defschema', name)?.hash ?? builtin(kind, name)?.hash;

/** A name in a list of the manifest that nothing has. */
export interface MissingReference {
  readonly kind: DefKind;
  readonly name: string;
  /** The name that it resembles. */
  readonly meant?: string;
}

interface Filled {
  /** The typed manifest without `$kind`, every reference with the hash of its definition. */
  readonly manifest: JsonObject;
  readonly missing: readonly MissingReference[];
  readonly problems: readonly Problem[];
}

/** AOS v0.10 order: loaded definition of the kind, built-in schema of the name, built-in of the kind. */
export function fillReferences(found: LoadedNode, lookup: ReferenceLookup): Filled {
  const { file, pointer } = found.origin;
  const problems: Problem[] = [];
  const missing: MissingReference[] = [];

  const fillEntry = (kind: DefKind, entry: JsonValue, at: string, seen: Set<string>): JsonValue => {
    if (!isJsonObject(entry) || typeof entry['name'] !== 'string') return entry;
    const { name, hash: authored } = entry;
    const where = { subject: `${kind} ${name}`, file, pointer: joinPointer(at, 'name') };
    if (seen.has(name)) problems.push({ ...where, code: 'manifest_duplicate_reference', actual: name });
    seen.add(name);
    const loaded = lookup.refHashOf(kind, name);
    const hash = loaded ?? builtinHash(kind, name);
    if (hash === undefined) {
      if (lookup.excused(kind, name)) return entry;
      const closest = nearest(name, lookup.namesOf(kind));
      const hint = closest === undefined ? {} : { hint: `Did you mean \`${closest}\`?` };
      problems.push({ ...where, code: 'manifest_unknown_reference', actual: name, ...hint });
      missing.push({ kind, name, ...(closest === undefined ? {} : { meant: closest }) });
      return entry;
    }
    if (authored !== undefined && authored !== ZERO_HASH && authored !== hash) {
      const code = loaded === undefined && isReserved(name) ? 'builtin_hash_mismatch' : 'stale_manifest_hash';
      problems.push({ ...where, pointer: joinPointer(at, 'hash'), code, expected: hash, actual: String(authored) });
    }
    return { ...entry, hash };
  };

  const { $kind: _, ...manifest }: Record<string, JsonValue> = { ...found.node };
  for (const [list, kind] of LISTS) {
    const entries = manifest[list];
    if (!Array.isArray(entries)) continue;
    const seen = new Set<string>();
    manifest[list] = entries.map((entry: JsonValue, index) => fillEntry(kind, entry, joinPointer(pointer, list, String(index)), seen));
  }
  return { manifest, missing, problems };
}
