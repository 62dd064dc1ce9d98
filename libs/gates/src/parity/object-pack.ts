// Objects by content in one file: definitions, module bytes and blobs that a golden journal needs. Named by its own hash, never changed.
import { CanonError, decodeCanonical, encodeCanonical, hashBytes, memoryStore, type ContentStore, type Hash } from '@nx-air/canon';

/** Canonical: a list of byte strings in the order of their hashes. Equal sets of objects are equal files. */
export function encodePack(objects: ReadonlyMap<Hash, Uint8Array>): Uint8Array {
  return encodeCanonical([...objects].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, bytes]) => bytes));
}

/** The objects, or what is wrong. */
export function decodePack(bytes: Uint8Array): ReadonlyMap<Hash, Uint8Array> | string {
  let list: unknown;
  try {
    list = decodeCanonical(bytes);
  } catch (error) {
    if (!(error instanceof CanonError)) throw error;
    return error.message;
  }
  if (!Array.isArray(list) || !list.every((item) => item instanceof Uint8Array)) return 'not a list of objects';
  return new Map(list.map((item: Uint8Array) => [hashBytes(item), item]));
}

/** `<first 16 digits of the hash>.objects`. */
export function packName(bytes: Uint8Array): string {
  return `${hashBytes(bytes).slice('sha256:'.length, 'sha256:'.length + 16)}.objects`;
}

export interface CollectingStore extends ContentStore {
  /** Everything that was put. */
  readonly objects: ReadonlyMap<Hash, Uint8Array>;
}

/** A store in memory that tells what it holds. */
export function collectingStore(): CollectingStore {
  const store = memoryStore();
  const objects = new Map<Hash, Uint8Array>();
  return {
    objects,
    put(bytes) {
      const hash = store.put(bytes);
      objects.set(hash, bytes.slice());
      return hash;
    },
    get: (hash) => store.get(hash),
    has: (hash) => store.has(hash),
  };
}
