// Which definitions a manifest lists, by kind and name, with their hashes.
import { decodeCanonical, type CanonValue, type ContentStore, type Hash } from '@nx-air/canon';

/** Hash by `<list> <name>`; `manifest` stands for everything in the manifest that is no list of definitions. */
export type ListedHashes = ReadonlyMap<string, string>;

const LISTS: readonly string[] = ['schemas', 'modules', 'plans', 'effects', 'caps', 'policies', 'secrets'];

/** Empty when the store lacks the manifest. */
export function decodeManifest(store: ContentStore, hash: Hash): ListedHashes {
  const bytes = store.get(hash);
  const manifest = bytes && decodeCanonical(bytes);
  const listed = new Map<string, string>();
  if (!(manifest instanceof Map)) return listed;
  for (const [key, value] of manifest) {
    if (typeof key !== 'string') continue;
    if (!LISTS.includes(key)) listed.set(`manifest ${key}`, shown(value));
    else if (Array.isArray(value)) for (const entry of value) if (entry instanceof Map) listed.set(`${key} ${shown(entry.get('name') ?? '')}`, shown(entry.get('hash') ?? ''));
  }
  return listed;
}

function shown(value: CanonValue): string {
  if (value instanceof Map) return JSON.stringify([...value].map(([key, item]) => [String(key), shown(item)]));
  if (Array.isArray(value)) return JSON.stringify(value.map(shown));
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value);
}
