// Reads all definitions below one folder.
import type { LoadedNode, Problem } from '@nx-air/air';
import { loadFile } from '@nx-air/air';
import type { FileHost } from './host.ts';
import { readBounded } from './read-bounded.ts';
import type { Obstacle } from './scan.ts';
import { scanFolder } from './scan.ts';

export interface CollectOptions {
  /** How findings name a file, given its absolute path. Never absolute itself. */
  readonly nameOf: (path: string) => string;
  /** The folder in the user's words, for findings about files that are no definitions. */
  readonly subject: string;
  /** Index in `air.imports`; absent for a world's own folders and for packs checked alone. */
  readonly import?: number;
  /** Packs from a registry may hold keys that AOS drops: a warning there, an error elsewhere. */
  readonly registry?: boolean;
}

export interface Collected {
  /** In the order of file paths, then of the file. Manifests are among them. */
  readonly nodes: readonly LoadedNode[];
  /** Names of the files read, in that order. */
  readonly files: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
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

/** Reads every definition below `root` (absolute, contained by the caller). A broken file hides no other. */
export function collectFolder(files: FileHost, root: string, options: CollectOptions): Collected {
  const scan = scanFolder(files, root);
  const problems = scan.obstacles.map((obstacle) => obstacleProblem(obstacle, options));
  const nodes: LoadedNode[] = [];
  const names: string[] = [];
  const texts = new Map<string, string>();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for (const path of scan.files) {
    const file = options.nameOf(path);
    const read = readBounded(files, path);
    if (read.kind !== 'bytes') {
      const code = read.kind === 'refused' && read.why === 'size' ? 'file_too_large' : 'unreadable_file';
      problems.push({ code, subject: options.subject, file, pointer: '', ...(read.kind === 'refused' ? { actual: read.reason } : {}) });
      continue;
    }
    names.push(file);
    texts.set(file, decoder.decode(read.bytes));
    const loaded = loadFile(file, read.bytes, {
      ...(options.import === undefined ? {} : { import: options.import }),
      ...(options.registry === true ? { unknownKeys: 'warning' as const } : {}),
    });
    nodes.push(...loaded.nodes);
    problems.push(...loaded.problems);
  }
  return { nodes, files: names, texts, problems };
}
