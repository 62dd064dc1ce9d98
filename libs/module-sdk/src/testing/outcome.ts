// The envelope of an outcome, for calls of workflows in unit tests.
import { encodeCanonical, ZERO_HASH, type CanonValue } from '@nx-air/canon';

export interface OutcomeParts {
  /** Effect kind. */
  readonly kind: string;
  /** As `Emitted` has them. Default 1 and 0. */
  readonly seq?: number;
  readonly index?: number;
  /** Receipt of an effect that went well; what went wrong otherwise. */
  readonly receipt?: CanonValue;
  readonly denied?: string;
  readonly faulted?: string;
}

/** `sys/EffectReceiptEnvelope@1`; wrap it in the arm of the module's event schema. `denied` and `faulted` are codes. */
export function outcome({ kind, seq = 1, index = 0, receipt, denied, faulted }: OutcomeParts): CanonValue {
  const code = denied ?? faulted;
  return {
    origin_module_id: '',
    origin_instance_key: null,
    intent_id: ZERO_HASH,
    effect_kind: kind,
    params_hash: null,
    receipt_payload: code === undefined && receipt !== undefined ? encodeCanonical(receipt) : new Uint8Array(),
    status: denied !== undefined ? 'denied' : faulted !== undefined ? 'faulted' : 'ok',
    emitted_at_seq: seq,
    effect_index: index,
    fault: code === undefined ? null : { code, message: code },
  };
}
