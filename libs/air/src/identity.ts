// The identity of a definition: what AOS keeps of its JSON, and the hash of that.
import { compareText, hashValue } from '@nx-air/canon';
import { NODE_KINDS } from './node.ts';
import {
  CAP_FIELDS,
  EFFECT_FIELDS,
  MODULE_FIELDS,
  POLICY_FIELDS,
  SCHEMA_FIELDS,
  SECRET_FIELDS,
} from './identity/definition-reader.ts';
import { MANIFEST_FIELDS } from './identity/manifest-reader.ts';
import { PLAN_FIELDS } from './identity/plan-reader.ts';
import { isJsonObject, member } from './identity/reader.ts';
import { text } from './identity/scalar.ts';
import { required, struct } from './identity/struct.ts';
import { isTypable } from './identity/typable.ts';
import { zeroFill } from './identity/zero-fill.ts';
import type { Hash, JsonObject, JsonValue } from '@nx-air/canon';
import type { Field } from './identity/struct.ts';
import type { Memo, Reader } from './identity/reader.ts';
import type { NodeKind } from './node.ts';

export interface Identity {
  readonly kind: NodeKind;
  /** '' for a manifest. */
  readonly name: string;
  /** The typed round trip, with `$kind` first. */
  readonly node: JsonObject;
  /** Hash of `node`. */
  readonly hash: Hash;
  /** Pointers into the given JSON of the keys that AOS drops silently, `$schema` and `$comment` included; sorted. */
  readonly dropped: readonly string[];
}

const FIELDS: Readonly<Record<NodeKind, readonly Field[]>> = {
  defschema: SCHEMA_FIELDS,
  defmodule: MODULE_FIELDS,
  defplan: PLAN_FIELDS,
  defcap: CAP_FIELDS,
  defpolicy: POLICY_FIELDS,
  defsecret: SECRET_FIELDS,
  defeffect: EFFECT_FIELDS,
  manifest: MANIFEST_FIELDS,
};

const readers: ReadonlyMap<NodeKind, Reader> = new Map(
  NODE_KINDS.map((kind) => [kind, struct([required('$kind', text), ...FIELDS[kind]], { objectOnly: true })]),
);

/**
 * Reads a node as AOS v0.10 does (its typed round trip) and hashes what is left, quirks included: unknown keys
 * and empty lists disappear, the first fitting form wins, absent hashes become zeros. Answers undefined where AOS
 * could not type the node, and for anything that holds a float. Diagnoses nothing: `checkNode` does.
 */
export function identify(json: JsonObject): Identity | undefined {
  const kind = kindOf(member(json, '$kind'));
  if (kind === undefined || !isTypable(json)) return undefined;
  const memo: Memo = new Map();
  const { value: node, dropped } = readers.get(kind)?.(zeroFill(kind, json), memo) ?? {};
  if (dropped === undefined || !isJsonObject(node)) return undefined;
  const name = kind === 'manifest' ? '' : node['name'];
  if (typeof name !== 'string') return undefined;
  return { kind, name, node, hash: hashValue(node), dropped: [...dropped].sort(compareText) };
}

function kindOf(json: JsonValue | undefined): NodeKind | undefined {
  return NODE_KINDS.find((kind) => kind === json);
}
