// What a workflow instance receives for an effect that it emitted: `sys/EffectReceiptEnvelope@1`.
import { hashBytes, type CanonValue, type Hash } from '@nx-air/canon';
import type { RawOutcome } from '../effect/outcome.ts';
import type { FaultInfo, Origin } from '../record.ts';
import type { PendingIntent } from '../state/world-state.ts';

export type WorkflowOrigin = Extract<Origin, { kind: 'workflow' }>;

/** A receipt or denial, addressed to (module, key) whatever the routes say by now. */
export interface Delivery {
  readonly origin: WorkflowOrigin;
  readonly intentId: Hash;
  readonly effectKind: string;
  /** Canonical bytes. */
  readonly params: Uint8Array;
  readonly status: 'ok' | 'denied' | 'faulted';
  readonly payload?: Uint8Array;
  readonly fault?: FaultInfo;
}

export function deliveryOf({ id, kind, params }: PendingIntent, origin: WorkflowOrigin, { status, payload, fault }: RawOutcome): Delivery {
  return { origin, intentId: id, effectKind: kind, params, status: status === 'ok' ? 'ok' : 'faulted', ...(payload && { payload }), ...(fault && { fault }) };
}

/** `key`: absent for a module without keys. The payload is empty unless the status is `ok`. */
export function envelopeOf({ origin, intentId, effectKind, params, status, payload, fault }: Delivery, key: Uint8Array | undefined): CanonValue {
  return new Map<string, CanonValue>([
    ['origin_module_id', origin.name],
    ['origin_instance_key', key ?? null],
    ['intent_id', intentId],
    ['effect_kind', effectKind],
    ['params_hash', hashBytes(params)],
    ['receipt_payload', payload ?? new Uint8Array()],
    ['status', status],
    ['emitted_at_seq', origin.cause],
    ['effect_index', origin.effect_index],
    ['fault', fault ? new Map([['code', fault.code], ['message', fault.message]]) : null],
  ]);
}
