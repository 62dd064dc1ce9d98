// Arithmetic on `/` paths. Absolute paths come from the host; nothing here touches a disk.

/** Resolves `.` and `..`; `..` at the top is dropped, as the file system does. */
export function normalizePath(path: string): string {
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  const joined = kept.join('/');
  return path.startsWith('/') ? `/${joined}` : joined;
}

/** `relative` seen from the absolute folder `base`. */
export const joinPath = (base: string, relative: string): string =>
  relative === '' || relative === '.' ? base : normalizePath(`${base}/${relative}`);

export function parentPath(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether `path` is `root` or below it, by the text of both. */
export const isInside = (root: string, path: string): boolean =>
  path === root || path.startsWith(root === '/' ? root : `${root}/`);

/** The way from the folder `from` to `to`: '' when equal, with `..` where needed. */
export function relativePath(from: string, to: string): string {
  const there = to.split('/').filter((part) => part !== '');
  const here = from.split('/').filter((part) => part !== '');
  let shared = 0;
  while (shared < here.length && shared < there.length && here[shared] === there[shared]) shared += 1;
  return [...here.slice(shared).map(() => '..'), ...there.slice(shared)].join('/');
}

/** The folder itself and its ancestors, nearest first, ending at `top` (or at the root when `top` is not above). */
export function ancestors(folder: string, top = '/'): readonly string[] {
  const found = [folder];
  for (let at = folder; at !== top && at !== '/'; at = parentPath(at)) found.push(parentPath(at));
  return found;
}
