// Keeps paths inside a folder: by their text, and by where their links lead.
import type { FileHost } from '../host.ts';
import { isInside, joinPath, relativePath } from '../paths.ts';

export type Containment =
  /** `path` is what was asked, spelled without links and below `root` as the caller spelled it. */
  | { readonly kind: 'inside'; readonly path: string }
  | { readonly kind: 'missing' }
  /** `leadsTo` is relative to the root and begins with `..`. */
  | { readonly kind: 'outside'; readonly by: 'path' | 'link'; readonly leadsTo: string };

/**
 * Whether `path` (absolute, normalised) lies in `root`. Both tests are needed: `air/../..` fails the first,
 * `air/up -> ../..` only the second.
 */
export function contain(files: Pick<FileHost, 'realPath'>, root: string, path: string): Containment {
  if (!isInside(root, path)) return { kind: 'outside', by: 'path', leadsTo: relativePath(root, path) };
  const real = files.realPath(path);
  if (real === undefined) return { kind: 'missing' };
  const realRoot = files.realPath(root) ?? root;
  const inner = relativePath(realRoot, real);
  if (!isInside(realRoot, real)) return { kind: 'outside', by: 'link', leadsTo: inner };
  return { kind: 'inside', path: joinPath(root, inner) };
}
