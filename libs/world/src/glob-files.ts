// fast-glob on a FileHost, so that globs see the same tree as everything else.
import fastGlob from 'fast-glob';
import { compareText } from '@nx-air/canon/json';
import type { EntryKind, FileHost } from './host.ts';
import { joinPath } from './paths.ts';

/** The part of Dirent and Stats that fast-glob and what it is built on ask for. */
interface Entry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
  isBlockDevice(): boolean;
  isCharacterDevice(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
}

const never = (): boolean => false;

const entry = (name: string, kind: EntryKind): Entry => ({
  name,
  isFile: () => kind === 'file',
  isDirectory: () => kind === 'directory',
  isSymbolicLink: () => kind === 'symlink',
  isBlockDevice: never,
  isCharacterDevice: never,
  isFIFO: never,
  isSocket: never,
});

function absent(path: string): never {
  throw Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });
}

const slashed = (path: unknown): string => String(path).replaceAll('\\', '/');

function statOf(files: FileHost, path: string): Entry {
  const kind = files.kindOf(path);
  if (kind !== 'symlink') return entry('', kind ?? absent(path));
  const real = files.realPath(path);
  return entry('', (real === undefined ? undefined : files.kindOf(real)) ?? absent(path));
}

type SyncAdapter = Pick<fastGlob.FileSystemAdapter, 'lstatSync' | 'statSync' | 'readdirSync'>;

/** The types of node:fs ask for every overload and field; the synchronous walk uses the plain form of these three. */
const isSyncAdapter = (adapter: object): adapter is SyncAdapter =>
  ['lstatSync', 'statSync', 'readdirSync'].every((name) => typeof Reflect.get(adapter, name) === 'function');

function globAdapter(files: FileHost): SyncAdapter {
  const adapter: object = {
    lstatSync: (path: unknown) => entry('', files.kindOf(slashed(path)) ?? absent(slashed(path))),
    statSync: (path: unknown) => statOf(files, slashed(path)),
    readdirSync: (path: unknown) =>
      (files.readDir(slashed(path)) ?? absent(slashed(path))).map(({ name, kind }) => entry(name, kind)),
  };
  if (!isSyncAdapter(adapter)) throw new TypeError('the glob adapter lacks a function');
  return adapter;
}

export interface GlobOptions {
  readonly ignore?: readonly string[];
  readonly kind: 'files' | 'folders';
  /** Whether a link to a folder counts as that folder. */
  readonly followLinks: boolean;
}

/** fast-glob 3.3 finds nothing where a segment holds `?`; a class of everything but `/` is the same and works. */
const withoutQuestionMarks = (pattern: string): string => pattern.replace(/\[[^\]]*\]|\?/g, (part) => (part === '?' ? '[^/]' : part));

/** Absolute paths below `cwd` that match, in code-point order. Patterns know `*`, `**`, `?` and `[…]`; no braces. */
export function globFiles(files: FileHost, cwd: string, patterns: readonly string[], options: GlobOptions): readonly string[] {
  const found = fastGlob.sync(patterns.map(withoutQuestionMarks), {
    cwd,
    fs: globAdapter(files),
    ignore: [...(options.ignore ?? [])],
    onlyFiles: options.kind === 'files',
    onlyDirectories: options.kind === 'folders',
    followSymbolicLinks: options.followLinks,
    dot: true,
    braceExpansion: false,
    extglob: false,
    caseSensitiveMatch: true,
    suppressErrors: true,
  });
  return found.map((path) => joinPath(cwd, path)).sort(compareText);
}
