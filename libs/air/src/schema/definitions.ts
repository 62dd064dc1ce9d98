// The shapes of the seven kinds of definition.
import { MODULE_KINDS, ORIGIN_KINDS, ORIGIN_SCOPES, POLICY_DECISIONS } from '../model/definitions.ts';
import type { DefKind } from '../node.ts';
import { authoredHash, defName, hash, schemaRef } from './atoms.ts';
import { listOf, mapOf, oneWordOf, options, shape, text, use } from './build.ts';
import type { JsonSchema } from './build.ts';
import { edgeSchema } from './step.ts';

type Members = Readonly<Record<string, JsonSchema>>;

const definition = (kind: DefKind, description: string, required: Members, optional: Members = {}): JsonSchema =>
  shape({ $kind: { const: kind }, name: defName, ...required }, optional, { description });

const statefulAbi = shape(
  { state: schemaRef, event: schemaRef },
  {
    ...options({ context: schemaRef, annotations: schemaRef }),
    effects_emitted: listOf(text),
    cap_slots: mapOf(text),
  },
);

const pureAbi = shape({ input: schemaRef, output: schemaRef }, options({ context: schemaRef }));

export const DEFINITION_SCHEMAS: Readonly<Record<DefKind, JsonSchema>> = {
  defschema: definition('defschema', 'a named type', { type: use('type') }),
  defmodule: definition(
    'defmodule',
    'a WASM module',
    {
      module_kind: oneWordOf(...MODULE_KINDS),
      abi: shape({}, options({ workflow: statefulAbi, reducer: statefulAbi, pure: pureAbi })),
    },
    { ...options({ key_schema: schemaRef }), wasm_hash: authoredHash },
  ),
  defplan: definition(
    'defplan',
    'a plan: steps and the edges between them',
    { input: schemaRef, steps: listOf(use('step')) },
    {
      ...options({ output: schemaRef }),
      locals: mapOf(schemaRef),
      edges: listOf(edgeSchema),
      required_caps: listOf(text),
      allowed_effects: listOf(text),
    },
  ),
  defcap: definition(
    'defcap',
    'a capability that grants are made of',
    { cap_type: text, schema: use('type') },
    { enforcer: shape({ module: text }) },
  ),
  defpolicy: definition('defpolicy', 'rules that allow or deny effects; the first match decides', {
    rules: listOf(
      shape({
        when: shape(
          {},
          options({
            effect_kind: text,
            cap_name: text,
            cap_type: text,
            origin_kind: oneWordOf(...ORIGIN_KINDS),
            origin_name: text,
          }),
        ),
        decision: oneWordOf(...POLICY_DECISIONS),
      }),
    ),
  }),
  defsecret: definition(
    'defsecret',
    'a secret by reference',
    { binding_id: text },
    { ...options({ expected_digest: hash }), allowed_caps: listOf(text), allowed_plans: listOf(text) },
  ),
  defeffect: definition('defeffect', 'an effect that plans and workflow modules emit', {
    kind: text,
    params_schema: schemaRef,
    receipt_schema: schemaRef,
    cap_type: text,
    origin_scope: oneWordOf(...ORIGIN_SCOPES),
  }),
};
