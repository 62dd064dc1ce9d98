// Workspace trees in the content store: one object a directory (`sys/WorkspaceTree@2`), named by its hash.
import { CanonError, compareText, decodeCanonical, encodeCanonical, parseHash, type CanonValue, type ContentStore, type Hash } from '@nx-air/canon';
import type { WorldState } from '../../state/world-state.ts';
import { isPathName, MAX_SEGMENTS } from '../workspace-path.ts';

export interface TreeEntry {
  readonly name: string;
  readonly kind: 'file' | 'dir';
  /** Of the file's bytes, or of the directory's tree. */
  readonly hash: Hash;
  /** Bytes of a file, 0 for a directory. */
  readonly size: bigint;
  readonly mode: bigint;
  /** Of a file; a directory has its own in its tree. */
  readonly annotations: Hash | null;
}

export interface Tree {
  /** Sorted by name, each name once. */
  readonly entries: readonly TreeEntry[];
  readonly annotations: Hash | null;
}

export const EMPTY_TREE: Tree = { entries: [], annotations: null };
export const FILE_MODE = 0o644n;
export const EXECUTABLE_MODE = 0o755n;
export const DIR_MODE = 0o755n;

/** A tree with more objects below it than this is not taken as one when it comes in from outside. */
const MAX_OBJECTS = 1_000_000;
/** How the bytes of every tree begin: the prefix, a map of two, the key `entries`. */
const BEGINNING = encodeCanonical({ entries: [], annotations_hash: null }).subarray(0, 12);

export function encodeTree({ entries, annotations }: Tree): Uint8Array {
  return encodeCanonical({
    entries: entries.map(({ name, kind, hash, size, mode, annotations: annotated }) => ({ name, kind, hash, size, mode, annotations_hash: annotated })),
    annotations_hash: annotations,
  });
}

/** Undefined for bytes that `encodeTree` cannot have written. */
export function decodeTree(bytes: Uint8Array): Tree | undefined {
  if (!BEGINNING.every((byte, index) => bytes[index] === byte)) return undefined;
  try {
    return treeOf(decodeCanonical(bytes));
  } catch (error) {
    if (!(error instanceof CanonError)) throw error;
    return undefined;
  }
}

function treeOf(data: CanonValue): Tree | undefined {
  const fields = fieldsOf(data, 2);
  const list = fields?.get('entries');
  const annotations = hashOrNull(fields?.get('annotations_hash'));
  if (!Array.isArray(list) || annotations === undefined) return undefined;
  const entries: TreeEntry[] = [];
  for (const item of list as readonly CanonValue[]) {
    const entry = entryOf(item);
    const previous = entries.at(-1);
    if (!entry || (previous && compareText(previous.name, entry.name) >= 0)) return undefined;
    entries.push(entry);
  }
  return { entries, annotations };
}

function entryOf(data: CanonValue): TreeEntry | undefined {
  const fields = fieldsOf(data, 6);
  const [name, kind, size, mode] = [fields?.get('name'), fields?.get('kind'), fields?.get('size'), fields?.get('mode')];
  const hash = hashOrNull(fields?.get('hash'));
  const annotations = hashOrNull(fields?.get('annotations_hash'));
  if (typeof name !== 'string' || !isPathName(name) || !hash || annotations === undefined || !isNat(size) || !isNat(mode)) return undefined;
  if (kind === 'file') return { name, kind, hash, size: BigInt(size), mode: BigInt(mode), annotations };
  return kind === 'dir' && annotations === null && BigInt(size) === 0n ? { name, kind, hash, size: 0n, mode: BigInt(mode), annotations } : undefined;
}

function fieldsOf(data: CanonValue, size: number): ReadonlyMap<unknown, CanonValue> | undefined {
  return data instanceof Map && data.size === size ? data : undefined;
}

function isNat(data: CanonValue | undefined): data is number | bigint {
  return (typeof data === 'number' || typeof data === 'bigint') && data >= 0;
}

function hashOrNull(data: CanonValue | undefined): Hash | null | undefined {
  if (data === null) return null;
  const hash = typeof data === 'string' ? parseHash(data) : undefined;
  return hash === data ? hash : undefined;
}

/** Whether this is a tree and everything below it is in the store. Trees that the world knows are not walked again. */
export function isCompleteTree(root: Hash, { state, store }: { readonly state: Pick<WorldState, 'objects'>; readonly store: ContentStore }): boolean {
  /** The depth at which a tree was found complete: deeper down it might reach further than paths do. */
  const complete = new Map<Hash, number>();
  let left = MAX_OBJECTS;
  const visit = (hash: Hash, depth: number): boolean => {
    if (depth > MAX_SEGMENTS || left <= 0) return false;
    if ((complete.get(hash) ?? -1) >= depth || (depth === 0 && state.objects.get(hash) === 'tree')) return true;
    const bytes = store.get(hash);
    const tree = bytes && decodeTree(bytes);
    if (!tree || !hasAnnotations(store, tree.annotations)) return false;
    for (const entry of tree.entries) {
      left -= 1;
      if (entry.kind === 'dir' ? !visit(entry.hash, depth + 1) : !store.has(entry.hash) || !hasAnnotations(store, entry.annotations)) return false;
    }
    complete.set(hash, depth);
    return true;
  };
  return visit(root, 0);
}

function hasAnnotations(store: ContentStore, hash: Hash | null): boolean {
  if (hash === null) return true;
  const bytes = store.get(hash);
  return bytes !== undefined && decodeAnnotations(bytes) !== undefined;
}

export type Annotations = ReadonlyMap<string, Hash>;

export function encodeAnnotations(annotations: Annotations): Uint8Array {
  return encodeCanonical(annotations);
}

/** Undefined for bytes that are no map of hashes. */
export function decodeAnnotations(bytes: Uint8Array): Annotations | undefined {
  try {
    const data = decodeCanonical(bytes);
    if (!(data instanceof Map)) return undefined;
    const annotations = new Map<string, Hash>();
    for (const [key, value] of data) {
      const hash = hashOrNull(value);
      if (typeof key !== 'string' || !hash) return undefined;
      annotations.set(key, hash);
    }
    return annotations;
  } catch (error) {
    if (!(error instanceof CanonError)) throw error;
    return undefined;
  }
}
