// Reads all definitions below one folder.
import type { LoadedNode, Problem, UnreadDef } from '@nx-air/air';
import { loadFile } from '@nx-air/air';
import type { LoadedFile } from '@nx-air/air';
import type { FileHost } from './host.ts';
import { readBounded } from './read-bounded.ts';
import type { Obstacle } from './scan.ts';
import { scanFolder } from './scan.ts';
import type { ResolveCache } from './source/resolve-cache.ts';
import { cacheSlot, createResolveCache } from './source/resolve-cache.ts';

export interface CollectOptions {
  /** How findings name a file, given its absolute path. Never absolute itself. */
  readonly nameOf: (path: string) => string;
  /** The folder in the user's words, for findings about files that are no definitions. */
  readonly subject: string;
  /** Index in `air.imports`; absent for a world's own folders and for packs checked alone. */
  readonly import?: number;
  /** Packs from a registry may hold keys that AOS drops: a warning there, an error elsewhere. */
  readonly registry?: boolean;
  /** Shared by worlds that import the same folders: each is listed, and each file read, once. */
  readonly cache?: ResolveCache;
}

export interface Collected {
  /** In the order of file paths, then of the file. Manifests are among them. */
  readonly nodes: readonly LoadedNode[];
  /** Names of the files read, in that order. */
  readonly files: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
  /** Definitions of those files that are not among `nodes`. */
  readonly unread: readonly UnreadDef[];
  readonly problems: readonly Problem[];
}

function obstacleProblem(obstacle: Obstacle, { nameOf, subject }: CollectOptions): Problem {
  const where = { subject, file: nameOf(obstacle.path), pointer: '' };
  switch (obstacle.kind) {
    case 'link':
      return { ...where, code: 'symlinked_definition' };
    case 'special':
      return { ...where, code: 'unreadable_file', expected: 'a regular file' };
    case 'unreadable':
      return { ...where, code: 'unreadable_file', expected: 'a readable folder' };
    case 'sync-config':
      return { ...where, code: 'nested_sync_config' };
    case 'case-clash':
      return { ...where, code: 'file_case_clash', actual: where.file, expected: `a name unlike ${nameOf(obstacle.other)}` };
  }
}

type ReadDefs =
  | { readonly kind: 'read'; readonly text: string; readonly loaded: LoadedFile }
  | { readonly kind: 'failed'; readonly code: 'file_too_large' | 'unreadable_file'; readonly actual?: string };

const scans = cacheSlot<ReturnType<typeof scanFolder>>();
const reads = cacheSlot<ReadDefs>();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function readDefs(files: FileHost, path: string, file: string, registry: boolean): ReadDefs {
  const read = readBounded(files, path);
  if (read.kind !== 'bytes') {
    const isLarge = read.kind === 'refused' && read.why === 'size';
    return { kind: 'failed', code: isLarge ? 'file_too_large' : 'unreadable_file', ...(read.kind === 'refused' ? { actual: read.reason } : {}) };
  }
  const loaded = loadFile(file, read.bytes, registry ? { unknownKeys: 'warning' } : {});
  return { kind: 'read', text: decoder.decode(read.bytes), loaded };
}

/** Which import a node came through is the one thing that importers of a file do not share. */
function throughImport(nodes: readonly LoadedNode[], index: number | undefined): readonly LoadedNode[] {
  return index === undefined ? nodes : nodes.map((node) => ({ ...node, origin: { ...node.origin, import: index } }));
}

function unreadThroughImport(unread: readonly UnreadDef[], index: number | undefined): readonly UnreadDef[] {
  return unread.map(({ draft, ...def }) => {
    const [through] = draft === undefined ? [] : throughImport([draft], index);
    return through === undefined ? def : { ...def, draft: through };
  });
}

/** Reads every definition below `root` (absolute, contained by the caller). A broken file hides no other. */
export function collectFolder(files: FileHost, root: string, options: CollectOptions): Collected {
  const { cache = createResolveCache(), registry = false } = options;
  const scan = scans(cache, root, () => scanFolder(files, root));
  const problems = scan.obstacles.map((obstacle) => obstacleProblem(obstacle, options));
  const nodes: LoadedNode[] = [];
  const unread: UnreadDef[] = [];
  const names: string[] = [];
  const texts = new Map<string, string>();
  for (const path of scan.files) {
    const file = options.nameOf(path);
    const read = reads(cache, [path, file, registry].join('\0'), () => readDefs(files, path, file, registry));
    if (read.kind === 'failed') {
      const { code, actual } = read;
      problems.push({ code, subject: options.subject, file, pointer: '', ...(actual === undefined ? {} : { actual }) });
      continue;
    }
    names.push(file);
    texts.set(file, read.text);
    nodes.push(...throughImport(read.loaded.nodes, options.import));
    unread.push(...unreadThroughImport(read.loaded.unread, options.import));
    problems.push(...read.loaded.problems);
  }
  return { nodes, files: names, texts, unread, problems };
}
