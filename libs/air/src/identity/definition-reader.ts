// Typed round trip of every definition but plans and manifests.
import { MODULE_KINDS, ORIGIN_KINDS, ORIGIN_SCOPES, POLICY_DECISIONS } from '../model/definitions.ts';
import { listOf, mapOf } from './compound.ts';
import { plainObject } from './reader.ts';
import { choice, hashRef, schemaRef, text } from './scalar.ts';
import { defaulted, nonempty, optional, required, struct } from './struct.ts';
import { typeExpr } from './type-reader.ts';
import type { Field } from './struct.ts';

/** The enforcer of a capability that names none. Known by name, built into the gate. */
export const DEFAULT_ENFORCER = 'sys/CapAllowAll@1';

export const SCHEMA_FIELDS: readonly Field[] = [required('name', text), required('type', typeExpr)];

/** Workflow modules follow the field rules of reducers. */
const statefulAbi = struct([
  required('state', schemaRef),
  required('event', schemaRef),
  optional('context', schemaRef),
  optional('annotations', schemaRef),
  nonempty('effects_emitted', listOf(text)),
  nonempty('cap_slots', mapOf(text)),
]);

const pureAbi = struct([required('input', schemaRef), required('output', schemaRef), optional('context', schemaRef)]);

export const MODULE_FIELDS: readonly Field[] = [
  required('name', text),
  required('module_kind', choice(MODULE_KINDS)),
  required('wasm_hash', hashRef),
  optional('key_schema', schemaRef),
  required(
    'abi',
    struct([optional('reducer', statefulAbi), optional('pure', pureAbi), optional('workflow', statefulAbi)]),
  ),
];

export const CAP_FIELDS: readonly Field[] = [
  required('name', text),
  required('cap_type', text),
  required('schema', typeExpr),
  defaulted('enforcer', struct([required('module', text)]), plainObject([['module', DEFAULT_ENFORCER]])),
];

const policyMatch = struct([
  optional('effect_kind', text),
  optional('cap_name', text),
  optional('cap_type', text),
  optional('origin_kind', choice(ORIGIN_KINDS)),
  optional('origin_name', text),
]);

export const POLICY_FIELDS: readonly Field[] = [
  required('name', text),
  required('rules', listOf(struct([required('when', policyMatch), required('decision', choice(POLICY_DECISIONS))]))),
];

export const SECRET_FIELDS: readonly Field[] = [
  required('name', text),
  required('binding_id', text),
  optional('expected_digest', hashRef),
  nonempty('allowed_caps', listOf(text)),
  nonempty('allowed_plans', listOf(text)),
];

export const EFFECT_FIELDS: readonly Field[] = [
  required('name', text),
  required('kind', text),
  required('params_schema', schemaRef),
  required('receipt_schema', schemaRef),
  required('cap_type', text),
  required('origin_scope', choice(ORIGIN_SCOPES)),
];
