// Bytes kept under their hash.
import { hashBytes, parseHash } from './hash.ts';
import type { Hash } from './hash.ts';

/** `get` answers undefined for a hash it does not have and for text that is no hash. Bytes go in and out as copies. */
export interface ContentStore {
  put(bytes: Uint8Array): Hash;
  get(hash: Hash): Uint8Array | undefined;
  has(hash: Hash): boolean;
}

/** For tests and for runs that keep nothing. */
export function memoryStore(): ContentStore {
  const blobs = new Map<string, Uint8Array>();
  const find = (hash: Hash): Uint8Array | undefined => {
    const name = parseHash(hash);
    return name === undefined ? undefined : blobs.get(name);
  };
  return {
    put(bytes) {
      const hash = hashBytes(bytes);
      if (!blobs.has(hash)) blobs.set(hash, new Uint8Array(bytes));
      return hash;
    },
    get(hash) {
      const bytes = find(hash);
      return bytes === undefined ? undefined : new Uint8Array(bytes);
    },
    has: hash => find(hash) !== undefined,
  };
}
