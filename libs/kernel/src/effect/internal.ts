// Effect kinds that the kernel answers itself, inside the batch, with derived receipt records (10.9).
import type { CanonValue, ContentStore } from '@nx-air/canon';
import type { Value } from '@nx-air/plan/runtime';
import type { FaultInfo } from '../record.ts';
import type { WorldState } from '../state/world-state.ts';

export interface InternalRequest {
  readonly kind: string;
  readonly params: Value;
  /** As of the emitting record. */
  readonly state: Readonly<WorldState>;
  readonly store: ContentStore;
  readonly cause: number;
  readonly logicalNow: bigint;
}

/** A payload is normalised like an adapter's: one that does not fit becomes the error `bad_payload`. */
export type InternalAnswer =
  | { readonly status: 'ok'; readonly payload: CanonValue }
  | { readonly status: 'error'; readonly fault: FaultInfo };

/** A deterministic function of the request; it may read and add to the store and to `state.objects`, and nothing else. */
export interface InternalKinds {
  handles(kind: string): boolean;
  answer(request: InternalRequest): InternalAnswer;
}

/** Hands every kind to adapters. */
export const NO_INTERNAL_KINDS: InternalKinds = {
  handles: () => false,
  answer: ({ kind }) => ({ status: 'error', fault: { code: 'not_supported', message: kind } }),
};
