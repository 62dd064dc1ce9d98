// Idempotency keys: what one means while it is under way, once it has settled, and when it is used for something else.
import { bytesToHex, parseHash, type Hash, hexToBytes } from '@nx-air/canon';
import type { Value } from '@nx-air/plan/runtime';
import type { KeyEntry, WorldState } from '../state/world-state.ts';

/** 32 bytes from a hash, from the text of one, or as they are (AOS). */
export function keyBytes(value: Value): Uint8Array | undefined {
  if (value.t === 'bytes') return value.v.length === 32 ? value.v : undefined;
  const hash = value.t === 'hash' ? value.v : value.t === 'text' ? parseHash(value.v) : undefined;
  return hash && hexToBytes(hash.slice('sha256:'.length));
}

export type KeyVerdict =
  | { readonly kind: 'new' }
  | { readonly kind: 'under_way'; readonly intent: Hash }
  | { readonly kind: 'settled'; readonly intent: Hash; readonly payload: Uint8Array }
  | { readonly kind: 'conflict'; readonly intent: Hash };

/** A key that failed is not known any more: the next intent with it is offered anew. */
export function lookUpKey(state: WorldState, key: Uint8Array, effectHash: Hash, originName: string): KeyVerdict {
  const hex = bytesToHex(key);
  const entry = state.keysUnderWay.get(hex) ?? state.keysSettled.get(hex);
  if (!entry) return { kind: 'new' };
  const { intent, payload } = entry;
  if (entry.effectHash !== effectHash || entry.originName !== originName) return { kind: 'conflict', intent };
  return payload ? { kind: 'settled', intent, payload } : { kind: 'under_way', intent };
}

export function keyUnderWay(state: WorldState, key: Uint8Array, entry: KeyEntry): void {
  state.keysUnderWay.set(bytesToHex(key), entry);
}
