// A repository on disk for one test: written from a table of files, hashed as a whole, removed at the end.
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Text, bytes, JSON (any other object), a symbolic link, a sparse file of some size, or null to leave a file out. */
export type TempFile = string | Uint8Array | { readonly link: string } | { readonly size: number } | { readonly json: unknown } | null;
export type TempFiles = Readonly<Record<string, TempFile>>;

function writeOne(path: string, file: TempFile): void {
  if (file === null) return;
  mkdirSync(dirname(path), { recursive: true });
  if (typeof file === 'string' || file instanceof Uint8Array) writeFileSync(path, file);
  else if ('link' in file) symlinkSync(file.link, path);
  else if ('json' in file) writeFileSync(path, `${JSON.stringify(file.json, undefined, 2)}\n`);
  else {
    writeFileSync(path, '{}');
    truncateSync(path, file.size);
  }
}

/** Absolute root of a new repository holding `files`; later tables win. */
export function tempRepo(...tables: readonly TempFiles[]): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'air-cli-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const files: TempFiles = Object.assign({ '.git/HEAD': 'ref: refs/heads/main\n' }, ...tables);
  for (const [path, file] of Object.entries(files)) writeOne(join(root, path), file);
  return root;
}

/** One hash over every path, kind, content and link below `root`: equal only when nothing was written. */
export function hashTree(root: string): string {
  const hash = createHash('sha256');
  const visit = (path: string, name: string): void => {
    const stat = lstatSync(path);
    hash.update(`${name}\0${stat.mode}\0${stat.mtimeMs}\0`);
    if (stat.isSymbolicLink()) hash.update(readlinkSync(path));
    else if (stat.isDirectory()) for (const child of readdirSync(path).sort()) visit(join(path, child), `${name}/${child}`);
    else hash.update(readFileSync(path));
  };
  visit(root, '');
  return hash.digest('hex');
}
