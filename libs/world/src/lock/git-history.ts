// What a folder of definitions held in the commits that touched it, newest first.
import type { LoadedNode } from '@nx-air/air';
import type { Hash } from '@nx-air/canon';
import { encodeUtf8 } from '@nx-air/canon';
import { blocksLoading } from '../blocking.ts';
import { collectFolder } from '../collect.ts';
import type { Host } from '../host.ts';
import { hashContent } from '../import-defs.ts';
import { memoryHost } from '../memory-host.ts';
import type { MemoryFile } from '../memory-host.ts';
import { MAX_FILE_BYTES } from '../read-bounded.ts';
import { runGit } from './git-run.ts';

/** How many commits are looked at. */
export const MAX_COMMITS = 100;

const MAX_COMMIT_BYTES = 48 * 1024 * 1024;
const MAX_BLOBS_AT_ONCE = 500;

export interface HistoricDefs {
  readonly commit: string;
  readonly nodes: readonly LoadedNode[];
  /** Absent where something could not be loaded. */
  readonly defsHash?: Hash;
}

interface TreeEntry {
  readonly mode: string;
  readonly blob: string;
  readonly size: number;
  readonly path: string;
}

type Git = Pick<Host, 'run'>;

/** `git ls-tree -r -l -z`: mode, type, object, padded size, tab, path. */
function parseTree(listing: string): readonly TreeEntry[] {
  return listing.split('\0').flatMap((line) => {
    const [, mode, blob, size, path] = /^(\d{6}) blob ([0-9a-f]+) +(\d+)\t([^]+)$/.exec(line) ?? [];
    return mode === undefined || blob === undefined || size === undefined || path === undefined ? [] : [{ mode, blob, size: Number(size), path }];
  });
}

const isLink = ({ mode }: TreeEntry): boolean => mode === '120000';
const isRead = (entry: TreeEntry): boolean => entry.path.toLowerCase().endsWith('.json') && !isLink(entry) && entry.size <= MAX_FILE_BYTES;

/** Several blobs in one process: they follow each other without a separator, so their sizes have to add up. */
async function readBlobs(git: Git, folder: string, wanted: ReadonlyMap<string, number>, blobs: Map<string, Uint8Array>): Promise<string | undefined> {
  const entries = [...wanted];
  for (let start = 0; start < entries.length; start += MAX_BLOBS_AT_ONCE) {
    const batch = entries.slice(start, start + MAX_BLOBS_AT_ONCE);
    const answer = await runGit(git, folder, ['show', '--no-textconv', ...batch.map(([blob]) => blob)]);
    if (answer.kind === 'failed') return answer.reason;
    const bytes = encodeUtf8(answer.stdout);
    const total = batch.reduce((sum, [, size]) => sum + size, 0);
    let at = 0;
    for (const [blob, size] of batch) {
      // Sizes do not add up where a blob is no UTF-8; such files are no definitions.
      blobs.set(blob, bytes.length === total ? bytes.slice(at, at + size) : new Uint8Array([0xff]));
      at += size;
    }
  }
  return undefined;
}

function loadTree(entries: readonly TreeEntry[], blobs: ReadonlyMap<string, Uint8Array>): Omit<HistoricDefs, 'commit'> {
  const files = entries.flatMap((entry): readonly (readonly [string, MemoryFile])[] => {
    const isJson = entry.path.toLowerCase().endsWith('.json');
    const file: MemoryFile = isLink(entry) && isJson ? { link: 'elsewhere' } : (blobs.get(entry.blob) ?? '');
    return [[`/${entry.path}`, file]];
  });
  const { nodes: all, problems } = collectFolder(memoryHost(Object.fromEntries(files)), '/', { nameOf: (path) => path, subject: 'import' });
  const nodes = all.filter(({ kind }) => kind !== 'manifest');
  return { nodes, ...hashContent(nodes, problems.some(blocksLoading)) };
}

async function shallowReason(git: Git, folder: string, searched: number): Promise<string> {
  const answer = await runGit(git, folder, ['rev-parse', '--is-shallow-repository']);
  const among = searched === 1 ? 'the one commit that touches it' : `the ${searched} commits that touch it`;
  if (answer.kind === 'ok' && answer.stdout.trim() === 'true') return `the locked content is not in ${among}, and the git history is shallow (\`git fetch --unshallow\`)`;
  return `the locked content is not in ${among}`;
}

/**
 * Yields what the absolute `folder` held, commit by commit, and returns why there is no more of it. Reads at most
 * `MAX_COMMITS` commits; writes nothing.
 */
export async function* gitHistory(git: Git, folder: string): AsyncGenerator<HistoricDefs, string> {
  const log = await runGit(git, folder, ['rev-list', '--full-history', `--max-count=${MAX_COMMITS + 1}`, 'HEAD', '--', '.']);
  if (log.kind === 'failed') return log.reason;
  const commits = log.stdout.split('\n').filter((line) => line !== '');
  if (commits.length === 0) return 'it was never committed';
  const blobs = new Map<string, Uint8Array>();
  const seen = new Set<string>();
  for (const commit of commits.slice(0, MAX_COMMITS)) {
    const listing = await runGit(git, folder, ['ls-tree', '-r', '-l', '-z', commit]);
    if (listing.kind === 'failed') return listing.reason;
    if (seen.has(listing.stdout)) continue;
    seen.add(listing.stdout);
    const entries = parseTree(listing.stdout);
    const wanted = new Map(entries.filter((entry) => isRead(entry) && !blobs.has(entry.blob)).map(({ blob, size }) => [blob, size]));
    if ([...wanted.values()].reduce((sum, size) => sum + size, 0) > MAX_COMMIT_BYTES) return `commit ${commit.slice(0, 12)} is too large to be read`;
    const failed = await readBlobs(git, folder, wanted, blobs);
    if (failed !== undefined) return failed;
    yield { commit, ...loadTree(entries, blobs) };
  }
  if (commits.length > MAX_COMMITS) return `the locked content is not in the newest ${MAX_COMMITS} commits that touch it`;
  return shallowReason(git, folder, commits.length);
}
