// Reads a file only when it is of a sane size and the system allows it.
import { WorldError } from './errors.ts';
import type { FileHost } from './host.ts';

/** Largest file that is read: 16 MiB, far above any definition file seen. */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;

export type BoundedRead =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly why: 'size' | 'access'; readonly reason: string };

export function readBounded(files: FileHost, path: string): BoundedRead {
  try {
    const size = files.fileSize(path);
    if (size === undefined) return { kind: 'missing' };
    if (size > MAX_FILE_BYTES) return { kind: 'refused', why: 'size', reason: `${size} bytes, at most ${MAX_FILE_BYTES} are read` };
    const bytes = files.readFile(path);
    return bytes === undefined ? { kind: 'missing' } : { kind: 'bytes', bytes };
  } catch (error) {
    if (!(error instanceof WorldError)) throw error;
    return { kind: 'refused', why: 'access', reason: 'the system refuses to read it' };
  }
}
