// Names and paths inside workspace trees.
import { encodeUtf8 } from '@nx-air/canon';

export const MAX_SEGMENTS = 64;
const LONGEST_PATH = 4096;
const LONGEST_NAME = 255;
/** C0, DEL and C1 controls, separators of both families, and halves of surrogate pairs. */
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f/\\\ud800-\udfff]/u;

/** One segment: 1 to 255 bytes of UTF-8, no control character, no slash or backslash, not `.` or `..`. */
export function isPathName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && name.length <= LONGEST_NAME && !FORBIDDEN.test(name) && encodeUtf8(name).length <= LONGEST_NAME;
}

/** Relative, segments joined by single slashes, at most 64 of them and 4096 characters. Undefined for anything else. */
export function parsePath(path: string): readonly string[] | undefined {
  if (path.length > LONGEST_PATH) return undefined;
  const segments = path.split('/');
  return segments.length <= MAX_SEGMENTS && segments.every(isPathName) ? segments : undefined;
}
