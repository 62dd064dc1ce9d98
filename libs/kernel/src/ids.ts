// Names of instances and intents: hashes of what caused them, never of a position in the journal (10.11).
import { hashValue, type Hash } from '@nx-air/canon';

declare const brand: unique symbol;

/** A UUID (version 8, made from a hash), lower case. */
export type InstanceId = string & { readonly [brand]: 'InstanceId' };

/** `start` is the position among the instances that triggers started by this cause. */
export function instanceId(worldId: string, plan: string, cause: number, start: number): InstanceId {
  return uuidOf(hashValue(['instance', worldId, plan, cause, start]));
}

/** `index` is the position in a fan-out, 0 for a single child. */
export function childId(parent: InstanceId, step: string, index: number): InstanceId {
  return uuidOf(hashValue(['child', parent, step, index]));
}

export function planIntentId(instance: InstanceId, step: string, attempt: number): Hash {
  return hashValue(['intent', 'plan', instance, step, attempt]);
}

/** `call` counts the calls of this module and key within the cause. */
export function moduleIntentId(module: string, key: Uint8Array, cause: number, call: number, effectIndex: number): Hash {
  return hashValue(['intent', 'module', module, key, cause, call, effectIndex]);
}

export function parseInstanceId(text: string): InstanceId | undefined {
  return UUID.test(text) ? brandId(text) : undefined;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function uuidOf(hash: Hash): InstanceId {
  const hex = hash.slice('sha256:'.length);
  const variant = '89ab'[Number.parseInt(hex.slice(16, 17), 16) % 4] ?? '8';
  return brandId(`${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`);
}

function brandId(text: string): InstanceId {
  return text as InstanceId;
}
