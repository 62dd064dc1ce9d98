// Files that are not on the disk, above those that are.
import { compareText } from '@nx-air/canon/json';
import type { DirEntry, Host } from '@nx-air/world';
import { posix } from 'node:path';

/** `files` and `deleted` by absolute path with `/`. */
export function overlayHost(host: Host, files: ReadonlyMap<string, Uint8Array>, deleted: readonly string[] = []): Host {
  const names = new Map<string, Set<string>>();
  for (const path of files.keys()) addNames(names, path);

  const isDeleted = (path: string): boolean => !files.has(path) && !names.has(path) && deleted.some((gone) => path === gone || path.startsWith(`${gone}/`));
  const readDir = (path: string): readonly DirEntry[] | undefined => {
    const onDisk = isDeleted(path) ? undefined : host.readDir(path)?.filter(({ name }) => !isDeleted(`${path}/${name}`));
    const added = names.get(path);
    if (added === undefined || (onDisk === undefined && path === '/')) return onDisk;
    const entries = new Map((onDisk ?? []).map((entry) => [entry.name, entry]));
    for (const name of added) entries.set(name, { name, kind: files.has(`${path}/${name}`) ? 'file' : 'directory' });
    return [...entries.values()].sort((a, b) => compareText(a.name, b.name));
  };
  const kindOf: Host['kindOf'] = (path) => {
    if (files.has(path)) return 'file';
    if (names.has(path)) return host.kindOf(path) ?? 'directory';
    return isDeleted(path) ? undefined : host.kindOf(path);
  };
  const realPath = (path: string): string | undefined => {
    if (isDeleted(path)) return undefined;
    const real = host.realPath(path);
    if (real !== undefined || kindOf(path) === undefined) return real;
    const parent = realPath(posix.dirname(path));
    return parent === undefined ? undefined : posix.join(parent, posix.basename(path));
  };
  return {
    ...host,
    readFile: (path) => files.get(path) ?? (isDeleted(path) ? undefined : host.readFile(path)),
    fileSize: (path) => files.get(path)?.byteLength ?? (isDeleted(path) ? undefined : host.fileSize(path)),
    readDir,
    kindOf,
    realPath,
  };
}

function addNames(names: Map<string, Set<string>>, file: string): void {
  for (let path = file; path !== '/' && path !== '.'; path = posix.dirname(path)) {
    const folder = posix.dirname(path);
    const known = names.get(folder);
    if (known?.has(posix.basename(path)) === true) return;
    if (known === undefined) names.set(folder, new Set([posix.basename(path)]));
    else known.add(posix.basename(path));
  }
}
