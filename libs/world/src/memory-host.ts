// The in-memory twin of the real host: a tree of files and links, and scripted commands.
import { compareText } from '@nx-air/canon/json';
import { WorldError } from './errors.ts';
import type { DirEntry, EntryKind, Host, RunOptions, RunResult } from './host.ts';
import { joinPath, parentPath } from './paths.ts';

/** Text, bytes, a symbolic link (`link` relative to its folder, or absolute), or something that is none of these. */
export type MemoryFile = string | Uint8Array | { readonly link: string } | { readonly special: true } | { readonly unreadable: true };

export interface MemoryHostOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Answers commands; without it every command is `not-found`. */
  readonly run?: (command: string, args: readonly string[], options: RunOptions) => RunResult;
  /** Changes the order in which entries are listed, to show that no result depends on it. */
  readonly order?: (entries: readonly DirEntry[]) => readonly DirEntry[];
}

type Node = { readonly kind: 'directory'; readonly names: Set<string> } | { readonly kind: 'leaf'; readonly file: MemoryFile };

const MAX_LINKS = 40;

function buildTree(files: Readonly<Record<string, MemoryFile>>): ReadonlyMap<string, Node> {
  const tree = new Map<string, Node>([['/', { kind: 'directory', names: new Set() }]]);
  const addName = (path: string): void => {
    const parent = parentPath(path);
    if (!tree.has(parent)) {
      tree.set(parent, { kind: 'directory', names: new Set() });
      addName(parent);
    }
    const node = tree.get(parent);
    if (node?.kind === 'directory') node.names.add(path.slice(path.lastIndexOf('/') + 1));
  };
  for (const [path, file] of Object.entries(files)) {
    const isFolder = path.endsWith('/');
    const at = isFolder ? path.slice(0, -1) : path;
    addName(at);
    if (!isFolder) tree.set(at, { kind: 'leaf', file });
    else if (!tree.has(at)) tree.set(at, { kind: 'directory', names: new Set() });
  }
  return tree;
}

const isLink = (file: MemoryFile): file is { readonly link: string } => typeof file === 'object' && 'link' in file;

function nodeKind(node: Node): EntryKind {
  if (node.kind === 'directory') return 'directory';
  if (isLink(node.file)) return 'symlink';
  return typeof node.file === 'object' && 'special' in node.file ? 'other' : 'file';
}

/** A host over `files` (absolute `/` paths; a path ending in `/` is an empty folder). */
export function memoryHost(files: Readonly<Record<string, MemoryFile>>, options: MemoryHostOptions = {}): Host {
  const tree = buildTree(files);

  // Follows every link of the path; the last name only when asked to.
  const resolve = (path: string, followLast: boolean): string | undefined => {
    let rest = path.split('/').filter((part) => part !== '');
    let at = '/';
    for (let links = 0; ; ) {
      const [name, ...others] = rest;
      if (name === undefined) return at;
      const next = joinPath(at, name);
      const node = tree.get(next);
      if (node === undefined) return undefined;
      if (node.kind === 'leaf' && isLink(node.file) && (others.length > 0 || followLast)) {
        links += 1;
        if (links > MAX_LINKS) return undefined;
        const target = node.file.link.startsWith('/') ? node.file.link : joinPath(at, node.file.link);
        rest = [...target.split('/').filter((part) => part !== ''), ...others];
        at = '/';
      } else if (node.kind === 'leaf' && others.length > 0) {
        return undefined;
      } else {
        rest = others;
        at = next;
      }
    }
  };

  const content = (path: string): Uint8Array | undefined => {
    const real = resolve(path, true);
    const node = real === undefined ? undefined : tree.get(real);
    if (node?.kind !== 'leaf' || isLink(node.file)) return undefined;
    if (typeof node.file === 'string') return new TextEncoder().encode(node.file);
    if (node.file instanceof Uint8Array) return node.file;
    if ('unreadable' in node.file) throw new WorldError('io', `cannot read ${path}: EACCES`, 'Check the permissions of the path.');
    return undefined;
  };

  const listing = (real: string, names: ReadonlySet<string>): readonly DirEntry[] => {
    const entries = [...names].sort(compareText).flatMap((name) => {
      const node = tree.get(joinPath(real, name));
      return node === undefined ? [] : [{ name, kind: nodeKind(node) }];
    });
    return options.order === undefined ? entries : options.order(entries);
  };

  return {
    readFile: content,
    fileSize: (path) => {
      const real = resolve(path, true);
      const node = real === undefined ? undefined : tree.get(real);
      if (node?.kind === 'leaf' && typeof node.file === 'object' && 'unreadable' in node.file) return 1;
      return content(path)?.length;
    },
    readDir: (path) => {
      const real = resolve(path, true);
      const node = real === undefined ? undefined : tree.get(real);
      return real !== undefined && node?.kind === 'directory' ? listing(real, node.names) : undefined;
    },
    kindOf: (path) => {
      const real = resolve(path, false);
      const node = real === undefined ? undefined : tree.get(real);
      return node === undefined ? undefined : nodeKind(node);
    },
    realPath: (path) => resolve(path, true),
    env: options.env ?? {},
    run: (command, args, runOptions) =>
      Promise.resolve(options.run?.(command, args, runOptions) ?? { kind: 'not-found' }),
  };
}
