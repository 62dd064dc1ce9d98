// What one run reads once, however many worlds ask: Cargo.toml files, workspaces, cargo metadata.
import type { FileHost } from '../host.ts';

/** Filled while resolving; make a new one when files may have changed. What it holds is known to `cacheSlot` alone. */
export interface ResolveCache {
  readonly kind: 'resolve-cache';
}

export const createResolveCache = (): ResolveCache => ({ kind: 'resolve-cache' });

/** What the light resolvers work on. */
export interface CachedFiles {
  readonly files: FileHost;
  readonly cache: ResolveCache;
}

/** The value of a key, computed at the first call for this cache. */
export type CacheSlot<V> = (cache: ResolveCache, key: string, compute: () => V) => V;

/** One kind of value; the values live as long as the cache they were computed for. */
export function cacheSlot<V>(): CacheSlot<V> {
  const slots = new WeakMap<ResolveCache, Map<string, { readonly value: V }>>();
  return (cache, key, compute) => {
    const slot = slots.get(cache) ?? new Map<string, { readonly value: V }>();
    slots.set(cache, slot);
    const known = slot.get(key);
    if (known !== undefined) return known.value;
    const value = compute();
    slot.set(key, { value });
    return value;
  };
}
