// The two formulas of AOS by which effects are known across kernels (60-aos-facts, vectors `intents` and `workflow_keys`).
import { hashValue, type Hash } from '@nx-air/canon';

/** What AOS fills in where no idempotency key is given. */
export const NO_KEY = new Uint8Array(32);

/** AOS's intent hash: kind, canonical bytes of the parameters, name of the grant, 32 bytes of key. */
export function effectHash(kind: string, params: Uint8Array, capName: string, key: Uint8Array = NO_KEY): Hash {
  return hashValue({ kind, params, cap: capName, idempotency_key: key });
}

export interface WorkflowKeyParts {
  readonly module: string;
  /** Empty without keys. */
  readonly instanceKey: Uint8Array;
  readonly kind: string;
  readonly params: Uint8Array;
  /** Empty when the module asked for none. */
  readonly requestedKey: Uint8Array;
  readonly effectIndex: number | bigint;
  readonly emittedAtSeq: number | bigint;
}

/** The idempotency key that AOS derives for an effect of a workflow module. */
export function workflowKey(parts: WorkflowKeyParts): Hash {
  return hashValue({
    origin_module_id: parts.module,
    origin_instance_key: parts.instanceKey,
    effect_kind: parts.kind,
    params_cbor: parts.params,
    requested_idempotency_key: parts.requestedKey,
    effect_index: parts.effectIndex,
    emitted_at_seq: parts.emittedAtSeq,
  });
}
