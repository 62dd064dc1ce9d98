// Typed round trip of manifests.
import { firstOf, listOf, mapOf } from './compound.ts';
import { hashRef, nat, schemaRef, text } from './scalar.ts';
import { nonempty, optional, required, struct } from './struct.ts';
import { exprOrValue, exprReader, literalReader } from './value-reader.ts';
import type { Field } from './struct.ts';

const namedRef = struct([required('name', text), required('hash', hashRef)]);
const refs = listOf(namedRef);

const secretDecl = struct([
  required('alias', text),
  required('version', nat),
  required('binding_id', text),
  optional('expected_digest', hashRef),
  optional('policy', struct([nonempty('allowed_caps', listOf(text)), nonempty('allowed_plans', listOf(text))])),
]);

const capGrant = struct([
  required('name', text),
  required('cap', text),
  required('params', literalReader),
  optional('expiry_ns', nat),
]);

/** Ours alone: AOS drops the key, so only manifests that have it hash otherwise. */
const limits = struct([optional('effects', nat), optional('events', nat), optional('output_bytes', nat)]);

const defaults = struct([
  optional('policy', text),
  nonempty('cap_grants', listOf(capGrant)),
  optional('limits', limits),
]);

const routing = struct([
  nonempty(
    'events',
    listOf(struct([required('event', schemaRef), required('reducer', text), optional('key_field', text)])),
  ),
  nonempty('inboxes', listOf(struct([required('source', text), required('reducer', text)]))),
]);

const trigger = struct([
  required('event', schemaRef),
  required('plan', text),
  optional('correlate_by', text),
  optional('when', exprReader),
  optional('input_expr', exprOrValue),
]);

export const MANIFEST_FIELDS: readonly Field[] = [
  required('air_version', text),
  required('schemas', refs),
  required('modules', refs),
  required('plans', refs),
  nonempty('effects', refs),
  required('caps', refs),
  required('policies', refs),
  nonempty('secrets', listOf(firstOf(namedRef, secretDecl))),
  optional('defaults', defaults),
  nonempty('module_bindings', mapOf(struct([nonempty('slots', mapOf(text))]))),
  optional('routing', routing),
  nonempty('triggers', listOf(trigger)),
];
