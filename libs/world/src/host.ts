// The world outside: files, commands and environment, handed in so that everything else stays a function of data.

export type EntryKind = 'file' | 'directory' | 'symlink' | 'other';

export interface DirEntry {
  readonly name: string;
  /** As lstat sees it: a link is a `symlink`, wherever it leads. */
  readonly kind: EntryKind;
}

/** How a child process ended; a command that could not be started or was stopped is data, not an exception. */
export type RunResult =
  | { readonly kind: 'exited'; readonly exitCode: number; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'timed-out'; readonly timeoutMs: number };

export interface RunOptions {
  readonly cwd: string;
  readonly timeoutMs: number;
  /** Added to the inherited environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Reading files. Paths are absolute and use `/`. Missing things are `undefined`; other I/O errors are thrown as `WorldError`. */
export interface FileHost {
  /** Content of a regular file, links on the way followed. */
  readFile(path: string): Uint8Array | undefined;
  /** Size in bytes of a regular file, so that a huge file is refused before it is read. */
  fileSize(path: string): number | undefined;
  /** Entries sorted by code point. */
  readDir(path: string): readonly DirEntry[] | undefined;
  /** What stands at the path itself: the last name is not followed, the folders before it are. */
  kindOf(path: string): EntryKind | undefined;
  /** The path without any link; `undefined` when it leads nowhere or in a circle. */
  realPath(path: string): string | undefined;
}

/** Everything this package asks of the outside. */
export interface Host extends FileHost {
  run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult>;
  readonly env: Readonly<Record<string, string | undefined>>;
}
