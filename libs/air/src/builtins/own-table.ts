// Our own schemas in `sys/`, frozen: AOS v0.10 has none of them.

/**
 * Notation: see `notation.ts`. Only manifests of AIR 1.1 and workflow modules may name these. The envelope is what
 * a workflow module receives for each effect it emitted; `status` is `ok`, `denied` or `faulted`, and
 * `receipt_payload` is empty unless it is `ok`.
 */
export const OWN_SCHEMA_TABLE = `
PlanHandle@1 = {instance_id: uuid, plan: text}
PlanError@1 = {code: text, message: text, step: option<text>}
EffectReceiptEnvelope@1 = {
  origin_module_id: text, origin_instance_key: option<bytes>, intent_id: hash, effect_kind: text,
  params_hash: option<hash>, receipt_payload: bytes, status: text, emitted_at_seq: nat, effect_index: nat,
  fault: option<{code: text, message: text}>
}
`;
