// Walks a folder of definitions: which files it holds, and what stands in the way of reading them.
import { compareText } from '@nx-air/canon/json';
import { WorldError } from './errors.ts';
import type { FileHost } from './host.ts';
import { joinPath } from './paths.ts';

/** What is reported instead of read. Paths are absolute. */
export type Obstacle =
  | { readonly kind: 'link'; readonly path: string }
  /** A pipe, socket or device named like a definition file. */
  | { readonly kind: 'special'; readonly path: string }
  | { readonly kind: 'sync-config'; readonly path: string }
  | { readonly kind: 'case-clash'; readonly path: string; readonly other: string }
  | { readonly kind: 'unreadable'; readonly path: string };

export interface Scan {
  /** Absolute paths of `*.json` (any case), by code point. */
  readonly files: readonly string[];
  readonly obstacles: readonly Obstacle[];
}

const isJsonName = (name: string): boolean => name.toLowerCase().endsWith('.json');

/** Names directly in a package root that npm puts there; no definitions. */
const NPM_OWN = new Set(['package.json', 'node_modules']);

/** A link matters unless it is a plain file of another kind, such as a linked README. */
function linkMatters(files: FileHost, path: string, name: string): boolean {
  if (isJsonName(name)) return true;
  const real = files.realPath(path);
  return real === undefined || files.kindOf(real) === 'directory';
}

function findCaseClashes(files: readonly string[]): readonly Obstacle[] {
  const byFolded = new Map<string, string>();
  const clashes: Obstacle[] = [];
  for (const path of files) {
    const folded = path.toLowerCase();
    const other = byFolded.get(folded);
    if (other === undefined) byFolded.set(folded, path);
    else clashes.push({ kind: 'case-clash', path, other });
  }
  return clashes;
}

function listFolder(files: FileHost, folder: string): ReturnType<FileHost['readDir']> | 'unreadable' {
  try {
    return files.readDir(folder);
  } catch (error) {
    if (error instanceof WorldError) return 'unreadable';
    throw error;
  }
}

/**
 * Lists the tree below `root` (absolute) without following links. In a root that holds a package.json, that file
 * and `node_modules` beside it are no definitions. Time is linear in the number of entries.
 */
export function scanFolder(files: FileHost, root: string): Scan {
  const found: string[] = [];
  const obstacles: Obstacle[] = [];
  const open = [root];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const entries = listFolder(files, folder) ?? [];
    if (entries === 'unreadable') {
      obstacles.push({ kind: 'unreadable', path: folder });
      continue;
    }
    const isPackage = folder === root && entries.some(({ name, kind }) => name === 'package.json' && kind === 'file');
    for (const { name, kind } of entries) {
      const path = joinPath(folder, name);
      if (isPackage && NPM_OWN.has(name)) continue;
      if (kind === 'directory') open.push(path);
      else if (kind === 'symlink') {
        if (linkMatters(files, path, name)) obstacles.push({ kind: 'link', path });
      } else if (!isJsonName(name)) continue;
      else if (kind === 'other') obstacles.push({ kind: 'special', path });
      else if (name === 'aos.sync.json') obstacles.push({ kind: 'sync-config', path });
      else found.push(path);
    }
  }
  found.sort(compareText);
  obstacles.push(...findCaseClashes(found));
  obstacles.sort((a, b) => compareText(a.path, b.path) || compareText(a.kind, b.kind));
  return { files: found, obstacles };
}
