// Which content a world may read. The store only ever grows and is shared, so what it holds by now must not decide what
// a replay derives: what the world put itself, and what had come in with an event or receipt, stands in the state.
import { decodeCanonical, parseHash, type CanonValue, type ContentStore, type Hash } from '@nx-air/canon';
import { KernelError } from '../../errors.ts';
import type { WorldState } from '../../state/world-state.ts';
import { InternalFault } from './fault.ts';
import { isCompleteTree } from './workspace-tree.ts';

export interface ObjectAccess {
  readonly state: Pick<WorldState, 'objects'>;
  readonly store: ContentStore;
}

/** Content that came in, in the order of the payload: `trees` may be used as roots, `objects` only be read. */
export interface Arrived {
  readonly objects?: readonly Hash[];
  readonly trees?: readonly Hash[];
}

/**
 * Hashes that a payload (canonical bytes) names, that the store has and the world does not know yet. A workspace tree
 * counts as one when everything below it is in the store. Recorded with the ingress: the store may have more later.
 */
export function arrivedWith(payload: Uint8Array, access: ObjectAccess): Arrived {
  // Most payloads name nothing: they are not decoded for it.
  if (!Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).includes('sha256:')) return {};
  const objects: Hash[] = [];
  const trees: Hash[] = [];
  for (const hash of new Set(hashesIn(decodeCanonical(payload)))) {
    if (access.state.objects.get(hash) === 'tree' || !access.store.has(hash)) continue;
    if (isCompleteTree(hash, access)) trees.push(hash);
    else if (!access.state.objects.has(hash)) objects.push(hash);
  }
  return { ...(objects.length > 0 && { objects }), ...(trees.length > 0 && { trees }) };
}

export function admit({ objects }: Pick<WorldState, 'objects'>, arrived: Arrived): void {
  for (const hash of arrived.objects ?? []) if (!objects.has(hash)) objects.set(hash, 'blob');
  for (const hash of arrived.trees ?? []) objects.set(hash, 'tree');
}

export function putBlob({ state, store }: ObjectAccess, bytes: Uint8Array): Hash {
  const hash = store.put(bytes);
  admit(state, { objects: [hash] });
  return hash;
}

/** Fault `not_found` for content that this world has not met. */
export function readBlob(access: ObjectAccess, hash: Hash): Uint8Array {
  if (!access.state.objects.has(hash)) throw new InternalFault('not_found', `this world has no content ${hash}`);
  return readStored(access.store, hash);
}

/** Throws `KernelError` `object_missing`: the store has lost what the journal says it had. */
export function readStored(store: ContentStore, hash: Hash): Uint8Array {
  const bytes = store.get(hash);
  if (bytes) return bytes;
  throw new KernelError('object_missing', `the content store has no ${hash}, which the world has read or written`, {
    hint: 'open the journal together with the store it was written with',
  });
}

/** Every text that is a hash, map keys among them. */
function* hashesIn(value: CanonValue): Generator<Hash> {
  if (typeof value === 'string') {
    const hash = parseHash(value);
    if (hash !== undefined && hash === value) yield hash;
  } else if (Array.isArray(value)) {
    for (const item of value) yield* hashesIn(item);
  } else if (value instanceof Map) {
    for (const [key, item] of value) {
      if (typeof key === 'string') yield* hashesIn(key);
      yield* hashesIn(item);
    }
  }
}
