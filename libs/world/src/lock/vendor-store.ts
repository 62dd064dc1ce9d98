// A world's store of locked bodies, `.air/vendor`: every body is verified when it is read, none is trusted.
import type { Hash, JsonObject, JsonValue } from '@nx-air/canon';
import { CanonError, decodeCanonical, hashBytes, parseHash } from '@nx-air/canon';
import type { CanonValue } from '@nx-air/canon';
import type { FileHost } from '../host.ts';
import { isJsonObject } from '../json-object.ts';
import { joinPath, relativePath } from '../paths.ts';
import type { Place } from '../place.ts';
import { readBounded } from '../read-bounded.ts';
import { contain } from '../source/contain.ts';

/** Relative to the world; laid out as a content store: two digits, then all 64. */
export const VENDOR_DIR = '.air/vendor';

export type StoredBody =
  | { readonly kind: 'found'; readonly node: JsonObject; readonly file: string }
  | { readonly kind: 'missing'; readonly file: string }
  /** `file` is relative to the repository; `actual` is the hash of what stands there, or why it is no definition. */
  | { readonly kind: 'corrupt'; readonly file: string; readonly actual: string };

/** Absolute path of a body. Built from checked digits only. */
export function vendoredPath(place: Pick<Place, 'worldDir'>, hash: Hash): string {
  const digits = (parseHash(hash) ?? hash).slice('sha256:'.length);
  return joinPath(place.worldDir, `${VENDOR_DIR}/${digits.slice(0, 2)}/${digits}`);
}

/** Canonical values as JSON; undefined for what JSON does not have. */
function toJson(value: CanonValue): JsonValue | undefined {
  if (value instanceof Uint8Array || value === null || typeof value !== 'object') return value instanceof Uint8Array ? undefined : value;
  if (Array.isArray(value)) {
    const items = value.map((item: CanonValue) => toJson(item));
    const kept = items.filter((item) => item !== undefined);
    return kept.length === items.length ? kept : undefined;
  }
  const object: Record<string, JsonValue> = Object.create(null);
  for (const [key, member] of value instanceof Map ? value : Object.entries(value)) {
    const json = toJson(member);
    if (typeof key !== 'string' || key === '__proto__' || json === undefined) return undefined;
    object[key] = json;
  }
  return object;
}

function decodeBody(bytes: Uint8Array): JsonObject | undefined {
  try {
    const json = toJson(decodeCanonical(bytes));
    return isJsonObject(json) ? json : undefined;
  } catch (error) {
    if (error instanceof CanonError) return undefined;
    throw error;
  }
}

/** The body with this hash. Links on the way are not followed: what they lead to is not this world's. */
export function readStoredBody(files: FileHost, place: Place, hash: Hash): StoredBody {
  const path = vendoredPath(place, hash);
  const file = relativePath(place.root, path);
  const found = contain(files, place.worldDir, path);
  if (found.kind === 'missing' && files.kindOf(path) === undefined) return { kind: 'missing', file };
  if (found.kind !== 'inside' || found.path !== path) return { kind: 'corrupt', file, actual: 'a link' };
  const read = readBounded(files, path);
  if (read.kind !== 'bytes') return { kind: 'corrupt', file, actual: read.kind === 'refused' ? read.reason : 'no file' };
  const actual = hashBytes(read.bytes);
  if (actual !== hash) return { kind: 'corrupt', file, actual };
  const node = decodeBody(read.bytes);
  return node === undefined ? { kind: 'corrupt', file, actual: 'no definition' } : { kind: 'found', node, file };
}
