// The state as canonical bytes: equal states have equal bytes, and reading them gives back the state.
import { CanonError, decodeCanonical, encodeWith, hashBytes, type Hash } from '@nx-air/canon';
import { BadShape, optional, struct, type Codec } from '../codec/codec.ts';
import { boolean, bytes, count, hash, listOf, mapOf, nat64, orderedMapOf, text, word } from '../codec/scalars.ts';
import { KernelError } from '../errors.ts';
import type { InstanceId } from '../ids.ts';
import { faultCodec, instanceIdCodec, originCodec, parentCodec, receiptStatus, workflowStatus } from '../record-codec.ts';
import { valueCodec } from './value-codec.ts';
import type { Barrier, Cell, Child, KeyEntry, Outcome, PendingIntent, PlanInstance, SettledIntent, WorkflowInstance, WorldState } from './world-state.ts';

const bornCodec: Codec<PlanInstance['born']> = {
  write: (born, out) => listOf(count).write(born, out),
  read(data, at) {
    const [cause, order, ...more] = listOf(count).read(data, at);
    if (cause === undefined || order === undefined || more.length > 0) throw new BadShape(at, 'cause and order');
    return [cause, order];
  },
};

const idsCodec: Codec<Hash[]> = { ...listOf(hash), read: (data, at) => [...listOf(hash).read(data, at)] };

const outcomeCodec = struct<Outcome>({ status: receiptStatus, payload: optional(valueCodec), fault: optional(faultCodec) });

const childCodec = struct<Child>({ outcome: optional(valueCodec), awaiters: listOf(count) });
const barrierCodec = struct<Barrier>({ left: count, children: listOf(instanceIdCodec) });

export const instanceCodec = struct<PlanInstance>({
  id: instanceIdCodec,
  plan: text,
  manifest: hash,
  born: bornCodec,
  parent: optional(parentCodec),
  input: valueCodec,
  correlation: optional(valueCodec),
  steps: bytes,
  values: mapOf(count, valueCodec),
  bound: mapOf(text, count),
  emitted: mapOf(count, hash),
  outcomes: mapOf(count, outcomeCodec),
  children: optional(orderedMapOf(instanceIdCodec, childCodec)),
  barriers: optional(mapOf(count, barrierCodec)),
});

export const intentCodec = struct<PendingIntent>({
  id: hash,
  kind: text,
  capName: text,
  params: bytes,
  effectHash: hash,
  key: optional(bytes),
  origin: originCodec,
  manifest: hash,
  cause: count,
  sameAs: optional(hash),
  followers: idsCodec,
  orphaned: boolean,
});

export const workflowCodec = struct<WorkflowInstance>({
  status: workflowStatus,
  inflight: idsCodec,
  lastSeq: count,
  manifest: hash,
  version: text,
});

export const keyEntryCodec = struct<KeyEntry>({ effectHash: hash, originName: text, intent: hash, payload: optional(bytes) });

/** Instances in the order of their birth, whatever the order of insertion. */
const instancesCodec: Codec<Map<InstanceId, PlanInstance>> = {
  write: (instances, out) => listOf(instanceCodec).write([...instances.values()].sort(byBirth), out),
  read: (data, at) => new Map(listOf(instanceCodec).read(data, at).map((instance) => [instance.id, instance])),
};

const stateCodec = struct<WorldState>({
  worldId: text,
  manifest: hash,
  nextCause: count,
  logicalNow: nat64,
  ingressIds: orderedMapOf(text, hash),
  instances: instancesCodec,
  intents: orderedMapOf(hash, intentCodec),
  settled: orderedMapOf(hash, struct<SettledIntent>({ outcome: hash, kind: text, manifest: hash })),
  keysUnderWay: mapOf(text, keyEntryCodec),
  keysSettled: orderedMapOf(text, keyEntryCodec),
  cells: mapOf(text, mapOf(text, struct<Cell>({ state: bytes, activeNs: nat64 }))),
  workflows: mapOf(text, mapOf(text, workflowCodec)),
  workflowsEnded: orderedMapOf(text, workflowCodec),
  objects: mapOf(hash, word('blob', 'tree')),
});

export function byBirth(left: Pick<PlanInstance, 'born'>, right: Pick<PlanInstance, 'born'>): number {
  return left.born[0] - right.born[0] || left.born[1] - right.born[1];
}

export function encodeState(state: WorldState): Uint8Array {
  return encodeWith(stateCodec.write, state);
}

export function stateHash(state: WorldState): Hash {
  return hashBytes(encodeState(state));
}

/** Throws `KernelError` `bad_state` for bytes that `encodeState` cannot have written. */
export function decodeState(data: Uint8Array): WorldState {
  try {
    return stateCodec.read(decodeCanonical(data), '');
  } catch (error) {
    if (!(error instanceof BadShape) && !(error instanceof CanonError)) throw error;
    throw new KernelError('bad_state', `not a state of this kernel: ${error.message}`, { cause: error });
  }
}
