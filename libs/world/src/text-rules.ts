// The form of texts in aos.sync.json: paths, package names, world ids.

const DRIVE = /^[A-Za-z]:/;

/** Why `text` is no relative `/` path, or `undefined`. `..` is allowed here; whether it leaves a root is decided later. */
export function pathFault(text: string): string | undefined {
  if (text.trim() === '') return 'an empty path';
  if (text.includes('\0')) return 'a NUL character';
  if (text.includes('\\')) return 'a backslash';
  if (DRIVE.test(text)) return 'a drive letter';
  if (text.startsWith('/')) return 'an absolute path';
  return undefined;
}

/** npm's own rule for names of new packages: nothing in it can leave a node_modules folder. */
export const NPM_NAME = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

/** Cargo package names, of which only letters, digits, `-` and `_` may be published. */
export const CRATE_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

export const WORLD_ID = /^[a-z][a-z0-9._-]*$/;
