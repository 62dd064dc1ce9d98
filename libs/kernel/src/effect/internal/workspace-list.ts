// `workspace.list`: the paths below a directory, page by page.
import { compareText, type CanonValue } from '@nx-air/canon';
import { parsePath } from '../workspace-path.ts';
import type { TypedFields } from '../typed-fields.ts';
import { InternalFault } from './fault.ts';
import type { ObjectAccess } from './objects.ts';
import { findEntry, optionalSegments, readTree, rootEntry } from './workspace-reader.ts';
import type { TreeEntry } from './workspace-tree.ts';

const MAX_LIMIT = 1000n;

interface Found {
  readonly path: string;
  readonly entry: TreeEntry;
}

/**
 * By path, segment by segment, a directory before what it contains. `scope`: `dir` (the default) or `subtree`. `cursor`:
 * the last path of the page before. Faults: `bad_limit` (1 to 1000), `bad_scope`, `bad_cursor`, `not_found`, `not_a_directory`.
 */
export function listEntries(params: TypedFields, access: ObjectAccess): CanonValue {
  const limit = params.nat('limit');
  if (limit < 1n || limit > MAX_LIMIT) throw new InternalFault('bad_limit', `${limit}, expected 1 to ${MAX_LIMIT}`);
  const scope = params.optionalText('scope') ?? 'dir';
  if (scope !== 'dir' && scope !== 'subtree') throw new InternalFault('bad_scope', 'expected dir or subtree');
  const at = optionalSegments(params.optionalText('path'));
  const dir = findEntry(access, rootEntry(access, params.hash('root_hash')), at);
  if (!dir) throw new InternalFault('not_found', `nothing at ${at.join('/')}`);
  if (dir.kind !== 'dir') throw new InternalFault('not_a_directory', `${at.join('/')} is a file`);

  const page: Found[] = [];
  for (const found of walk(access, dir, at, cursorIn(params.optionalText('cursor'), at), scope === 'subtree')) {
    if (BigInt(page.length) === limit) return answer(page, page.at(-1)?.path ?? null);
    page.push(found);
  }
  return answer(page, null);
}

function answer(page: readonly Found[], cursor: string | null): CanonValue {
  return {
    entries: page.map(({ path, entry: { kind, hash, size, mode } }) => ({ path, kind, hash, size, mode })),
    next_cursor: cursor,
  };
}

/** The part of the cursor below the directory. */
function cursorIn(cursor: string | undefined, at: readonly string[]): readonly string[] {
  if (cursor === undefined) return [];
  const segments = parsePath(cursor);
  if (!segments || segments.length <= at.length || !at.every((name, index) => segments[index] === name)) {
    throw new InternalFault('bad_cursor', 'expected the next_cursor of a page of this directory');
  }
  return segments.slice(at.length);
}

/** Entries behind the cursor; directories that lie before it are not read. */
function* walk(access: ObjectAccess, dir: TreeEntry, at: readonly string[], after: readonly string[], deep: boolean): Generator<Found> {
  const [next, ...rest] = after;
  for (const entry of readTree(access, dir.hash).entries) {
    const order = next === undefined ? 1 : compareText(entry.name, next);
    if (order < 0) continue;
    const here = [...at, entry.name];
    if (order > 0) yield { path: here.join('/'), entry };
    if (deep && entry.kind === 'dir') yield* walk(access, entry, here, order > 0 ? [] : rest, deep);
  }
}
